#include "editor/textview.h"

#include <retune/text/encoding.h>

#include <QtCore/QMimeData>
#include <QtCore/QRandomGenerator>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QTextBlock>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QScrollBar>

#include <functional>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

Buffer *bufferOf(const QByteArray &bytes, QObject *parent, FormatId id = FormatId::Json)
{
    return new Buffer(u"a.json"_s, format(id), bytes, parent);
}

/// What the widget really holds, block by block.
QString widgetText(const TextView &view)
{
    QStringList blocks;
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next())
        blocks.append(block.text());
    return blocks.join(u'|');
}

QString shownText(const QByteArray &bytes)
{
    QString text = DisplayText(bytes).text();
    return text.replace(QChar::ParagraphSeparator, u'|');
}

void select(TextView &view, int anchor, int position)
{
    QTextCursor cursor = view.textCursor();
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    view.setTextCursor(cursor);
}

void moveTo(TextView &view, int position)
{
    select(view, position, position);
}

void pasteInto(TextView &view, const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    view.paste();
}

/// What a drop of the widget's own selection does: one edit block around the removal and the insertion.
void moveByDrop(TextView &view, int begin, int end, int target, const std::function<void()> &insert)
{
    QTextCursor moved(view.document());
    moved.setPosition(begin);
    moved.setPosition(end, QTextCursor::KeepAnchor);
    QTextCursor place(view.document());
    place.setPosition(target);
    place.beginEditBlock();
    moved.removeSelectedText();
    view.setTextCursor(place);
    insert();
    place.endEditBlock();
}

const QByteArray oddBytes =
    u"{\r\n \"a\":\u00A0\"x\u2028y\",\n\r\"b\": \"\u2029\U0001F600\"\r\n}\n"_s.toUtf8();

} // namespace

class TestTextView : public QObject
{
    Q_OBJECT

    static Problem codeProblem(int line, int column = 0)
    {
        return {ProblemKind::Failure, u"a.js"_s, {line, column}, {}, u"Error: no"_s};
    }

    /// As the widget gives them.
    static QString linesOf(QByteArray bytes) { return QString::fromUtf8(bytes.replace("\r\n", "\n")); }
    /// Longer than a slice; with line ends of both kinds, and characters of several bytes where slices end.
    static QByteArray longText()
    {
        QByteArray text;
        while (text.size() < 500'000)
            text += "key = 你好，精神小伙\r\nother = 1\n";
        return text;
    }

private Q_SLOTS:
    /// Also while the widest line is scrolled away.
    void theScrollBarForgetsALargerFont()
    {
        QObject scope;
        TextView view;
        view.setBuffer(bufferOf(QByteArray(300, 'w') + QByteArray(500, '\n'), &scope, FormatId::Ini));
        view.resize(300, 200);
        view.show();
        view.setTextSize(10);
        view.grab();
        const int small = view.horizontalScrollBar()->maximum();
        view.setTextSize(30);
        view.grab();
        QVERIFY(view.horizontalScrollBar()->maximum() > 2 * small);
        view.verticalScrollBar()->setValue(400);
        view.setTextSize(10);
        view.grab();
        QVERIFY2(view.horizontalScrollBar()->maximum() <= small,
                 qPrintable(QString::number(view.horizontalScrollBar()->maximum())));
    }

    /// Also one that begins in a script that is written from the right, however wide the view is.
    void everyLineBeginsOnTheLeft()
    {
        QObject scope;
        TextView view;
        view.setBuffer(bufferOf(u"a = 1\n# \u0642\u064A\u0645\u0629\n"_s.toUtf8(), &scope, FormatId::Ini));
        view.resize(300, 200);
        view.show();
        const auto beginOfLine = [&view](int line) {
            return view.cursorRect(QTextCursor(view.document()->findBlockByNumber(line))).left();
        };
        QCOMPARE(beginOfLine(1), beginOfLine(0));
        view.resize(900, 200);
        QCOMPARE(beginOfLine(1), beginOfLine(0));
    }

    void aProblemOfCodeStaysWithItsLine()
    {
        TextView view;
        Buffer *buffer = bufferOf("a();\n  b();\nc();\n", &view, FormatId::JavaScript);
        view.setBuffer(buffer);
        view.setCodeProblems({codeProblem(2)});
        QCOMPARE(view.problems().value(0).range, (ByteRange{7, 11}));
        QVERIFY(view.hasError());
        buffer->replace({{{0, 0}, "// new\n"}});
        QTRY_COMPARE(view.problems().value(0).position.line, 3);
        QCOMPARE(view.problems().value(0).range, (ByteRange{14, 18}));
        view.setCodeProblems({codeProblem(2)}); // told again: nothing new
        QCOMPARE(view.problems().value(0).position.line, 3);
        buffer->replace({{{12, 19}, ""}});
        QTRY_VERIFY(view.problems().isEmpty());
        QVERIFY(!view.hasError());
    }

    void everyProblemOfCodeIsMarked()
    {
        TextView view;
        Buffer *buffer = bufferOf("a();\nb();\nc();\n", &view, FormatId::JavaScript);
        view.setBuffer(buffer);
        view.setCodeProblems({codeProblem(1), codeProblem(3)});
        QCOMPARE(view.problems().size(), 2);
        QCOMPARE(view.problems()[1].range, (ByteRange{10, 14}));
        buffer->replace({{{0, 5}, ""}});
        QTRY_COMPARE(view.problems().size(), 1); // the other one stays with its line
        QCOMPARE(view.problems()[0].position.line, 2);
    }

    void aProblemOfCodeIsMarkedFromItsColumnOnAndGoes()
    {
        TextView view;
        view.setBuffer(bufferOf("x = 你 你;\n", &view, FormatId::JavaScript));
        view.setCodeProblems({codeProblem(1, 7)});
        QCOMPARE(view.problems().value(0).range, (ByteRange{8, 12}));
        view.setCodeProblems({codeProblem(9)}); // beyond the end
        QVERIFY(view.problems().isEmpty());
        view.setCodeProblems({codeProblem(1)});
        QCOMPARE(view.problems().size(), 1);
        view.setCodeProblems({});
        QVERIFY(view.problems().isEmpty());
        view.setCodeProblems({codeProblem(1)});
        view.setBuffer(bufferOf("other", &view, FormatId::JavaScript));
        QVERIFY(view.problems().isEmpty());
    }

    void showsTheBytesWithoutChangingThem()
    {
        TextView view;
        Buffer *buffer = bufferOf(oddBytes, &view);
        view.setBuffer(buffer);
        QCOMPARE(widgetText(view), shownText(oddBytes));
        QCOMPARE(buffer->bytes(), oddBytes);
        QVERIFY(!buffer->canUndo());
        QVERIFY(!view.isReadOnly());
    }

    void changesOnlyTheBytesThatTheUserEdits_data()
    {
        using Edit = std::function<void(TextView &)>;
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QByteArray>("after");
        const auto key = [](int at, Qt::Key pressed, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
            return Edit([=](TextView &view) {
                moveTo(view, at);
                QTest::keyClick(&view, pressed, modifiers);
            });
        };
        const auto keys = [](int anchor, int position, const QString &text) {
            return Edit([=](TextView &view) {
                select(view, anchor, position);
                QTest::keyClicks(&view, text);
            });
        };
        const QByteArray spaces = u"a\u00A0=\u00A01\u2028\r\n"_s.toUtf8();
        QTest::newRow("typing beside no-break spaces")
            << spaces << keys(4, 5, u"25"_s) << u"a\u00A0=\u00A025\u2028\r\n"_s.toUtf8();
        QTest::newRow("typing over a no-break space")
            << spaces << keys(1, 2, u" "_s) << u"a =\u00A01\u2028\r\n"_s.toUtf8();
        QTest::newRow("erasing a line separator")
            << spaces << key(6, Qt::Key_Backspace) << u"a\u00A0=\u00A01\r\n"_s.toUtf8();
        QTest::newRow("erasing a CRLF") << "a\r\nb\rc\nd"_ba << key(2, Qt::Key_Backspace) << "ab\rc\nd"_ba;
        QTest::newRow("erasing a lone CR") << "a\r\nb\rc\nd"_ba << key(3, Qt::Key_Delete) << "a\r\nbc\nd"_ba;
        QTest::newRow("erasing an LF") << "a\r\nb\rc\nd"_ba << key(6, Qt::Key_Backspace) << "a\r\nb\rcd"_ba;
        QTest::newRow("erasing the first of two line ends")
            << "a\r\n\nb"_ba << key(2, Qt::Key_Backspace) << "a\nb"_ba;
        QTest::newRow("erasing the second of two line ends")
            << "a\r\n\nb"_ba << key(2, Qt::Key_Delete) << "a\r\nb"_ba;
        QTest::newRow("erasing across lines")
            << "one\r\ntwo\rthree\n"_ba << keys(1, 9, u"x"_s) << "oxhree\n"_ba;
        QTest::newRow("a new line is spelled as most are")
            << "a\r\nb\r\nc\n"_ba << key(5, Qt::Key_Return) << "a\r\nb\r\nc\r\n\n"_ba;
        QTest::newRow("Shift+Enter is a new line too")
            << "ab\n"_ba << key(1, Qt::Key_Return, Qt::ShiftModifier) << "a\nb\n"_ba;
        QTest::newRow("a new line after a lone CR")
            << "a\rb\nc\n"_ba << key(2, Qt::Key_Return) << "a\r\r\nb\nc\n"_ba;
        QTest::newRow("CR and LF that come together")
            << "a\rx\nb"_ba << key(2, Qt::Key_Delete) << "a\r\nb"_ba;
        QTest::newRow("erasing an astral character") << "a😀b"_ba << key(3, Qt::Key_Backspace) << "ab"_ba;
        QTest::newRow("typing after a byte order mark") << "\xEF\xBB\xBF"
                                                           "a"_ba
                                                        << keys(0, 0, u"x"_s)
                                                        << "\xEF\xBB\xBF"
                                                           "xa"_ba;
        QTest::newRow("erasing all after a byte order mark") << "\xEF\xBB\xBF"
                                                                "a\n"_ba
                                                             << keys(0, 2, u"x"_s)
                                                             << "\xEF\xBB\xBF"
                                                                "x"_ba;
        QTest::newRow("typing beside a paragraph separator")
            << u"a\u2029b"_s.toUtf8() << keys(2, 2, u"x"_s) << u"a\u2029xb"_s.toUtf8();
        QTest::newRow("erasing a paragraph separator")
            << u"a\u2029b"_s.toUtf8() << key(1, Qt::Key_Delete) << "ab"_ba;
        QTest::newRow("deleting to the end of a word")
            << "one two\r\n"_ba << key(4, Qt::Key_Delete, Qt::ControlModifier) << "one \r\n"_ba;
        QTest::newRow("pasting no-break spaces and separators") << "ab\r\n"_ba << Edit([](TextView &view) {
            moveTo(view, 1);
            pasteInto(view, u"\u00A0\u2028\u2029"_s);
        }) << u"a\u00A0\u2028\u2029b\r\n"_s.toUtf8();
        QTest::newRow("pasting lines into a file with CRLF") << "ab\r\n"_ba << Edit([](TextView &view) {
            select(view, 0, 2);
            pasteInto(view, u"x\ny\n"_s);
        }) << "x\r\ny\r\n\r\n"_ba;
        QTest::newRow("cutting and pasting back")
            << u"a\u00A0\u2029\r\nb\r\nc"_s.toUtf8() << Edit([](TextView &view) {
                   select(view, 1, 4);
                   view.cut();
                   view.paste();
               })
            << u"a\u00A0\u2029\r\nb\r\nc"_s.toUtf8();
        QTest::newRow("moving text by dropping it") << "one two\r\n"_ba << Edit([](TextView &view) {
            moveByDrop(view, 0, 4, 7, [&view] { pasteInto(view, u"\u00A0one"_s); });
        }) << "two\xC2\xA0one\r\n"_ba;
    }
    void changesOnlyTheBytesThatTheUserEdits()
    {
        QFETCH(QByteArray, before);
        QFETCH(std::function<void(TextView &)>, edit);
        QFETCH(QByteArray, after);
        TextView view;
        Buffer *buffer = bufferOf(before, &view);
        view.setBuffer(buffer);
        edit(view);
        QCOMPARE(buffer->bytes(), after);
        QCOMPARE(widgetText(view), shownText(after));
        while (buffer->canUndo())
            view.undo();
        QCOMPARE(buffer->bytes(), before);
        QCOMPARE(widgetText(view), shownText(before));
    }

    void movingTextByDroppingItIsOneStepOfUndo_data()
    {
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("end");
        QTest::addColumn<int>("target");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<int>("cursor");
        QTest::newRow("behind it") << 0 << 6 << 12 << "b = 2\na = 1\r\nc = 3\rd = 4"_ba << 12;
        QTest::newRow("before it") << 12 << 18 << 0 << "c = 3\ra = 1\r\nb = 2\nd = 4"_ba << 6;
        QTest::newRow("to the end") << 6 << 11 << 23 << "a = 1\r\n\nc = 3\rd = 4b = 2"_ba << 23;
        QTest::newRow("beside it") << 6 << 12 << 6 << "a = 1\r\nb = 2\nc = 3\rd = 4"_ba << 12;
        QTest::newRow("behind its end") << 6 << 12 << 12 << "a = 1\r\nb = 2\nc = 3\rd = 4"_ba << 12;
        QTest::newRow("between a CR and what must not follow it")
            << 11 << 12 << 18 << "a = 1\r\nb = 2c = 3\r\r\nd = 4"_ba << 18;
    }
    void movingTextByDroppingItIsOneStepOfUndo()
    {
        QFETCH(int, begin);
        QFETCH(int, end);
        QFETCH(int, target);
        QFETCH(QByteArray, after);
        const QByteArray before = "a = 1\r\nb = 2\nc = 3\rd = 4"_ba;
        TextView view;
        Buffer *buffer = bufferOf(before, &view, FormatId::Ini);
        view.setBuffer(buffer);
        select(view, begin, end);
        view.copy(); // what is dragged says its bytes, too
        moveByDrop(view, begin, end, target, [&view] { view.paste(); });
        QCOMPARE(buffer->bytes(), after);
        QCOMPARE(widgetText(view), shownText(after));
        QTEST(view.textCursor().position(), "cursor");
        if (after != before)
            buffer->undo();
        QCOMPARE(buffer->bytes(), before);
        QCOMPARE(widgetText(view), shownText(before));
        QVERIFY(!buffer->canUndo());
        if (after != before)
            buffer->redo();
        QCOMPARE(buffer->bytes(), after);
    }

    void takesWhatAnInputMethodCommits()
    {
        TextView view;
        Buffer *buffer = bufferOf("a = ''\r\n"_ba, &view);
        view.setBuffer(buffer);
        moveTo(view, 5);
        QInputMethodEvent preedit(u"nihao"_s, {});
        QCoreApplication::sendEvent(&view, &preedit);
        QCOMPARE(buffer->bytes(), "a = ''\r\n"_ba);
        QInputMethodEvent commit;
        commit.setCommitString(u"你好"_s);
        QCoreApplication::sendEvent(&view, &commit);
        QCOMPARE(buffer->bytes(), "a = '你好'\r\n"_ba);
        buffer->undo();
        QCOMPARE(buffer->bytes(), "a = ''\r\n"_ba);
        QCOMPARE(widgetText(view), u"a = ''|"_s);
    }

    void givesTheExactTextToTheClipboard()
    {
        TextView view;
        view.setBuffer(bufferOf(oddBytes, &view));
        view.selectAll();
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->text().toUtf8(), oddBytes);
    }

    void whatIsCutComesBackByteForByte()
    {
        const QByteArray mixed = "a = 1\r\nb = 2\rc = 3\nd = 4"_ba;
        TextView view;
        Buffer *buffer = bufferOf(mixed, &view, FormatId::Ini);
        view.setBuffer(buffer);
        view.selectAll();
        view.cut();
        QCOMPARE(buffer->bytes(), QByteArray());
        view.paste();
        QCOMPARE(buffer->bytes(), mixed);
        QCOMPARE(widgetText(view), shownText(mixed));
        view.paste();
        QCOMPARE(buffer->bytes(), mixed + mixed);
        buffer->undo();
        QCOMPARE(buffer->bytes(), mixed);
        // A CR that comes before an LF would be one line end with it.
        select(view, 6, 12);
        view.copy();
        moveTo(view, 17);
        view.paste();
        QCOMPARE(buffer->bytes(), "a = 1\r\nb = 2\rc = 3b = 2\n\nd = 4"_ba);
    }

    void whatIsCopiedGetsTheLineEndsOfAnotherFile()
    {
        TextView from;
        from.setBuffer(bufferOf("a\r\nb\r\n"_ba, &from));
        from.selectAll();
        from.copy();
        TextView to;
        auto *other = new Buffer(u"other.json"_s, format(FormatId::Json), "1\n"_ba, &to);
        to.setBuffer(other);
        to.paste();
        QCOMPARE(other->bytes(), "a\nb\n1\n"_ba);
    }

    void mirrorsAnyEditsByteForByte()
    {
        QRandomGenerator random(20240608);
        const auto below = [&](qsizetype limit) { return qsizetype(random.bounded(quint32(limit))); };
        const QStringList texts{u"x"_s,          u" "_s,    u"\u00A0"_s, u"\u2028"_s, u"你"_s,
                                u"\U0001F600"_s, u"word"_s, u"\u2029"_s, u"a\nb"_s,   u"\r\n"_s};
        TextView view;
        Buffer *buffer = bufferOf(oddBytes, &view, FormatId::Ini);
        view.setBuffer(buffer);
        QByteArray model = oddBytes;
        for (int i = 0; i < 1500; ++i) {
            const DisplayText shown(model);
            const auto wholeCharacter = [&](qsizetype position) {
                return shown.position(shown.offset(position));
            };
            const qsizetype begin = wholeCharacter(below(shown.text().size() + 1));
            const qsizetype length = shown.text().size() > 300 ? below(40) : below(3) == 0 ? below(6) : 0;
            const qsizetype end = wholeCharacter(std::min(begin + length, shown.text().size()));
            const ByteRange range{shown.offset(begin), shown.offset(end)};
            const QString text = texts.at(below(texts.size()));
            select(view, int(begin), int(end));
            switch (below(4)) {
            case 0: // erase what is selected
                if (begin == end)
                    continue;
                model.remove(range.begin, range.size());
                QTest::keyClick(&view, below(2) ? Qt::Key_Delete : Qt::Key_Backspace);
                break;
            case 1: { // a new line
                const QByteArrayView bytes = model;
                const Result<TextFacts> facts = inspect(model);
                model.replace(
                    range.begin, range.size(),
                    typedBytes(u"\n"_s, facts->newLine, bytes.first(range.begin), bytes.sliced(range.end)));
                QTest::keyClick(&view, Qt::Key_Return);
                break;
            }
            case 2: { // paste
                const QByteArrayView bytes = model;
                const Result<TextFacts> facts = inspect(model);
                model.replace(
                    range.begin, range.size(),
                    typedBytes(text, facts->newLine, bytes.first(range.begin), bytes.sliced(range.end)));
                QMimeData data;
                data.setText(text);
                pasteInto(view, text);
                break;
            }
            default: // type
                model.replace(range.begin, range.size(), "k"_ba);
                QTest::keyClick(&view, 'k');
            }
            QCOMPARE(buffer->bytes(), model);
            QCOMPARE(widgetText(view), shownText(model));
        }
        while (buffer->canUndo())
            buffer->undo();
        QCOMPARE(buffer->bytes(), oddBytes);
        QCOMPARE(widgetText(view), shownText(oddBytes));
        while (buffer->canRedo())
            buffer->redo();
        QCOMPARE(buffer->bytes(), model);
        QCOMPARE(widgetText(view), shownText(model));
    }

    void keepsCursorSelectionAndPlaceWhenTheBufferChangesElsewhere()
    {
        QByteArray bytes;
        for (int i = 0; i < 500; ++i)
            bytes += "key" + QByteArray::number(i) + " = 1\n";
        TextView view;
        view.resize(400, 300);
        view.show();
        Buffer *buffer = bufferOf(bytes, &view, FormatId::Ini);
        view.setBuffer(buffer);
        const int at = view.document()->findBlockByNumber(200).position();
        select(view, at, at + 6);
        view.centerCursor();
        const int top = view.verticalScrollBar()->value();
        QVERIFY(top > 100);
        buffer->replace({{{0, 0}, "new = 1\nnewer = 2\n"_ba}, {{bytes.size() - 1, bytes.size()}, "0\n"_ba}});
        QCOMPARE(view.textCursor().selectedText(), u"key200"_s);
        QCOMPARE(view.verticalScrollBar()->value(), top + 2);
        QCOMPARE(widgetText(view), shownText(buffer->bytes()));
    }

    /// As a formatter does it: not a line is what it was.
    void keepsLineAndColumnInLinesThatBecameOthers()
    {
        QByteArray bytes;
        for (int i = 0; i < 500; ++i)
            bytes += "key" + QByteArray::number(i) + " = 1\n";
        TextView view;
        view.resize(400, 300);
        view.show();
        Buffer *buffer = bufferOf(bytes, &view, FormatId::Ini);
        view.setBuffer(buffer);
        moveTo(view, view.document()->findBlockByNumber(200).position() + 6);
        view.centerCursor();
        const int top = view.verticalScrollBar()->value();
        buffer->setBytes(QByteArray(bytes).replace(" = ", "="));
        QCOMPARE(view.textCursor().blockNumber(), 200);
        QCOMPARE(view.textCursor().positionInBlock(), 6);
        QCOMPARE(view.verticalScrollBar()->value(), top);
        buffer->setBytes("short\n");
        QCOMPARE(view.textCursor().blockNumber(), 0);
    }

    void movesTheCursorToWhatUndoChanged()
    {
        TextView view;
        Buffer *buffer = bufferOf("abc def"_ba, &view);
        view.setBuffer(buffer);
        moveTo(view, 3);
        QTest::keyClicks(&view, u"xy"_s);
        moveTo(view, 0);
        QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(buffer->bytes(), "abc def"_ba);
        QCOMPARE(view.textCursor().position(), 3);
        QTest::keyClick(&view, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(buffer->bytes(), "abcxy def"_ba);
        QCOMPARE(view.textCursor().position(), 5);
    }

    void leavesUndoKeysToTheWindow()
    {
        TextView view;
        view.setBuffer(bufferOf("a"_ba, &view));
        QKeyEvent event(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
        event.accept();
        QCoreApplication::sendEvent(&view, &event);
        QVERIFY(!event.isAccepted());
    }

    void isReadOnlyWhereEditsCouldNotBeExact_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        QTest::newRow("UTF-16") << "\xff\xfe"
                                   "a\0b\0"_ba.append('\0')
                                << u"UTF-16"_s;
        QTest::newRow("a byte that is no UTF-8") << "a = \xe9\n"_ba << u"0xE9"_s;
        QTest::newRow("binary") << QByteArray("a\0b", 3) << u"0x00"_s;
        QTest::newRow("a long text") << "0123456789\n"_ba.repeated(300'000) << u"long"_s;
        QTest::newRow("a long line") << QByteArray(50'000, 'x') << u"long"_s;
    }
    void isReadOnlyWhereEditsCouldNotBeExact()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        TextView view;
        Buffer *buffer = bufferOf(bytes, &view);
        QSignalSpy changed(&view, &TextView::readOnlyReasonChanged);
        view.setBuffer(buffer);
        QVERIFY(view.isReadOnly());
        QCOMPARE(changed.count(), 1);
        QVERIFY2(view.readOnlyReason().contains(reason), qPrintable(view.readOnlyReason()));
        QVERIFY(!widgetText(view).isEmpty());
        QTest::keyClicks(&view, u"x"_s);
        pasteInto(view, u"x"_s);
        QCOMPARE(buffer->bytes(), bytes);
        buffer->follow("{}\n"_ba);
        QVERIFY(!view.isReadOnly());
        QCOMPARE(widgetText(view), u"{}|"_s);
        buffer->undo();
        QVERIFY(view.isReadOnly());
    }

    void marksTheErrorAndKeepsTheColoursOfOtherLines()
    {
        TextView view;
        view.resize(400, 300);
        view.show();
        Buffer *buffer = bufferOf("{\n  \"a\": 1,\n  \"b\": true\n}\n"_ba, &view);
        QSignalSpy problems(&view, &TextView::problemsChanged);
        view.setBuffer(buffer);
        const auto formats = [&](int line) {
            return view.document()->findBlockByNumber(line).layout()->formats().size();
        };
        QTRY_COMPARE(formats(1), 2);
        QCOMPARE(formats(0), 0);
        QVERIFY(!view.hasError());
        moveTo(view, 22);
        QTest::keyClicks(&view, u"!"_s);
        QTRY_VERIFY(view.hasError());
        QCOMPARE(view.problems().size(), 1);
        QCOMPARE(view.problems().first().position.line, 3);
        QCOMPARE(formats(1), 2);
        QCOMPARE(formats(2), 2);
        // The cursor's line and the place of the error.
        QCOMPARE(view.extraSelections().size(), 2);
        QCOMPARE(view.extraSelections().last().format.underlineStyle(), QTextCharFormat::WaveUnderline);
        QCOMPARE(view.extraSelections().last().cursor.blockNumber(), 2);
        view.undo();
        QTRY_VERIFY(!view.hasError());
        QCOMPARE(view.extraSelections().size(), 1);
    }

    void readsLongTextsElsewhere()
    {
        QByteArray bytes = "[\n"_ba;
        while (bytes.size() < Buffer::quickSize + 1000)
            bytes += "  \"value\",\n";
        TextView view;
        Buffer *buffer = bufferOf(bytes + "]\n", &view);
        view.setBuffer(buffer);
        QTRY_VERIFY(view.hasError());
        const qsizetype comma = bytes.size() - 2;
        buffer->replace({{{comma, comma + 1}, {}}});
        QTRY_VERIFY(!view.hasError());
    }

    void showsALongTextInSlices()
    {
        const QByteArray bytes = longText();
        TextView view;
        QSignalSpy completed(&view, &TextView::completed);
        view.setBuffer(bufferOf(bytes, &view));
        QVERIFY(!view.isComplete());
        QVERIFY(view.isReadOnly());
        QVERIFY(view.readOnlyReason().isEmpty());
        QVERIFY(view.document()->characterCount() < bytes.size());
        QTRY_COMPARE(completed.count(), 1);
        QVERIFY(!view.isReadOnly());
        QCOMPARE(view.toPlainText(), linesOf(bytes));
    }

    void showsSomeScreensOfALongTextAtOnce()
    {
        TextView view;
        view.setBuffer(bufferOf(longText(), &view));
        QVERIFY(view.document()->characterCount() > 10'000);
        QVERIFY2(view.document()->characterCount() < 40'000,
                 qPrintable(QString::number(view.document()->characterCount())));
    }

    void fitsTheSlicesToTheirTime_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<int>("microseconds");
        QTest::addColumn<qsizetype>("next");
        QTest::newRow("a slice in time is followed by one like it")
            << qsizetype(100'000) << 6'000 << qsizetype(100'000);
        QTest::newRow("after a slow one comes a smaller one")
            << qsizetype(80'000) << 8'000 << qsizetype(60'000);
        QTest::newRow("after a very slow one comes half of it")
            << qsizetype(100'000) << 900'000 << qsizetype(50'000);
        QTest::newRow("after a quick one comes a larger one")
            << qsizetype(60'000) << 4'000 << qsizetype(90'000);
        QTest::newRow("after one that took no time comes twice as much")
            << qsizetype(60'000) << 0 << qsizetype(120'000);
        QTest::newRow("it always gets on") << qsizetype(16 * 1024) << 900'000 << qsizetype(16 * 1024);
        QTest::newRow("no slice is large") << qsizetype(200 * 1024) << 1 << qsizetype(256 * 1024);
    }
    void fitsTheSlicesToTheirTime()
    {
        QFETCH(qsizetype, size);
        QFETCH(int, microseconds);
        QFETCH(qsizetype, next);
        QCOMPARE(nextSliceSize(size, std::chrono::microseconds(microseconds)), next);
    }

    void completesALongTextForWhoTypes()
    {
        const QByteArray bytes = longText();
        TextView view;
        Buffer *buffer = bufferOf(bytes, &view);
        view.setBuffer(buffer);
        QTest::keyClick(&view, Qt::Key_X);
        QVERIFY(view.isComplete());
        QCOMPARE(buffer->bytes(), "x" + bytes);
        QCOMPARE(view.toPlainText(), linesOf("x" + bytes));
    }

    void followsTheBufferWhileALongTextIsFilledIn()
    {
        const QByteArray bytes = longText();
        TextView view;
        Buffer *buffer = bufferOf(bytes, &view);
        view.setBuffer(buffer);
        QVERIFY(!view.isComplete());
        buffer->replace({{{bytes.size() - 2, bytes.size() - 1}, "!"}});
        QTRY_VERIFY(view.isComplete());
        QCOMPARE(view.toPlainText(), linesOf(buffer->bytes()));
        view.setBuffer(bufferOf("short", &view));
        QCOMPARE(view.toPlainText(), u"short"_s);
        QVERIFY(!view.isReadOnly());
    }

    void showsATextThatBecameAnotherInSlices()
    {
        const QByteArray bytes = longText();
        const QByteArray first = bytes.first(100'000);
        TextView view;
        Buffer *buffer = bufferOf(bytes, &view);
        view.setBuffer(buffer);
        view.complete();
        moveTo(view, 7);
        QSignalSpy shortened(&view, &TextView::shortened);
        QSignalSpy completed(&view, &TextView::completed);
        QByteArray other = bytes.sliced(first.size());
        other.replace("1", "one").prepend(first);
        QVERIFY(other != bytes);
        buffer->replace({difference(bytes, other)});
        QCOMPARE(shortened.count(), 1);
        QCOMPARE(shortened.first().first().toInt(), 7);
        QVERIFY(!view.isComplete());
        QVERIFY(view.isReadOnly());
        const qsizetype shown = view.document()->characterCount();
        QVERIFY2(shown > 60'000 && shown < other.size() / 2, qPrintable(QString::number(shown)));
        QVERIFY(view.viewport()->updatesEnabled()); // what was in view still is
        QTRY_COMPARE(completed.count(), 1);
        QVERIFY(!view.isReadOnly());
        QCOMPARE(view.toPlainText(), linesOf(other));
    }

    void undoOfALargeChangeGoesToItsBeginning()
    {
        const QByteArray bytes = longText();
        TextView view;
        Buffer *buffer = bufferOf(bytes, &view);
        view.setBuffer(buffer);
        view.complete();
        QByteArray other = bytes;
        other.replace("a", "the letter").replace("1", "one");
        buffer->replace({difference(bytes, other)});
        view.complete();
        view.undo();
        QVERIFY(!view.isComplete());
        const int begin = static_cast<int>(DisplayText(bytes).position(difference(bytes, other).range.begin));
        QCOMPARE(view.textCursor().position(), begin);
        QTRY_VERIFY(view.isComplete());
        QCOMPARE(view.toPlainText(), linesOf(bytes));
        QCOMPARE(view.textCursor().position(), begin);
    }

    void goesToAPlaceBehindWhatIsShownYet()
    {
        const QByteArray bytes = longText();
        TextView view;
        view.setBuffer(bufferOf(bytes, &view));
        view.goTo(ByteRange{bytes.size() - 5, bytes.size() - 1});
        QCOMPARE(view.textCursor().selectedText().toUtf8(), bytes.mid(bytes.size() - 5, 4));
    }

    void goesToAPlace()
    {
        TextView view;
        view.setBuffer(bufferOf("a\r\n你好 = 1\r\n"_ba, &view));
        QSignalSpy moved(&view, &TextView::cursorMoved);
        view.goTo(ByteRange{3, 9});
        QCOMPARE(view.textCursor().selectedText(), u"你好"_s);
        view.goTo(TextPosition{2, 6});
        QCOMPARE(view.textCursor().positionInBlock(), 5);
        view.goTo(TextPosition{99, 1});
        QCOMPARE(moved.count(), 0);
        moveTo(view, 3);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved.first().first().toLongLong(), 6);
    }

    void survivesItsBuffer()
    {
        TextView view;
        Buffer *buffer = bufferOf("abc"_ba, &view);
        view.setBuffer(buffer);
        delete buffer;
        QCOMPARE(widgetText(view), QString());
        QVERIFY(view.isReadOnly());
        QTest::keyClicks(&view, u"x"_s);
        QCOMPARE(widgetText(view), QString());
    }
};

QTEST_MAIN(TestTextView)
#include "tst_textview.moc"
