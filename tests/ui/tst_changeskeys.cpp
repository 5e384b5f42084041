// From change to change with keys, and from a changed key to its lines.

#include "changes/changespane.h"
#include "changes/diffcanvas.h"

#include <retune/format/format.h>
#include <retune/history/reloadhistory.h>

#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

SettingsFilePtr fileOf(const QByteArray &bytes, quint64 revision)
{
    SettingsFile file;
    file.path = u"a.json"_s;
    file.format = &format(FormatId::Json);
    file.document = *format(FormatId::Json).parse(bytes);
    file.disk = bytes;
    file.revision = revision;
    return std::make_shared<const SettingsFile>(file);
}

/// A key on each line; every 20th has the value.
QByteArray lines(int value)
{
    QByteArray text = "{\n"_ba;
    for (int i = 0; i < 200; ++i)
        text += "\"key" + QByteArray::number(i) + "\": " + QByteArray::number(i % 20 ? 0 : value) + ",\n";
    return text + "\"last\": 1\n}\n";
}

class TestChangesKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_history = std::make_unique<ReloadHistory>();
        m_pane = std::make_unique<ChangesPane>();
        m_pane->resize(700, 500);
        m_pane->setHistory(m_history.get());
        m_pane->showFile(u"a.json"_s);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    }
    void cleanup()
    {
        m_pane.reset();
        m_history.reset();
    }

    void theKeysOfChangesWorkInEveryList()
    {
        add(lines(1), lines(2));
        for (QTreeView *list : m_pane->findChildren<QTreeView *>()) {
            canvas()->goToChange(0);
            list->setFocus();
            QTest::keyClick(list, Qt::Key_F7);
            QTest::keyClick(list, Qt::Key_F7);
            QCOMPARE(canvas()->currentChange(), 2);
            QTest::keyClick(list, Qt::Key_F7, Qt::ShiftModifier);
            QCOMPARE(canvas()->currentChange(), 1);
        }
    }

    void theKeysOfChangesWorkFromAnywhereInTheWindow()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *elsewhere = new QLineEdit;
        layout->addWidget(elsewhere);
        layout->addWidget(m_pane.release());
        window.resize(700, 500);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *pane = window.findChild<ChangesPane *>();
        auto *canvas = pane->findChild<DiffCanvas *>();
        m_history->add({2, QDateTime::currentDateTime(), {reloadOf(lines(1), lines(2))}});
        QTRY_VERIFY(!canvas->diffLayout().changes.isEmpty());
        elsewhere->setFocus();
        QTest::keyClick(elsewhere, Qt::Key_F7);
        QTest::keyClick(elsewhere, Qt::Key_F7);
        QCOMPARE(canvas->currentChange(), 2);
        QTest::keyClick(elsewhere, Qt::Key_F7, Qt::ShiftModifier);
        QCOMPARE(canvas->currentChange(), 1);
        pane->hide(); // what cannot be seen is not gone through
        QTest::keyClick(elsewhere, Qt::Key_F7);
        QCOMPARE(canvas->currentChange(), 1);
    }

    void enterGoesFromAReloadToItsLines()
    {
        add(lines(1), lines(2));
        QTreeView *reloads = view(u"Reloads, newest first"_s);
        reloads->setFocus();
        QTest::keyClick(reloads, Qt::Key_Return);
        QVERIFY(canvas()->hasFocus());
    }

    void aKeyIsGoneToByClick()
    {
        add(lines(1), lines(2));
        const QModelIndex row = keys()->model()->index(3, 0);
        keys()->scrollTo(row);
        QTest::mouseClick(keys()->viewport(), Qt::LeftButton, {}, keys()->visualRect(row).center());
        QCOMPARE(canvas()->currentChange(), 3);
    }

    void aKeyOfALongChangeIsBroughtIntoView()
    {
        add({}, lines(1));
        QCOMPARE(canvas()->verticalScrollBar()->value(), 0);
        keys()->setFocus();
        keys()->setCurrentIndex(keys()->model()->index(150, 0));
        QTest::keyClick(keys(), Qt::Key_Return);
        QVERIFY(isInView(151));
    }

    void aKeyThatIsGoneIsSoughtInTheOlderText()
    {
        add(lines(1), QByteArray(lines(1)).replace("\"key180\": 1,\n", ""));
        keys()->setCurrentIndex(keys()->model()->index(0, 0));
        keys()->setFocus();
        canvas()->verticalScrollBar()->setValue(0);
        QTest::keyClick(keys(), Qt::Key_Return);
        QCOMPARE(canvas()->currentChange(), 0);
        QVERIFY(canvas()->verticalScrollBar()->value() > 0);
    }

private:
    static FileReload reloadOf(const QByteArray &before, const QByteArray &after)
    {
        FileReload file;
        file.before = before.isEmpty() ? nullptr : fileOf(before, 1);
        file.after = fileOf(after, 2);
        file.changes = keyDiff(file.before ? file.before->document : Document(), file.after->document);
        return file;
    }
    void add(const QByteArray &before, const QByteArray &after)
    {
        m_history->add({2, QDateTime::currentDateTime(), {reloadOf(before, after)}});
        QTRY_VERIFY(!canvas()->diffLayout().changes.isEmpty());
    }
    DiffCanvas *canvas() const { return m_pane->findChild<DiffCanvas *>(); }
    QTreeView *view(const QString &name) const
    {
        const QList<QTreeView *> views = m_pane->findChildren<QTreeView *>();
        return *std::find_if(views.begin(), views.end(),
                             [&name](const QTreeView *view) { return view->accessibleName() == name; });
    }
    QTreeView *keys() const { return view(u"Changed keys"_s); }
    bool isInView(int line) const
    {
        const DiffGeometry &geometry = canvas()->geometryOfRows();
        const int height = canvas()->viewport()->height();
        const int top =
            geometry.rightTop(line) - geometry.offsets(canvas()->verticalScrollBar()->value(), height).right;
        return top >= 0 && top < height;
    }

    std::unique_ptr<ReloadHistory> m_history;
    std::unique_ptr<ChangesPane> m_pane;
};

} // namespace

QTEST_MAIN(TestChangesKeys)
#include "tst_changeskeys.moc"
