#include "changes/diffview.h"
#include "editor/conflictbar.h"
#include "editor/editorpane.h"
#include "editor/problemline.h"
#include "editor/textview.h"
#include "merge/mergepane.h"
#include "style/emptystate.h"
#include "style/tintedbar.h"

#include <retune/edit/workspace.h>

#include <QtCore/QSaveFile>
#include <QtCore/QScopeGuard>
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

class TestEditorPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        write(u"a.json"_s, "{\"a\": 1}\r\n"_ba);
        write(u"b.json"_s, "{\"b\": 1,}\n"_ba);
        write(u"binary.json"_s, QByteArray("a\0b", 3));
        Result<std::unique_ptr<Store>> store = Store::open(m_folder->path());
        QVERIFY(store);
        m_store = *std::move(store);
        QVERIFY(m_store->waitUntilLoaded(std::chrono::seconds(10)));
        m_workspace = std::make_unique<Workspace>(*m_store);
        m_pane = std::make_unique<EditorPane>();
        m_pane->resize(600, 400);
        m_pane->setWorkspace(m_workspace.get());
        m_pane->show();
    }

    void cleanup()
    {
        m_pane.reset();
        m_workspace.reset();
        m_store.reset();
        m_folder.reset();
    }

    void showsAndHidesFiles()
    {
        QVERIFY(!text()->isVisible());
        m_pane->showFile(u"a.json"_s);
        QVERIFY(text()->isVisible());
        QCOMPARE(m_pane->currentPath(), u"a.json"_s);
        m_pane->showFile(u"none.json"_s);
        QVERIFY(!text()->isVisible());
        QCOMPARE(m_pane->currentPath(), QString());
        m_pane->showFile(u"a.json"_s);
        m_pane->showFile({});
        QVERIFY(!text()->isVisible());
    }

    void remembersThePlaceInEachFile()
    {
        m_pane->showFile(u"a.json"_s);
        m_pane->goTo(ByteRange{6, 7});
        QTRY_VERIFY(m_workspace->buffer(u"b.json"_s));
        m_pane->showFile(u"b.json"_s);
        QCOMPARE(text()->textCursor().position(), 0);
        m_pane->showFile(u"a.json"_s);
        QCOMPARE(text()->textCursor().position(), 7);
    }

    /// Another program writes the whole of a long file anew.
    void keepsThePlaceInALongTextThatBecomesAnother()
    {
        showLongFile();
        const QByteArray after = numberedKeys(30'000).replace(" = 1", " =  2");
        text()->goTo(TextPosition{20'000, 3});
        const int top = text()->verticalScrollBar()->value();
        QSignalSpy completed(text(), &TextView::completed);
        bool wasJumpSeen = true;
        connect(text(), &TextView::shortened, this,
                [&] { wasJumpSeen = text()->viewport()->updatesEnabled(); });
        QSignalSpy moved(m_pane.get(), &EditorPane::cursorMoved);
        write(u"long.ini"_s, after);
        QTRY_COMPARE(completed.count(), 1);
        QCOMPARE(text()->buffer()->bytes(), after);
        QVERIFY(!wasJumpSeen);
        QVERIFY(text()->viewport()->updatesEnabled());
        QCOMPARE(text()->textCursor().blockNumber(), 19'999);
        QCOMPARE(text()->textCursor().positionInBlock(), 2);
        QCOMPARE(text()->verticalScrollBar()->value(), top);
        QCOMPARE(moved.count(), 0); // the user did nothing: the tree stays where it is
    }

    /// While another program's text is still coming in slices.
    void aClickIntoALongTextThatComesInSlicesCounts()
    {
        showLongFile();
        const QByteArray after = numberedKeys(30'000).replace(" = 1", " = 2");
        m_workspace->buffer(u"long.ini"_s)->follow(after);
        QVERIFY(!text()->isComplete());
        QSignalSpy moved(m_pane.get(), &EditorPane::cursorMoved);
        const VisibleLine line = text()->visibleLines().at(3);
        QTest::mouseClick(text()->viewport(), Qt::LeftButton, {},
                          QPoint(20, int(line.top + line.height / 2)));
        QCOMPARE(text()->textCursor().blockNumber(), 3);
        QTRY_VERIFY(text()->isComplete());
        QCOMPARE(text()->textCursor().blockNumber(), 3);
        QCOMPARE(moved.count(), 1);
    }

    void theCursorIsBehindALongTextThatIsPasted()
    {
        const QByteArray pasted = numberedKeys(20'000);
        m_pane->showFile(u"a.json"_s);
        QTextCursor all = text()->textCursor();
        all.movePosition(QTextCursor::End);
        all.movePosition(QTextCursor::Start, QTextCursor::KeepAnchor);
        text()->setTextCursor(all);
        QGuiApplication::clipboard()->setText(QString::fromUtf8(pasted));
        text()->paste();
        QTRY_VERIFY(text()->isComplete());
        QCOMPARE(text()->textCursor().blockNumber(), 20'000);
        QVERIFY(text()->viewport()->rect().contains(text()->cursorRect().center()));
    }

    void tellsWhereTheCursorIs()
    {
        m_pane->showFile(u"a.json"_s);
        QSignalSpy moved(m_pane.get(), &EditorPane::cursorMoved);
        QTest::keyClick(text(), Qt::Key_End);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved.first(), QVariantList({u"a.json"_s, qsizetype(8)}));
    }

    void saysWhatIsWrongAndGoesThere()
    {
        // A file that is bad from the start is looked at for a while before it counts.
        QTRY_VERIFY(m_workspace->buffer(u"b.json"_s));
        m_pane->showFile(u"b.json"_s);
        auto *line = m_pane->findChild<ProblemLine *>();
        QTRY_VERIFY(line->isVisible());
        QVERIFY2(line->text().startsWith(u"1:"_s), qPrintable(line->text()));
        QTest::mouseClick(line, Qt::LeftButton);
        QVERIFY(text()->textCursor().selectionEnd() >= 7);
        m_pane->showFile(u"a.json"_s);
        QTRY_VERIFY(!line->isVisible());
    }

    void saysWhyATextCannotBeEdited()
    {
        QTRY_VERIFY(m_workspace->buffer(u"binary.json"_s));
        m_pane->showFile(u"binary.json"_s);
        const QList<TintedBar *> bars = m_pane->findChildren<TintedBar *>();
        const auto shown =
            std::count_if(bars.begin(), bars.end(), [](const TintedBar *bar) { return bar->isVisible(); });
        QCOMPARE(shown, 1);
        m_pane->showFile(u"a.json"_s);
        for (const TintedBar *bar : bars)
            QVERIFY(!bar->isVisible());
    }

    void aFileThatCannotBeReadHasNoTextButAReason()
    {
        QVERIFY(QFile::link(m_folder->filePath(u"nowhere"_s), m_folder->filePath(u"link.json"_s)));
        QTRY_VERIFY(m_store->snapshot().file(u"link.json"_s));
        m_pane->showFile(u"link.json"_s);
        QVERIFY(!text()->isVisible());
        QCOMPARE(m_pane->currentPath(), u"link.json"_s);
        const auto *reason = m_pane->findChild<EmptyState *>(u"unreadable"_s);
        QVERIFY(reason->isVisible());
        QVERIFY2(reason->accessibleDescription().contains(u"link to nothing"_s),
                 qPrintable(reason->accessibleDescription()));
        m_pane->undo();
        write(u"nowhere"_s, "{\"a\": 3}"_ba);
        QTRY_VERIFY(text()->isVisible());
        QCOMPARE(text()->buffer()->bytes(), "{\"a\": 3}"_ba);
    }

    void saysThatTheTextIsNotTheOneOnDiskAnyMore()
    {
        m_pane->showFile(u"a.json"_s);
        QVERIFY(QFile::remove(m_folder->filePath(u"a.json"_s)));
        QVERIFY(QDir(m_folder->path()).mkdir(u"a.json"_s));
        QTRY_VERIFY(shownNotice().contains(u"found a folder"_s));
        QVERIFY(text()->isVisible());
        QVERIFY(QDir(m_folder->path()).rmdir(u"a.json"_s));
        write(u"a.json"_s, "{\"a\": 1}\r\n"_ba);
        QTRY_COMPARE(shownNotice(), QString());
    }

    void followsTheDiskWhileNothingIsUnsaved()
    {
        m_pane->showFile(u"a.json"_s);
        write(u"a.json"_s, "{\"a\": 2}\r\n"_ba);
        QTRY_COMPARE(text()->buffer()->bytes(), "{\"a\": 2}\r\n"_ba);
        QVERIFY(!bar()->isVisible());
    }

    void asksWhichSideIsMeant_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("mine") << u"Keep mine"_s << "{\"a\": 19}\r\n"_ba;
        QTest::newRow("the disk's") << u"Take disk"_s << "{\"a\": 2}\r\n"_ba;
    }
    void asksWhichSideIsMeant()
    {
        QFETCH(QString, button);
        QFETCH(QByteArray, bytes);
        makeConflict();
        QSignalSpy resolved(m_pane.get(), &EditorPane::conflictResolved);
        QTest::mouseClick(buttonNamed(button), Qt::LeftButton);
        QTRY_VERIFY(!bar()->isVisible());
        QCOMPARE(text()->buffer()->bytes(), bytes);
        QCOMPARE(resolved.count(), 1);
        QVERIFY(text()->isVisible());
        m_pane->undoResolution(u"a.json"_s);
        QTRY_VERIFY(bar()->isVisible());
        QCOMPARE(text()->buffer()->bytes(), "{\"a\": 19}\r\n"_ba);
    }

    void comparesInPlaceOfTheText()
    {
        makeConflict();
        QTest::mouseClick(buttonNamed(u"Compare"_s), Qt::LeftButton);
        auto *diff = m_pane->findChild<DiffView *>();
        QVERIFY(diff->isVisible());
        QVERIFY(!text()->isVisible());
        QTRY_COMPARE(diff->diff().before, QList<QByteArray>({"{\"a\": 2}\r\n"_ba}));
        QCOMPARE(diff->diff().after, QList<QByteArray>({"{\"a\": 19}\r\n"_ba}));
        QTest::mouseClick(buttonNamed(u"Back to the text"_s), Qt::LeftButton);
        QVERIFY(text()->isVisible());
        QTest::mouseClick(buttonNamed(u"Compare"_s), Qt::LeftButton);
        QTest::mouseClick(buttonNamed(u"Take disk"_s), Qt::LeftButton);
        QTRY_VERIFY(text()->isVisible());
    }

    void theComparisonLeavesTheFocusElsewhere()
    {
        makeConflict();
        QTest::mouseClick(buttonNamed(u"Compare"_s), Qt::LeftButton);
        QWidget window;
        m_pane->setParent(&window);
        const auto alone = qScopeGuard([this] { m_pane->setParent(nullptr); });
        QLineEdit tree(&window);
        window.show();
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        tree.setFocus();
        QVERIFY(tree.hasFocus());
        const auto *diff = m_pane->findChild<DiffView *>();
        QVERIFY(text()->buffer()->setValue({u"a"_s}, Value::integer(5)));
        QTRY_COMPARE(diff->diff().after, QList<QByteArray>({"{\"a\": 5}\r\n"_ba}));
        m_pane->goToNode({6, 7});
        QVERIFY(diff->isVisible());
        QVERIFY(tree.hasFocus());
        m_workspace->takeDisk(u"a.json"_s);
        QTRY_VERIFY(text()->isVisible());
        QVERIFY(tree.hasFocus());
    }

    void aSaveAsksThoughTheCursorMoves()
    {
        makeConflict();
        m_pane->mergeAndSave();
        m_pane->goTo(ByteRange{1, 2}); // before it is known whether there is anything to ask
        QTRY_VERIFY(m_pane->findChild<MergePane *>()->isVisible());
    }

    void theComparisonOffersNothingThatItCannotDo()
    {
        makeConflict();
        QTest::mouseClick(buttonNamed(u"Compare"_s), Qt::LeftButton);
        QTRY_VERIFY(toolNamed(u"Copy as Patch"_s)->isEnabled());
        QVERIFY(!toolNamed(u"Put This Change Back"_s)->isVisible());
        QVERIFY(!m_pane->findChild<QCheckBox *>(u"showSecrets"_s)->isVisible());
        toolNamed(u"Copy as Patch"_s)->click();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"--- a/a.json\n+++ b/a.json\n"_s));
    }

    void coversSecretsInTheComparison()
    {
        write(u"secret.json"_s, "{\"token\": \"former\"}\n"_ba);
        QTRY_VERIFY(m_store->snapshot().file(u"secret.json"_s));
        m_pane->showFile(u"secret.json"_s);
        m_pane->goTo(ByteRange{11, 11});
        QTest::keyClicks(text(), u"my"_s);
        write(u"secret.json"_s, "{\"token\": \"theirs\"}\n"_ba);
        QTRY_VERIFY(bar()->isVisible());
        QTest::mouseClick(buttonNamed(u"Compare"_s), Qt::LeftButton);
        auto *box = m_pane->findChild<QCheckBox *>(u"showSecrets"_s);
        QTRY_VERIFY(box->isVisible());
        const LineDiff &covered = m_pane->findChild<DiffView *>()->diff();
        QVERIFY(!covered.isEqual());
        QVERIFY(!covered.before.join().contains("theirs"));
        QVERIFY(!covered.after.join().contains("myformer"));
        QVERIFY(!toolNamed(u"Copy as Patch"_s)->isEnabled());

        box->click();
        QCOMPARE(m_pane->findChild<DiffView *>()->diff().after.join(), "{\"token\": \"myformer\"}\n"_ba);
        QVERIFY(toolNamed(u"Copy as Patch"_s)->isEnabled());
        QTest::mouseClick(buttonNamed(u"Back to the text"_s), Qt::LeftButton);
        QTest::mouseClick(buttonNamed(u"Compare"_s), Qt::LeftButton);
        QTRY_VERIFY(box->isVisible());
        QVERIFY(!box->isChecked());
        QVERIFY(!m_pane->findChild<DiffView *>()->diff().after.join().contains("myformer"));
    }

    void survivesItsWorkspace()
    {
        m_pane->showFile(u"a.json"_s);
        m_workspace.reset();
        QVERIFY(!text()->isVisible());
        m_pane->showFile(u"a.json"_s);
        m_pane->goTo(ByteRange{1, 2});
        m_pane->undo();
        QCOMPARE(m_pane->currentPath(), QString());
    }

private:
    static QByteArray numberedKeys(int count)
    {
        QByteArray text;
        for (int i = 0; i < count; ++i)
            text += "key" + QByteArray::number(i) + " = 1\n";
        return text;
    }

    void showLongFile()
    {
        write(u"long.ini"_s, numberedKeys(30'000));
        QTRY_VERIFY(m_workspace->buffer(u"long.ini"_s));
        m_pane->showFile(u"long.ini"_s);
        text()->complete();
    }

    TextView *text() const { return m_pane->findChild<TextView *>(); }
    ConflictBar *bar() const { return m_pane->findChild<ConflictBar *>(); }

    /// What the notice above the text says; empty where there is none.
    QString shownNotice() const
    {
        for (const TintedBar *notice : m_pane->findChildren<TintedBar *>()) {
            if (notice != bar() && notice->isVisible())
                return notice->findChild<QLabel *>()->text();
        }
        return {};
    }

    QPushButton *buttonNamed(const QString &name) const
    {
        for (QPushButton *button : m_pane->findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == name)
                return button;
        }
        return nullptr;
    }

    QToolButton *toolNamed(const QString &name) const
    {
        for (QToolButton *button : m_pane->findChild<DiffView *>()->findChildren<QToolButton *>()) {
            if (button->accessibleName() == name)
                return button;
        }
        return nullptr;
    }

    void write(const QString &name, const QByteArray &bytes)
    {
        QSaveFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        QVERIFY(file.commit());
    }

    void makeConflict()
    {
        m_pane->showFile(u"a.json"_s);
        m_pane->goTo(ByteRange{7, 7});
        QTest::keyClicks(text(), u"9"_s);
        QCOMPARE(text()->buffer()->bytes(), "{\"a\": 19}\r\n"_ba);
        write(u"a.json"_s, "{\"a\": 2}\r\n"_ba);
        QTRY_VERIFY(bar()->isVisible());
        QCOMPARE(text()->buffer()->bytes(), "{\"a\": 19}\r\n"_ba);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<EditorPane> m_pane;
};

QTEST_MAIN(TestEditorPane)
#include "tst_editorpane.moc"
