// What is selected in the text while it is changed elsewhere, and what the tree selects there.

#include "editor/movedrange.h"
#include "editor/textview.h"
#include "tree/settingsview.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

class TestTextSelection
    : public QObject
    , private WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(u"a.json"_s), "{\n  \"one\": 1,\n  \"two\": 22,\n  \"three\": 333\n}\n"_ba);
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        QVERIFY(open(*m_window, path(u"a.json"_s)));
        QVERIFY(text()->buffer());
    }
    void cleanup() { m_window.reset(); }

    void goesWithItsText_data();
    void goesWithItsText();
    void aTreeEditUnderTheSelectionDropsIt();
    void aRowSelectsItsValueWhileTheTextHasAnError_data();
    void aRowSelectsItsValueWhileTheTextHasAnError();
    void aRangeMovesWithItsLine_data();
    void aRangeMovesWithItsLine();

private:
    TextView *text() const { return m_window->findChild<TextView *>(); }
    Buffer *buffer() const { return m_window->workspace()->buffer(u"a.json"_s); }
    void select(const QString &words)
    {
        text()->moveCursor(QTextCursor::Start);
        QVERIFY(text()->find(words));
    }
    void replace(const QByteArray &old, const QByteArray &text)
    {
        const qsizetype at = buffer()->bytes().indexOf(old);
        QVERIFY(at >= 0);
        buffer()->replace({{{at, at + old.size()}, text}});
    }

    std::unique_ptr<MainWindow> m_window;
};

void TestTextSelection::goesWithItsText_data()
{
    QTest::addColumn<QString>("selected");
    QTest::addColumn<QByteArray>("old");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("after");
    QTest::newRow("text before it changed") << u"22"_s << "1,"_ba
                                            << "1234,"_ba << u"22"_s;
    QTest::newRow("text behind it changed") << u"22"_s << "333"_ba
                                            << "4"_ba << u"22"_s;
    QTest::newRow("text right behind it came") << u"22"_s << "22,"_ba
                                               << "225,"_ba << u"22"_s;
    QTest::newRow("text right before it came") << u"22"_s << " 22"_ba
                                               << " 522"_ba << u"22"_s;
    QTest::newRow("it was replaced") << u"22"_s << "22"_ba
                                     << "99"_ba << QString();
    QTest::newRow("a part of it was replaced") << u"\"two\": 22"_s << "two"_ba
                                               << "drei"_ba << QString();
    QTest::newRow("text came into it") << u"\"two\""_s << "two"_ba
                                       << "twoo"_ba << QString();
    QTest::newRow("it was removed with more") << u"22"_s << ": 22,"_ba
                                              << ""_ba << QString();
}

void TestTextSelection::goesWithItsText()
{
    QFETCH(QString, selected);
    QFETCH(QByteArray, old);
    QFETCH(QByteArray, text);
    QFETCH(QString, after);
    select(selected);
    replace(old, text);
    QCOMPARE(this->text()->textCursor().selectedText(), after);
}

void TestTextSelection::aTreeEditUnderTheSelectionDropsIt()
{
    text()->selectAll();
    QVERIFY(buffer()->setValue(*KeyPath::parse(u"two"_s), Value::integer(5)));
    QVERIFY(!text()->textCursor().hasSelection());
    const QByteArray edited = buffer()->bytes();
    QTest::keyClick(text(), Qt::Key_X);
    QCOMPARE(buffer()->bytes().size(), edited.size() + 1); // nothing was overwritten
}

void TestTextSelection::aRowSelectsItsValueWhileTheTextHasAnError_data()
{
    QTest::addColumn<QByteArray>("old");
    QTest::addColumn<QByteArray>("wrong");
    QTest::addColumn<QString>("selected");
    QTest::newRow("above it") << "1,"_ba
                              << "1 wrong,"_ba << u"22"_s;
    QTest::newRow("below it") << "333"_ba
                              << "333,,"_ba << u"22"_s;
    QTest::newRow("in its line") << "22,"_ba
                                 << "'22',"_ba << QString();
}

void TestTextSelection::aRowSelectsItsValueWhileTheTextHasAnError()
{
    QFETCH(QByteArray, old);
    QFETCH(QByteArray, wrong);
    QFETCH(QString, selected);
    replace(old, wrong);
    QTRY_VERIFY(text()->hasError());
    auto *tree = m_window->findChild<SettingsView *>();
    tree->setCurrentIndex({});
    tree->setCurrentIndex(
        m_window->findChild<SettingsModel *>()->nodeIndex(u"a.json"_s, *KeyPath::parse(u"two"_s)));
    QCOMPARE(text()->textCursor().selectedText(), selected);
    QCOMPARE(text()->textCursor().blockNumber(), 2);
}

void TestTextSelection::aRangeMovesWithItsLine_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<qsizetype>("begin");
    QTest::addColumn<qsizetype>("end");
    QTest::newRow("nothing changed") << "a\nb\nccc\nd\n"_ba << qsizetype(4) << qsizetype(7);
    QTest::newRow("lines before it changed") << "aa\nb\nccc\nd\n"_ba << qsizetype(5) << qsizetype(8);
    QTest::newRow("lines behind it changed") << "a\nb\nccc\ndd\n"_ba << qsizetype(4) << qsizetype(7);
    QTest::newRow("lines on both sides changed") << "aa\nb\nccc\ndd\n"_ba << qsizetype(5) << qsizetype(8);
    QTest::newRow("its own line changed") << "aa\nb\nxcx\ndd\n"_ba << qsizetype(5) << qsizetype(5);
    QTest::newRow("all is gone") << ""_ba << qsizetype(0) << qsizetype(0);
}

void TestTextSelection::aRangeMovesWithItsLine()
{
    QFETCH(QByteArray, after);
    QFETCH(qsizetype, begin);
    QFETCH(qsizetype, end);
    QCOMPARE(movedRange("a\nb\nccc\nd\n"_ba, after, {4, 7}), (ByteRange{begin, end}));
}

} // namespace

QTEST_MAIN(TestTextSelection)
#include "tst_textselection.moc"
