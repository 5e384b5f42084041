#include <retune/format/format.h>

#include <QtTest/QTest>

#include <random>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

const Format &python()
{
    return format(FormatId::Python);
}

const QByteArrayList &samples()
{
    static const QByteArrayList texts{
        "# c\nredis = \"你好\"\nport: int = 0x1F\nhosts = ['a', \"b\", r'\\c', b'\\x00',]\n"
        "t = 1, -2.5, (3,), {4, 5}\nd = {'a': {'b': [None, True]}, 1: 'x' 'y', (1, 2): ()}\n",
        "import os\nfrom a import (b,\n  c as d)\ntry:\n    import json\nexcept E as e:\n    json = None\n"
        "def f(a, *b, c=1):\n    '''doc\n    '''\n    return {a: b for c in d}\nx = y = []\nx.append(1)\n",
        "a = '''x\ny''' \\\n  'z'\nb = f\"{a['x']!r:>{w}} {{}}\"; c = 1 if a else 2\r\nd = "
        "'\\u4f60\\N{DASH}'\rif a:\n\tb = 1\n"
        "@dec(x)\nclass A(B): pass\nfor i, j in k: print(i, end='')\na, (b, *c) = d.e = 1j\nx[0] += 1\ndel "
        "x, y.z\n",
    };
    return texts;
}

QByteArray mutated(QByteArray text, std::mt19937 &random)
{
    static const QByteArrayList pieces{"'",  "\"", "'''", "\\",  "\n",  "\r\n", "(",    ")",        "[",
                                       "]",  "{",  "}",   ",",   ":",   "=",    ";",    "#",        " ",
                                       "\t", "é",  "，",  "f'",  "b\"", "0x",   "1e",   "-",        "*",
                                       ":=", "+=", ".",   "if ", "in ", "\\x",  "\\N{", "for x in "};
    const auto below = [&](qsizetype limit) { return limit > 0 ? qsizetype(random() % quint64(limit)) : 0; };
    for (qsizetype changes = 1 + below(4); changes > 0; --changes) {
        const qsizetype at = below(text.size());
        switch (below(4)) {
        case 0:
            text.remove(at, 1 + below(3));
            break;
        case 1:
            text.insert(at, pieces[below(pieces.size())]);
            break;
        case 2:
            text.insert(at, text.mid(below(text.size()), 1 + below(12)));
            break;
        default:
            text.truncate(std::max<qsizetype>(at, 1));
        }
    }
    return text;
}

bool isSound(const Node &node, ByteRange within)
{
    const ByteRange range = node.range();
    if (range.begin < within.begin || range.end > within.end || range.size() < 0)
        return false;
    if (!node.keyRange().isEmpty() && (node.keyRange().begin < 0 || node.keyRange().end > within.end))
        return false;
    if (node.value().text.isNull() && node.kind() != Kind::String && node.kind() != Kind::Bytes)
        return false;
    for (Node member = node.firstChild(); member; member = member.nextSibling()) {
        if (!isSound(member, range))
            return false;
    }
    return true;
}

} // namespace

class TestPythonErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pointsAtErrors_data();
    void pointsAtErrors();
    void survivesMutations();
};

void TestPythonErrors::pointsAtErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const std::vector<std::tuple<const char *, QByteArray, QString>> rows{
        {"a string that is not closed", "a = 1\nb = 'x\nc = 2",
         u"2:5: expected ' at the end of this string, found the end of the line"_s},
        {"a string with three quotes that is not closed", "a = '''x\n",
         u"1:5: expected ''' at the end of this string, found the end of the file"_s},
        {"a bracket that is not closed", "a = {\n 'b': [1,\n 2\n",
         u"2:7: expected \"]\" to close this bracket, found the end of the file"_s},
        {"a bracket that is not closed before more lines", "a = [1, 2\nb = 3\n",
         u"1:5: expected \"]\" to close this bracket, found the end of the file"_s},
        {"sign at the end of an open bracket", "a = [0, -",
         u"1:5: expected \"]\" to close this bracket, found the end of the file"_s},
        {"a bracket that is not closed inside a function", "def f():\n  g(1\nx = 1\n",
         u"2:4: expected \")\" to close this bracket, found the end of the file"_s},
        {"a bracket that was never opened", "a = 1]", u"1:6: expected an opening bracket before \"]\""_s},
        {"the wrong bracket", "a = [\n (1]\n",
         u"2:4: expected \")\" to close the bracket of line 2, found \"]\""_s},
        {"a short escape", R"(a = "你\x4")", u"1:7: expected 2 hexadecimal digits after \\x"_s},
        {"a short Unicode escape", R"(a = ['\u12'])", u"1:7: expected 4 hexadecimal digits after \\u"_s},
        {"a character past Unicode", R"(a = '\U00110000')", u"1:6: expected a character up to \\U0010FFFF"_s},
        {"a character name without braces", R"(a = '\Nx')",
         u"1:6: expected the name of a character in braces after \\N"_s},
        {"bytes that are no ASCII", "a = b'é'",
         u"1:5: expected only ASCII characters in a byte string; write the others as \\xNN"_s},
        {"an indented line", "a = 1\n  b = 2", u"2:3: expected a line without indentation, found \"b\""_s},
        {"an indented first line", " a = 1", u"1:2: expected a line without indentation, found \"a\""_s},
        {"a block without lines", "if a:\nb = 1",
         u"2:1: expected an indented line after \":\", found \"b\""_s},
        {"a block that is cut off", "if a:\n",
         u"2:1: expected an indented line after \":\", found the end of the file"_s},
        {"no value", "a = \nb = 1", u"1:5: expected a value after \"=\", found the end of the line"_s},
        {"no value at the end", "a =", u"1:4: expected a value after \"=\", found the end of the file"_s},
        {"no value but a comment", "a = # 1\n",
         u"1:8: expected a value after \"=\", found the end of the line"_s},
        {"two equals signs", "a = = 1", u"1:5: expected a value after \"=\", found \"=\""_s},
        {"no name", "= 1", u"1:1: expected a name before \"=\", found \"=\""_s},
        {"a text for a name", "'redis' = 1", u"1:1: expected a name before \"=\", found 'redis'"_s},
        {"a keyword for a name", "pass = 'secret'",
         u"1:1: expected a name before \"=\", found the Python keyword \"pass\""_s},
        {"no type", "a: = 1", u"1:4: expected a type after \":\", found \"=\""_s},
        {"two values", "a = 1 2", u"1:7: expected an operator or the end of the line, found \"2\""_s},
        {"a unit after a number", "a = 5 s",
         u"1:7: expected an operator or the end of the line, found \"s\""_s},
        {"a missing comma", "a = [1\n 2]", u"2:2: expected \",\" or \"]\", found \"2\""_s},
        {"two commas", "a = [1,,2]", u"1:8: expected a value, found \",\""_s},
        {"a key without value", "a = {'b': }", u"1:11: expected a value, found \"}\""_s},
        {"a key without colon", "a = {'b': 1, 'c'}", u"1:17: expected \":\" after the key, found \"}\""_s},
        {"an equals sign in a dict", "a = {'b' = 1}", u"1:10: expected \",\" or \"}\", found \"=\""_s},
        {"a full-width comma", "a = [1，2]", u"1:7: expected a name or an operator, found \"，\" (U+ff0c)"_s},
        {"typographic quotes", "a = “b”", u"1:5: expected a name or an operator, found \"“\" (U+201c)"_s},
        {"a question mark", "a = b ? 1 : 2", u"1:7: expected a name or an operator, found \"?\""_s},
        {"a backslash inside a line", "a = \\ 1", u"1:5: expected the end of the line after \"\\\""_s},
        {"a joined line that does not come", "a = 1 + \\\n",
         u"1:9: expected the next line after \"\\\", found the end of the file"_s},
        {"an empty statement", "a = 1;; b = 2", u"1:7: expected a statement, found \";\""_s},
        {"a semicolon in brackets", "f(1; 2)", u"1:4: expected a closing bracket, found \";\""_s},
        {"another encoding declared", "#!/bin/x\n# -*- coding: latin-1 -*-\n",
         u"2:15: expected UTF-8, found the encoding \"latin-1\" declared; save the file as UTF-8"_s},
        {"a control byte", "a = 'x\x01'", u"1:7: expected text, found the control byte 0x01"_s},
    };
    for (const auto &[name, text, expected] : rows)
        QTest::newRow(name) << text << expected;
}

void TestPythonErrors::pointsAtErrors()
{
    QFETCH(const QByteArray, text);
    const auto document = python().parse(text);
    QVERIFY2(!document, "must be an error");
    QTEST(document.error().toString(), "expected");
    const ByteRange range = document.error().range;
    QVERIFY2(range.begin >= 0 && range.begin <= range.end && range.end <= text.size(),
             "the range is inside the text");
}

void TestPythonErrors::survivesMutations()
{
    std::mt19937 random(20240229);
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray text = mutated(samples()[i % samples().size()], random);
        const auto document = python().parse(text);
        if (!document) {
            const Problem &problem = document.error();
            QVERIFY2(!problem.message.isEmpty() && problem.range.end <= text.size(), text.constData());
            continue;
        }
        ++accepted;
        QVERIFY2(isSound(document->root(), {0, text.size()}), text.constData());
    }
    QVERIFY2(accepted > 2'000 && accepted < 18'000, qPrintable(u"accepted: %1"_s.arg(accepted)));
}

QTEST_GUILESS_MAIN(TestPythonErrors)
#include "tst_pythonerrors.moc"
