#include "editor/tokens.h"
#include "text/displaytext.h"

#include <retune/format/format.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The display text in one line that a person can read in a failure: `|` for the end of a block.
QString readable(QString text)
{
    return text.replace(QChar::ParagraphSeparator, u'|');
}

QString appliedTo(QString text, const QList<DisplayEdit> &edits)
{
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit)
        text.replace(edit->begin, edit->end - edit->begin, edit->text);
    return text;
}

} // namespace

class TestDisplayText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsAsIfItWasShownAtOnce_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QByteArray>("more");
        QTest::newRow("lines") << "a\nb\n"_ba
                               << "c\r\nd\re"_ba;
        QTest::newRow("nothing") << "a\n"_ba
                                 << ""_ba;
        QTest::newRow("an empty line") << "a\r\n"_ba
                                       << "\n"_ba;
        QTest::newRow("behind a byte order mark") << "\xEF\xBB\xBF"
                                                     "a\n"_ba
                                                  << "\xEF\xBB\xBF b"_ba;
        QTest::newRow("Chinese and what has two units") << "你\n"_ba
                                                        << "好 😀\n精"_ba;
        QTest::newRow("bytes that are no UTF-8") << "a\n"_ba
                                                 << "\xFF\n"_ba;
    }
    void growsAsIfItWasShownAtOnce()
    {
        QFETCH(QByteArray, begin);
        QFETCH(QByteArray, more);
        DisplayText grown(begin);
        grown.extend(begin + more);
        const DisplayText whole(begin + more);
        QCOMPARE(readable(grown.text()), readable(whole.text()));
        QCOMPARE(grown.bytes(), whole.bytes());
        QCOMPARE(grown.isUtf8(), whole.isUtf8());
        QCOMPARE(grown.lineCount(), whole.lineCount());
        for (int line = 0; line < whole.lineCount(); ++line)
            QCOMPARE(grown.lineBytes(line), whole.lineBytes(line));
        for (qsizetype offset = 0; offset <= whole.bytes().size(); ++offset)
            QCOMPARE(grown.position(offset), whole.position(offset));
    }

    void showsBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("shown");
        QTest::newRow("nothing") << ""_ba << u""_s;
        QTest::newRow("LF, CRLF and CR end lines") << "a\nb\r\nc\rd"_ba << u"a|b|c|d"_s;
        QTest::newRow("CR CR LF are two line ends") << "a\r\r\nb"_ba << u"a||b"_s;
        QTest::newRow("LF CR are two line ends") << "a\n\rb"_ba << u"a||b"_s;
        QTest::newRow("a line end at the end begins a line") << "a\n"_ba << u"a|"_s;
        QTest::newRow("a byte order mark is hidden") << "\xEF\xBB\xBF"
                                                        "a"_ba
                                                     << u"a"_s;
        QTest::newRow("a byte order mark elsewhere stays") << "a\n\xEF\xBB\xBF"_ba << u"a|\uFEFF"_s;
        QTest::newRow("no-break space and line separator stay")
            << u"a\u00A0b\u2028c"_s.toUtf8() << u"a\u00A0b\u2028c"_s;
        QTest::newRow("a paragraph separator does not split") << u"a\u2029b"_s.toUtf8() << u"a\uFFFDb"_s;
        QTest::newRow("frame marks of QTextDocument do not split")
            << "\xEF\xB7\x90\xEF\xB7\x91"_ba << u"\uFFFD\uFFFD"_s;
        QTest::newRow("an object mark is no object") << u"\uFFFC"_s.toUtf8() << u"\uFFFD"_s;
        QTest::newRow("Chinese") << "你好"_ba << u"你好"_s;
        QTest::newRow("astral characters are two units") << "😀"_ba << u"\U0001F600"_s;
        QTest::newRow("control bytes are shown by their pictures")
            << QByteArray("a\0\x1b\x7f\fb\t", 7) << u"a␀␛␡␌b\t"_s;
        QTest::newRow("bytes that are no UTF-8 are one character each")
            << "a\xff\xe4\xbd(\xed\xa0\x80"_ba << u"a\uFFFD\uFFFD\uFFFD(\uFFFD\uFFFD\uFFFD"_s;
    }
    void showsBytes()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, shown);
        const DisplayText text(bytes);
        QCOMPARE(readable(text.text()), shown);
        QCOMPARE(text.isUtf8(), bytes.isValidUtf8());
        for (qsizetype position = 0; position <= text.text().size(); ++position) {
            const bool isInside = position > 0 && position < text.text().size() &&
                                  text.text().at(position - 1).isHighSurrogate();
            QCOMPARE(text.position(text.offset(position)), position - (isInside ? 1 : 0));
        }
        QCOMPARE(text.offset(text.text().size()), bytes.size());
        QCOMPARE(text.lineCount(), text.text().count(QChar::ParagraphSeparator) + 1);
    }

    void findsTheByteBehindAPosition()
    {
        const DisplayText text("\xEF\xBB\xBF"
                               "a\r\n你😀b\r\n"_ba);
        const QList<qsizetype> offsets{3, 4, 6, 9, 9, 13, 14, 16};
        for (qsizetype position = 0; position < offsets.size(); ++position)
            QCOMPARE(text.offset(position), offsets.at(position));
        QCOMPARE(text.position(0), 0);
        QCOMPARE(text.position(5), 1); // between CR and LF: the end of the line
        QCOMPARE(text.position(7), 2); // inside 你
        QCOMPARE(text.lineBytes(0), ByteRange({3, 4}));
        QCOMPARE(text.lineBytes(1), ByteRange({6, 14}));
        QCOMPARE(text.lineBytes(2), ByteRange({16, 16}));
    }

    void findsTheEdit_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<int>("cursor");
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("end");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << u"abc"_s << u"abc"_s << 1 << 1 << 1 << u""_s;
        QTest::newRow("a letter typed") << u"abc"_s << u"abxc"_s << 3 << 2 << 2 << u"x"_s;
        QTest::newRow("the first of two equal characters went")
            << u"a||b"_s << u"a|b"_s << 1 << 1 << 2 << u""_s;
        QTest::newRow("the second of two equal characters went")
            << u"a||b"_s << u"a|b"_s << 2 << 2 << 3 << u""_s;
        QTest::newRow("a cursor before the edit") << u"abcd"_s << u"abxd"_s << 0 << 2 << 3 << u"x"_s;
        QTest::newRow("a cursor far behind the edit") << u"abcd"_s << u"abxd"_s << 9 << 2 << 3 << u"x"_s;
        QTest::newRow("half a pair of surrogates is no edit")
            << u"\U0001F600"_s << u"\U0001F601"_s << 2 << 0 << 2 << u"\U0001F601"_s;
        QTest::newRow("nor the other half")
            << u"\U0001F600"_s << u"\U00020600"_s << 0 << 0 << 2 << u"\U00020600"_s;
    }
    void findsTheEdit()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(int, cursor);
        QFETCH(int, begin);
        QFETCH(int, end);
        QFETCH(QString, text);
        const DisplayEdit edit = trimmedEdit(before, after, cursor);
        QCOMPARE(edit.begin, begin);
        QCOMPARE(edit.end, end);
        QCOMPARE(edit.text, text);
    }

    void spellsLineEndsThatStayLineEnds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("newLine");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("the file's own") << u"a\nb"_s << "\r\n"_ba
                                        << ""_ba
                                        << ""_ba
                                        << "a\r\nb"_ba;
        QTest::newRow("pasted CRLF and CR") << u"a\r\nb\rc"_s << "\n"_ba
                                            << ""_ba
                                            << ""_ba
                                            << "a\nb\nc"_ba;
        QTest::newRow("no-break space and separators stay") << u"\u00A0\u2028\u2029"_s << "\n"_ba
                                                            << ""_ba
                                                            << ""_ba << u"\u00A0\u2028\u2029"_s.toUtf8();
        QTest::newRow("LF after CR would be one line end") << u"\n"_s << "\n"_ba
                                                           << "a\r"_ba
                                                           << "b"_ba
                                                           << "\r\n"_ba;
        QTest::newRow("CR before LF would be one line end") << u"\n"_s << "\r"_ba
                                                            << "a"_ba
                                                            << "\nb"_ba
                                                            << "\r\n"_ba;
        QTest::newRow("between CR and LF") << u"\n"_s << "\n"_ba
                                           << "a\r"_ba
                                           << "\nb"_ba
                                           << "\r\n"_ba;
        QTest::newRow("text without a line end") << u"x"_s << "\n"_ba
                                                 << "a\r"_ba
                                                 << "\nb"_ba
                                                 << "x"_ba;
    }
    void spellsLineEndsThatStayLineEnds()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, newLine);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QTEST(typedBytes(text, newLine, before, after), "bytes");
    }

    void turnsEditsOfTheTextIntoReplacementsOfBytes()
    {
        const DisplayText text("a\r\n你😀\rb\n"_ba);
        QCOMPARE(toReplacement(text, {1, 2, u""_s}, "\n"_ba), Replacement({{1, 3}, ""_ba}));
        QCOMPARE(toReplacement(text, {3, 5, u"\u00A0"_s}, "\n"_ba), Replacement({{6, 10}, "\xC2\xA0"_ba}));
        // After the lone CR an LF would not begin a line.
        const QString lineBreak(QChar::ParagraphSeparator);
        QCOMPARE(toReplacement(text, {6, 6, lineBreak}, "\n"_ba), Replacement({{11, 11}, "\r\n"_ba}));
        QCOMPARE(toReplacement(text, {7, 7, lineBreak}, "\n"_ba), Replacement({{12, 12}, "\n"_ba}));
    }

    void turnsReplacementsIntoEditsOfTheText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<Replacement>>("replacements");
        QTest::addColumn<int>("edits");
        QTest::newRow("a value") << "port = 80\n"_ba << QList<Replacement>{{{7, 9}, "8080"_ba}} << 1;
        QTest::newRow("two values far apart")
            << "port = 80\nhost = x\n"_ba << QList<Replacement>{{{7, 9}, "1"_ba}, {{17, 18}, "y"_ba}} << 2;
        QTest::newRow("the line end's spelling, which shows nothing")
            << "a\nb"_ba << QList<Replacement>{{{1, 2}, "\r\n"_ba}} << 0;
        QTest::newRow("CR and LF come together") << "a\rx\nb"_ba << QList<Replacement>{{{2, 3}, {}}} << 1;
        QTest::newRow("CR and LF come apart") << "a\r\nb"_ba << QList<Replacement>{{{2, 2}, "x"_ba}} << 1;
        QTest::newRow("neighbours that share a line end")
            << "abcd\n"_ba << QList<Replacement>{{{1, 2}, "\r"_ba}, {{2, 3}, "\n"_ba}} << 1;
        QTest::newRow("a byte order mark comes")
            << "a"_ba << QList<Replacement>{{{0, 0}, "\xEF\xBB\xBF"_ba}} << 0;
        QTest::newRow("bytes that are no UTF-8 come")
            << "abc"_ba << QList<Replacement>{{{1, 2}, "\xff"_ba}} << 1;
    }
    void turnsReplacementsIntoEditsOfTheText()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QList<Replacement>, replacements);
        const DisplayText before(bytes);
        const DisplayText after(applied(bytes, replacements));
        const QList<DisplayEdit> edits = toDisplayEdits(before, after, replacements);
        QCOMPARE(readable(appliedTo(before.text(), edits)), readable(after.text()));
        QTEST(int(edits.size()), "edits");
    }

    void followsAnyReplacements()
    {
        QRandomGenerator random(7);
        const auto below = [&](qsizetype limit) { return qsizetype(random.bounded(quint32(limit))); };
        const QList<QByteArray> pieces{"\r"_ba, "\n"_ba, "\r\n"_ba,         "a"_ba,
                                       "你"_ba, "😀"_ba,  "\xE2\x80\xA9"_ba, ""_ba};
        for (int round = 0; round < 5000; ++round) {
            QList<QByteArray> parts;
            for (qsizetype i = below(12); i > 0; --i)
                parts.append(pieces.at(below(pieces.size())));
            const QByteArray bytes = parts.join();
            QList<Replacement> replacements;
            qsizetype at = 0;
            for (const QByteArray &part : parts) {
                if (below(3) == 0)
                    replacements.append({{at, at + part.size()}, pieces.at(below(pieces.size()))});
                at += part.size();
            }
            const DisplayText before(bytes);
            const DisplayText after(applied(bytes, replacements));
            QCOMPARE(readable(appliedTo(before.text(), toDisplayEdits(before, after, replacements))),
                     readable(after.text()));
        }
    }

    void showsOnlyTheStartOfWhatWouldBeSlow()
    {
        const QByteArray lines = QByteArray(99, 'x') + '\n';
        QCOMPARE(comfortableSize(lines.repeated(20'000)), 2'000'000);
        QVERIFY(comfortableSize(lines.repeated(30'000)) < 2'000'000);
        QCOMPARE(comfortableSize(lines + QByteArray(100'000, 'x')), 100 + 20'000);
        const qsizetype cut = comfortableSize("ab"_ba + "你"_ba.repeated(10'000));
        QCOMPARE(cut % 3, 2);
    }

    void movesTokensAlong_data()
    {
        QTest::addColumn<Replacement>("replacement");
        QTest::addColumn<QString>("expected");
        QTest::newRow("before") << Replacement{{0, 1}, "xyz"_ba} << u"7-12"_s;
        QTest::newRow("right before") << Replacement{{5, 5}, "x"_ba} << u"6-11"_s;
        QTest::newRow("inside") << Replacement{{6, 8}, ""_ba} << u"5-8"_s;
        QTest::newRow("all of it") << Replacement{{5, 10}, "xyz"_ba} << u"5-8"_s;
        QTest::newRow("its start is cut") << Replacement{{3, 7}, "x"_ba} << u"4-7"_s;
        QTest::newRow("its end is cut") << Replacement{{8, 12}, "x"_ba} << u"5-8"_s;
        QTest::newRow("right after") << Replacement{{10, 10}, "x"_ba} << u"5-10"_s;
        QTest::newRow("it is gone") << Replacement{{5, 10}, ""_ba} << u""_s;
        QTest::newRow("it is gone with its surroundings") << Replacement{{2, 12}, "x"_ba} << u""_s;
    }
    void movesTokensAlong()
    {
        QFETCH(Replacement, replacement);
        QList<Token> tokens{{{5, 10}, TokenKind::String}};
        follow(tokens, {replacement});
        const QString actual = tokens.isEmpty()
                                   ? QString()
                                   : u"%1-%2"_s.arg(tokens.first().range.begin).arg(tokens.first().range.end);
        QTEST(actual, "expected");
    }

    void movesTokensAlongWithManyReplacementsAsWithOneByOne()
    {
        std::mt19937 random(7);
        const auto below = [&random](qsizetype limit) { return qsizetype(random() % quint32(limit)); };
        for (int round = 0; round < 2000; ++round) {
            QList<Token> together;
            QList<Replacement> replacements;
            for (qsizetype at = below(3); at < 30; at += below(4)) {
                const qsizetype end = at + 1 + below(4);
                together.append({{at, end}, TokenKind::String});
                at = end;
            }
            for (qsizetype at = below(5); at < 30; at += 1 + below(5)) {
                const qsizetype end = at + below(6);
                replacements.append({{at, end}, QByteArray(below(4), 'x')});
                at = end;
            }
            QList<Token> oneByOne = together;
            for (qsizetype i = replacements.size(); i-- > 0;)
                follow(oneByOne, {replacements.at(i)});
            follow(together, replacements);
            QCOMPARE(together, oneByOne);
        }
    }

    /// Not each token with each replacement: that would take longer than a test may.
    void movesVeryManyTokensAlong()
    {
        constexpr qsizetype count = 500'000;
        QList<Token> tokens;
        QList<Replacement> replacements;
        for (qsizetype i = 0; i < count; ++i) {
            tokens.append({{10 * i, 10 * i + 5}, TokenKind::Key});
            replacements.append({{10 * i + 6, 10 * i + 7}, "xy"_ba});
        }
        follow(tokens, replacements);
        QCOMPARE(tokens.last().range, (ByteRange{11 * (count - 1), 11 * (count - 1) + 5}));
    }

    void findsTheTokensOfALine()
    {
        const QList<Token> tokens{
            {{0, 3}, TokenKind::Key}, {{5, 9}, TokenKind::String}, {{9, 12}, TokenKind::Key}};
        QCOMPARE(tokensIn(tokens, {3, 5}), QList<Token>());
        QCOMPARE(tokensIn(tokens, {2, 6}), tokens.first(2));
        QCOMPARE(tokensIn(tokens, {8, 9}), tokens.sliced(1, 1));
        QCOMPARE(tokensIn(tokens, {0, 99}), tokens);
    }

    void readsTokensFromTheTreeOfADocument()
    {
        const QByteArray bytes = R"({"a": {"b": 1, "c": "x"}, "d": [true, null]})";
        const Result<Document> document = format(FormatId::Json).parse(bytes);
        QVERIFY(document);
        QStringList actual;
        for (const Token &token : tokensOf(*document)) {
            const QString text = QString::fromUtf8(bytes.mid(token.range.begin, token.range.size()));
            actual.append(u"%1 %2"_s.arg(int(token.kind)).arg(text));
        }
        const QStringList expected{u"0 \"a\""_s, u"0 \"b\""_s, u"2 1"_s,    u"0 \"c\""_s,
                                   u"1 \"x\""_s, u"0 \"d\""_s, u"3 true"_s, u"3 null"_s};
        QCOMPARE(actual, expected);
    }
};

QTEST_GUILESS_MAIN(TestDisplayText)
#include "tst_displaytext.moc"
