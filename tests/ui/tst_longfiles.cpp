#include "windowtest.h"

#include "changes/changespane.h"
#include "changes/diffview.h"
#include "tree/memberedits.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"

#include <retune/edit/workspace.h>

#include <QtWidgets/QLineEdit>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Long enough that its edits are checked in another thread.
QByteArray longText(const QByteArray &port, const QByteArray &table = "http")
{
    QByteArray text = "{\n";
    for (int i = 0; text.size() <= Buffer::quickSize; ++i)
        text += "\"key" + QByteArray::number(i) + "\": \"some value\",\n";
    return text + '"' + table + "\": {\"port\": " + port +
           ", \"tls\": true},\n\"hosts\": [\"a\", \"b\"]\n}\n";
}

const QString file = QStringLiteral("long.json");

} // namespace

/// Files so long that the window does not wait until an edit of them has been checked, through the window.
class TestLongFiles
    : public QObject
    , WindowTest
{
    Q_OBJECT

    std::unique_ptr<MainWindow> m_window;

    SettingsModel &model() const { return *m_window->findChild<SettingsModel *>(); }
    SettingsView &tree() const { return *m_window->findChild<SettingsView *>(); }
    Buffer &buffer() const { return *m_window->workspace()->openBuffer(file); }
    QModelIndex port() const { return valueOf(*m_window, file, {u"http"_s, u"port"_s}); }
    QModelIndex row(const KeyPath &key) const { return model().nodeIndex(file, key); }
    QByteArray onDisk() const { return contentOf(path(file)); }

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(file), longText("8080"));
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        QVERIFY(open(*m_window, path({})));
        QVERIFY(m_window->workspace()->buffer(file));
    }
    void cleanup() { m_window.reset(); }

    void aValueIsShownAtOnceAndMadeWhenItIsChecked()
    {
        QVERIFY(model().setData(port(), u"9090"_s, Qt::EditRole));
        QVERIFY(buffer().isEditing());
        QCOMPARE(port().data().toString(), u"9090"_s);
        QCOMPARE(port().data(Qt::EditRole).toString(), u"9090"_s);
        QTRY_COMPARE(buffer().bytes(), longText("9090"));
        QTRY_COMPARE(model().node(port()).value().text, u"9090"_s);
        QCOMPARE(port().data().toString(), u"9090"_s);
    }

    void valuesThatAreSetOneAfterTheOtherAllCount()
    {
        const QModelIndex tls = valueOf(*m_window, file, {u"http"_s, u"tls"_s});
        QVERIFY(model().setData(port(), u"1"_s, Qt::EditRole));
        QVERIFY(model().setData(port(), u"2"_s, Qt::EditRole));
        QVERIFY(model().setData(tls, Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(model().setData(port(), u"8080"_s, Qt::EditRole)); // what the file still holds
        QCOMPARE(port().data().toString(), u"8080"_s);
        QCOMPARE(tls.data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Unchecked);
        QTRY_VERIFY(!buffer().isEditing());
        QCOMPARE(buffer().bytes(), longText("8080").replace("true", "false"));
        for (const QByteArray &port : {"2"_ba, "2"_ba, "1"_ba, "8080"_ba}) {
            buffer().undo();
            QVERIFY2(buffer().bytes().contains("\"port\": " + port + ','), port.constData());
        }
        QVERIFY(!buffer().isModified());
    }

    void anEditOfATextThatBecameAnotherIsRefusedAndTold()
    {
        QSignalSpy refused(&model(), &SettingsModel::editRefused);
        QVERIFY(model().setData(port(), u"9090"_s, Qt::EditRole));
        buffer().replace({{{0, 0}, "\n"_ba}});
        QTRY_COMPARE(refused.size(), 1);
        const QString reason = refused.first().first().toString();
        QVERIFY2(reason.startsWith(u"http.port: "_s), qPrintable(reason));
        QTRY_COMPARE(port().data().toString(), u"8080"_s);
        QCOMPARE(buffer().bytes(), '\n' + longText("8080"));
    }

    void aSaveComesBehindTheEditsBeforeIt()
    {
        QVERIFY(model().setData(port(), u"9090"_s, Qt::EditRole));
        m_window->workspace()->saveAll();
        QTRY_COMPARE(onDisk(), longText("9090"));
        QTRY_VERIFY(!m_window->isWindowModified());
    }

    void undoTakesAnEditBackThatIsUnderWay()
    {
        QVERIFY(model().setData(port(), u"9090"_s, Qt::EditRole));
        buffer().undo();
        QTRY_VERIFY(!buffer().isEditing());
        QCOMPARE(buffer().bytes(), longText("8080"));
        QTRY_COMPARE(port().data().toString(), u"8080"_s);
    }

    void anEditUnderWayIsKeptWhenTheWindowCloses()
    {
        QVERIFY(model().setData(port(), u"9090"_s, Qt::EditRole));
        m_window->close();
        m_window = std::make_unique<MainWindow>();
        QVERIFY(open(*m_window, path({})));
        QVERIFY(m_window->workspace()->openBuffer(file));
        QCOMPARE(buffer().bytes(), longText("9090"));
        QCOMPARE(onDisk(), longText("8080"));
    }

    void aKeyThatIsRenamedKeepsWhatIsOpenBelowIt()
    {
        tree().reveal(row({u"http"_s, u"port"_s}));
        QVERIFY(tree().isExpanded(row({u"http"_s})));
        const QPersistentModelIndex http = row({u"http"_s});
        QVERIFY(model().setData(http, u"web"_s, Qt::EditRole));
        QCOMPARE(http.data().toString(), u"web"_s);
        QTRY_COMPARE(buffer().bytes(), longText("8080", "web"));
        QTRY_COMPARE(model().node(http).key(), u"web"_s);
        QVERIFY(tree().isExpanded(http));
        QCOMPARE(http.data().toString(), u"web"_s);
    }

    void aKeyThatCannotBeRenamedHasItsNameAgain()
    {
        QSignalSpy refused(&model(), &SettingsModel::editRefused);
        QVERIFY(model().setData(row({u"http"_s}), u"web"_s, Qt::EditRole));
        buffer().replace({{{0, 0}, "\n"_ba}});
        QTRY_COMPARE(refused.size(), 1);
        QTRY_COMPARE(row({u"http"_s}).data().toString(), u"http"_s);
    }

    void aDraggedNumberEndsWhereItWasLeft()
    {
        model().gesture(file, SettingsModel::Gesture::Begin);
        for (int number = 1; number <= 50; ++number)
            QVERIFY(model().setData(port(), QString::number(number), Qt::EditRole));
        model().gesture(file, SettingsModel::Gesture::End);
        QCOMPARE(port().data().toString(), u"50"_s);
        QTRY_VERIFY(!buffer().isEditing());
        QCOMPARE(buffer().bytes(), longText("50"));
        buffer().undo();
        QCOMPARE(buffer().bytes(), longText("8080"));
        QVERIFY(!buffer().canUndo());
    }

    void aDragThatIsGivenUpLeavesNothing()
    {
        model().gesture(file, SettingsModel::Gesture::Begin);
        QVERIFY(model().setData(port(), u"1"_s, Qt::EditRole));
        QVERIFY(model().setData(port(), u"2"_s, Qt::EditRole));
        model().gesture(file, SettingsModel::Gesture::Cancel);
        QTRY_VERIFY(!buffer().isEditing());
        QCOMPARE(buffer().bytes(), longText("8080"));
        QTRY_COMPARE(port().data().toString(), u"8080"_s);
        QVERIFY(!buffer().canUndo());
    }

    void aMemberIsDuplicatedAndChosen()
    {
        tree().reveal(row({u"hosts"_s, 1}));
        tree().setCurrentIndex(row({u"hosts"_s, 1}));
        m_window->findChild<SettingsPane *>()->memberEdits()->duplicate();
        QTRY_VERIFY(buffer().bytes().contains(R"(["a", "b", "b"])"));
        QTRY_COMPARE(model().node(tree().currentIndex()).path(), KeyPath({u"hosts"_s, 2}));
    }

    void unsavedEditsAreComparedWithTheDisk()
    {
        QVERIFY(model().setData(port(), u"9090"_s, Qt::EditRole));
        const auto *diff = m_window->findChild<ChangesPane *>()->findChild<DiffView *>();
        QTRY_VERIFY(diff->diff().after.join().contains("9090"));
        QVERIFY(diff->diff().before.join().contains("8080"));
        buffer().undo();
        QTRY_VERIFY(!diff->diff().after.join().contains("9090"));
    }
};

QTEST_MAIN(TestLongFiles)
#include "tst_longfiles.moc"
