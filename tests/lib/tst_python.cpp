#include <retune/format/format.h>

#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

const Format &python()
{
    return format(FormatId::Python);
}

QString described(const Node &node)
{
    QString line = node.keyRange().isEmpty() ? QString() : node.key() + u" = "_s;
    line += node.typeName();
    if (!node.isContainer())
        line += u' ' + node.value().text;
    return line + u" @%1..%2"_s.arg(node.range().begin).arg(node.range().end) +
           (node.isShadowed() ? u" shadowed"_s : QString());
}

/// The tree below the root as one line: `a = list @4..7 [whole number 1 @5..6]; …`.
QString outline(const Node &container)
{
    QStringList members;
    for (Node node = container.firstChild(); node; node = node.nextSibling())
        members += described(node) + (node.childCount() ? u" ["_s + outline(node) + u']' : QString());
    return members.join(u"; "_s);
}

QString read(const QByteArray &text)
{
    const auto document = python().parse(text);
    return document ? outline(document->root()) : u"problem "_s + document.error().toString();
}

/// The value of the only name in a module, with its kind.
QString valueOf(const QByteArray &expression)
{
    const auto document = python().parse("x = " + expression);
    if (!document)
        return document.error().toString();
    const Value value = document->root().firstChild().value();
    return kindName(value.kind) + u": "_s + value.text;
}

void addTextRows(std::initializer_list<std::tuple<const char *, QByteArray, QString>> rows)
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    for (const auto &[name, text, expected] : rows)
        QTest::newRow(name) << text << expected;
}

} // namespace

class TestPython : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAssignments_data();
    void readsAssignments();
    void readsScalars_data();
    void readsScalars();
    void readsContainers_data();
    void readsContainers();
    void showsCode_data();
    void showsCode();
    void showsCodeAmongMembers_data();
    void showsCodeAmongMembers();
    void skipsOtherStatements_data();
    void skipsOtherStatements();
    void marksWhatALaterLineChanges_data();
    void marksWhatALaterLineChanges();
    void decodesKeys_data();
    void decodesKeys();
    void namesTypes();
    void collectsCommentsOnce();
    void declinesDeepNesting();
    void refusesTooManyValues();
};

void TestPython::readsAssignments_data()
{
    addTextRows({
        {"the original program's file", "redis=\"你好\"", u"redis = text 你好 @6..14"_s},
        {"an empty file has no keys", "", u""_s},
        {"comments and blank lines are no keys", "\n  # x\n\n", u""_s},
        {"a byte order mark is skipped", "\xEF\xBB\xBFx = 1\n", u"x = whole number 1 @7..8"_s},
        {"an annotation is no value", "port: int = 80", u"port = whole number 80 @12..14"_s},
        {"an annotation may hold brackets and colons", "a: Dict[str, x[1:2]] = None",
         u"a = null null @23..27"_s},
        {"a declaration without value gives nothing", "a: int\nb = 1", u"b = whole number 1 @11..12"_s},
        {"a comparison in an annotation gives nothing", "x: T == 1", u""_s},
        {"statements on one line", "a = 1; b = 2;",
         u"a = whole number 1 @4..5; b = whole number 2 @11..12"_s},
        {"several names for one value", "a = b = 1", u"a = whole number 1 @8..9; b = whole number 1 @8..9"_s},
        {"a joined line", "a = \\\n  1", u"a = whole number 1 @8..9"_s},
        {"line ends of old Macs", "a = 1\rb = 2\r",
         u"a = whole number 1 @4..5; b = whole number 2 @10..11"_s},
        {"line ends of Windows", "a = 1\r\nb = 2\r\n",
         u"a = whole number 1 @4..5; b = whole number 2 @11..12"_s},
        {"a form feed begins a page", "a = 1\n\fb = 2",
         u"a = whole number 1 @4..5; b = whole number 2 @11..12"_s},
        {"a comment after the value", "a = 1 # one\n", u"a = whole number 1 @4..5"_s},
        {"a type comment", "a = [] # type: List[int]", u"a = list @4..6"_s},
        {"a name of two scripts", "größe_大小 = 1", u"größe_大小 = whole number 1 @17..18"_s},
        {"the last assignment of a name counts", "a = 1\na = 2",
         u"a = whole number 1 @4..5 shadowed; a = whole number 2 @10..11"_s},
        {"soft keywords are names", "match = 1\ntype = 2\ncase = 3",
         u"match = whole number 1 @8..9; type = whole number 2 @17..18; case = whole number 3 @26..27"_s},
        {"UTF-8 declared", "# -*- coding: utf-8 -*-\na = 1", u"a = whole number 1 @28..29"_s},
    });
}

void TestPython::readsAssignments()
{
    QFETCH(const QByteArray, text);
    QTEST(read(text), "expected");
}

void TestPython::readsScalars_data()
{
    addTextRows({
        {"double quotes", R"("a")", u"text: a"_s},
        {"single quotes", R"('a"b')", u"text: a\"b"_s},
        {"an empty text", R"('')", u"text: "_s},
        {"triple quotes with quotes inside", R"("""a "" b""")", u"text: a \"\" b"_s},
        {"triple quotes over two lines", "'''a\nb'''", u"text: a\nb"_s},
        {"every line end inside is a line feed", "'''a\r\nb\rc'''", u"text: a\nb\nc"_s},
        {"simple escapes", R"('\a\b\f\n\r\t\v\\\'\"')", u"text: \a\b\f\n\r\t\v\\'\""_s},
        {"hexadecimal and octal escapes", R"('\x41\101\7\0ab')", u"text: AA\a"_s + QChar(0) + u"ab"_s},
        {"an octal escape past a byte", R"('\777')", u"text: \u01FF"_s},
        {"Unicode escapes", R"('\u4f60\U0001F600')", u"text: 你😀"_s},
        {"half of a surrogate pair", R"('\ud800')", u"text: "_s + QChar(0xD800)},
        {"unknown escapes stay", R"('\d\é\ ')", u"text: \\d\\é\\ "_s},
        {"a joined line inside a string", "'a\\\nb\\\r\nc'", u"text: abc"_s},
        {"raw", R"(r'\n\'')", u"text: \\n\\'"_s},
        {"raw in capitals", R"(R"\x4")", u"text: \\x4"_s},
        {"raw with a break in triple quotes", "r'''a\\\r\nb'''", u"text: a\\\nb"_s},
        {"the prefix u", "u'a'", u"text: a"_s},
        {"strings in a row are one", R"('a' "b" r'\c')", u"text: ab\\c"_s},
        {"strings in a row over lines with comments", "('a' # 'no'\n  \"b\"\\\n 'c')", u"text: abc"_s},
        {"bytes", R"(b'a\x00\xff\u00e9\400')",
         u"byte string: a"_s + QChar(0) + u"\u00FF\\u00e9"_s + QChar(0)},
        {"raw bytes in any order of letters", R"(Rb'\n' bR'\t')", u"byte string: \\n\\t"_s},
        {"an f-string is code", "f'a'", u"code: f'a'"_s},
        {"an f-string among strings is code", "'a' f'b'", u"code: 'a' f'b'"_s},
        {"bytes and text in a row are code", "b'a' 'b'", u"code: b'a' 'b'"_s},
        {"a character by its name", R"('\N{GREEK SMALL LETTER ALPHA}\N{digit one}')", u"text: α1"_s},
        {"a character past the first plane by its name", R"('\N{GRINNING FACE}')", u"text: 😀"_s},
        {"characters by rule", R"('\N{CJK UNIFIED IDEOGRAPH-4F60}\N{HANGUL SYLLABLE GA}')", u"text: 你가"_s},
        {"a control character by its name", R"('\N{LINE FEED}\N{NUL}')", u"text: \n"_s + QChar(0)},
        {"a character by an abbreviation", R"('\N{NBSP}\N{BOM}')", u"text: \u00A0\uFEFF"_s},
        {"variation selectors by their numbers", R"('\N{VS16}\N{VS17}')",
         u"text: \uFE0F"_s + QString::fromUcs4(U"\U000E0100")},
        {"a corrected name", R"('\N{WEIERSTRASS ELLIPTIC FUNCTION}')", u"text: ℘"_s},
        {"the name as it is without the correction", R"('\N{SCRIPT CAPITAL P}')", u"text: ℘"_s},
        {"a name that nobody knows is code", R"('\N{DIGIT ELEVENTY}')", u"code: '\\N{DIGIT ELEVENTY}'"_s},
        {"a number that is no variation selector is code", R"('\N{VS257}')", u"code: '\\N{VS257}'"_s},
        {"a name in raw text is none", R"(r'\N{DASH}')", u"text: \\N{DASH}"_s},
        {"whole numbers in every base", "0xFF", u"whole number: 0xFF"_s},
        {"octal", "0o17", u"whole number: 0o17"_s},
        {"binary with underscores", "0b_1_0", u"whole number: 0b_1_0"_s},
        {"a number of any size", "123456789012345678901234567890",
         u"whole number: 123456789012345678901234567890"_s},
        {"underscores", "1_000", u"whole number: 1_000"_s},
        {"zeros", "000_0", u"whole number: 000_0"_s},
        {"a sign", "-5", u"whole number: -5"_s},
        {"a sign with a blank", "- 5", u"whole number: -5"_s},
        {"plus", "+5", u"whole number: +5"_s},
        {"numbers with a point", "1.", u"number: 1."_s},
        {"a leading point", "-.5", u"number: -.5"_s},
        {"an exponent", "1e-3", u"number: 1e-3"_s},
        {"zeros before a point", "007.5", u"number: 007.5"_s},
        {"more than a double holds", "1e999", u"number: 1e999"_s},
        {"a complex number is code", "2j", u"code: 2j"_s},
        {"the octal numbers of Python 2 are code", "0777", u"code: 0777"_s},
        {"the long numbers of Python 2 are code", "10L", u"code: 10L"_s},
        {"two underscores are code", "1__0", u"code: 1__0"_s},
        {"true", "True", u"truth value: true"_s},
        {"false", "False", u"truth value: false"_s},
        {"none", "None", u"null: null"_s},
        {"a name is code", "true", u"code: true"_s},
        {"the ellipsis is code", "...", u"code: ..."_s},
        {"a group has the value inside", "(((1)))", u"whole number: 1"_s},
    });
}

void TestPython::readsScalars()
{
    QFETCH(const QByteArray, text);
    QTEST(valueOf(text), "expected");
}

void TestPython::readsContainers_data()
{
    addTextRows({
        {"a list", "x=[1, 'a']", u"x = list @2..10 [whole number 1 @3..4; text a @6..9]"_s},
        {"an empty list", "x=[ ]", u"x = list @2..5"_s},
        {"a tuple", "x=(1, 2)", u"x = tuple @2..8 [whole number 1 @3..4; whole number 2 @6..7]"_s},
        {"a tuple of one", "x=(1,)", u"x = tuple @2..6 [whole number 1 @3..4]"_s},
        {"an empty tuple", "x=()", u"x = tuple @2..4"_s},
        {"a tuple without brackets", "x=1, 2",
         u"x = tuple @2..6 [whole number 1 @2..3; whole number 2 @5..6]"_s},
        {"a tuple of one without brackets", "x=1,", u"x = tuple @2..4 [whole number 1 @2..3]"_s},
        {"a tuple without brackets begins with a group", "x=(1), [2]",
         u"x = tuple @2..10 [whole number 1 @3..4; list @7..10 [whole number 2 @8..9]]"_s},
        {"a set", "x={1, 2,}", u"x = set @2..9 [whole number 1 @3..4; whole number 2 @6..7]"_s},
        {"an empty dict", "x={}", u"x = dict @2..4"_s},
        {"a dict", "x={'a': 1, 'b': [2]}",
         u"x = dict @2..20 [a = whole number 1 @8..9; b = list @16..19 [whole number 2 @17..18]]"_s},
        {"trailing commas, lines and comments", "x = [ # a\n 1, # b\n # c\n]\n",
         u"x = list @4..24 [whole number 1 @11..12]"_s},
        {"groups among members", "x=[('a'), ((2))]",
         u"x = list @2..16 [text a @4..7; whole number 2 @12..13]"_s},
        {"tuples inside tuples", "x=(((1, 2), 3))",
         u"x = tuple @3..14 [tuple @4..10 [whole number 1 @5..6; whole number 2 @8..9]; whole number 3 @12..13]"_s},
        {"a key given twice", "x={'a': 1, 'a': 2}",
         u"x = dict @2..18 [a = whole number 1 @8..9 shadowed; a = whole number 2 @16..17]"_s},
        {"a complex number is code in its place", "x=[1, 2j]",
         u"x = list @2..9 [whole number 1 @3..4; code 2j @6..8]"_s},
    });
}

void TestPython::readsContainers()
{
    QFETCH(const QByteArray, text);
    QTEST(read(text), "expected");
}

void TestPython::showsCode_data()
{
    addTextRows({
        {"a call", "x = foo(1, 2) # c", u"x = code foo(1, 2) @4..13"_s},
        {"calls that make empty containers", "x = set(); y = dict()",
         u"x = code set() @4..9; y = code dict() @15..21"_s},
        {"an operator", "x = 1 + 2", u"x = code 1 + 2 @4..9"_s},
        {"a complex sum", "x = (1)+2j", u"x = code (1)+2j @4..10"_s},
        {"a sign before a group", "x = -(2)", u"x = code -(2) @4..8"_s},
        {"two signs", "x = --2", u"x = code --2 @4..7"_s},
        {"a power", "x = -1 ** 2", u"x = code -1 ** 2 @4..11"_s},
        {"a method", "x = 'a'.upper()", u"x = code 'a'.upper() @4..15"_s},
        {"an index", "x = [1, 2][0]", u"x = code [1, 2][0] @4..13"_s},
        {"a condition", "x = 1 if y else 2", u"x = code 1 if y else 2 @4..17"_s},
        {"a condition right after a number", "x = 1if y else 2", u"x = code 1if y else 2 @4..16"_s},
        {"a starred member", "x = [*y, 1]", u"x = code [*y, 1] @4..11"_s},
        {"an unpacked dict", "x = {**y, 'a': 1}", u"x = code {**y, 'a': 1} @4..17"_s},
        {"a comprehension", "x = [i for i in y]", u"x = code [i for i in y] @4..18"_s},
        {"a comprehension of constants", "x = [0 for i in y]", u"x = code [0 for i in y] @4..18"_s},
        {"a lambda", "x = lambda a, b=1: {a: b}", u"x = code lambda a, b=1: {a: b} @4..25"_s},
        {"a name for a key", "x = {'a': 1, b: 2}", u"x = code {'a': 1, b: 2} @4..18"_s},
        {"a name in a key", "x = {'a': 1, (b, 1): 2}", u"x = code {'a': 1, (b, 1): 2} @4..23"_s},
        {"a comprehension of a dict", "x = {'a': b for b in y}", u"x = code {'a': b for b in y} @4..23"_s},
        {"a comprehension behind a member", "x = [1, a async for a, b in y]",
         u"x = code [1, a async for a, b in y] @4..30"_s},
        {"a generator", "x = (a for a in y)", u"x = code (a for a in y) @4..18"_s},
        {"members that are unpacked behind code", "x = [a, *y]", u"x = code [a, *y] @4..11"_s},
        {"a group of code", "x = ((a))", u"x = code ((a)) @4..9"_s},
        {"what is unpacked beside members without brackets", "x = 1, *y", u"x = code 1, *y @4..9"_s},
        {"a key that cannot be one", "x = {[1]: 2}", u"x = code {[1]: 2} @4..12"_s},
        {"a walrus", "x = (y := 1)", u"x = code (y := 1) @4..12"_s},
        {"an f-string with quotes and a break in its code (Python 3.12)", "x = f\"{a[\"]\"]}{\n1}\"\ny = 1",
         u"x = code f\"{a[\"]\"]}{\n1}\" @4..19; y = whole number 1 @24..25"_s},
        {"an f-string with formats", "x = f'{a:{b}>{\"}\"}}{{' f'}}'; y = 1",
         u"x = code f'{a:{b}>{\"}\"}}{{' f'}}' @4..28; y = whole number 1 @34..35"_s},
        {"names that are unpacked", "a, (b, *c) = 1, (2, 3)",
         u"a = code 1, (2, 3) @13..22; b = code 1, (2, 3) @13..22; c = code 1, (2, 3) @13..22"_s},
        {"a name in brackets", "(a\n) = 1", u"a = whole number 1 @7..8"_s},
        {"a list of one name is unpacked", "[a] = [1]", u"a = code [1] @6..9"_s},
        {"a tuple of one name is unpacked", "a, = 1,", u"a = code 1, @5..7"_s},
        {"a name beside a target that is no name", "a = b.c = 1", u"a = whole number 1 @10..11"_s},
    });
}

void TestPython::showsCode()
{
    QFETCH(const QByteArray, text);
    QTEST(read(text), "expected");
}

void TestPython::showsCodeAmongMembers_data()
{
    addTextRows({
        {"a call in a dict", "x = {'a': 1, 'b': os.environ['c'], 'd': 2}",
         u"x = dict @4..42 [a = whole number 1 @10..11; b = code os.environ['c'] @18..33; d = whole number 2 @40..41]"_s},
        {"a name in a list", "x = [a, 1,]", u"x = list @4..11 [code a @5..6; whole number 1 @8..9]"_s},
        {"a name alone in a tuple", "x = (a,)", u"x = tuple @4..8 [code a @5..6]"_s},
        {"code in a set", "x = {f(1, 2), 3}",
         u"x = set @4..16 [code f(1, 2) @5..12; whole number 3 @14..15]"_s},
        {"code without brackets around", "x = a.b, 1",
         u"x = tuple @4..10 [code a.b @4..7; whole number 1 @9..10]"_s},
        {"code at the end without brackets around", "x = 1, a; y = 2",
         u"x = tuple @4..8 [whole number 1 @4..5; code a @7..8]; y = whole number 2 @14..15"_s},
        {"a sum that begins like a value", "x = ['a' + b, (1) + 2, [1][0]]",
         u"x = list @4..30 [code 'a' + b @5..12; code (1) + 2 @14..21; code [1][0] @23..29]"_s},
        {"a condition", "x = [1 if y else 2, 3]",
         u"x = list @4..22 [code 1 if y else 2 @5..18; whole number 3 @20..21]"_s},
        {"lambdas", "x = {'a': lambda b, c=lambda: 1, d=2: {b: c}, 'e': lambda: 3}",
         u"x = dict @4..61 [a = code lambda b, c=lambda: 1, d=2: {b: c} @10..44; e = code lambda: 3 @51..60]"_s},
        {"an f-string", "x = [f'{a}', 'b' f'c']",
         u"x = list @4..22 [code f'{a}' @5..11; code 'b' f'c' @13..21]"_s},
        {"a comprehension", "x = [1, [a for a, b in y], (c for c in y)]",
         u"x = list @4..42 [whole number 1 @5..6; code [a for a, b in y] @8..25; code (c for c in y) @27..41]"_s},
        {"a dict with a name for a key", "x = {'a': {b: 1}}", u"x = dict @4..17 [a = code {b: 1} @10..16]"_s},
        {"members that are unpacked", "x = [[*a], {**a}]",
         u"x = list @4..17 [code [*a] @5..9; code {**a} @11..16]"_s},
        {"a group", "x = [(a), (b, 1), ((c))]",
         u"x = list @4..24 [code (a) @5..8; tuple @10..16 [code b @11..12; whole number 1 @14..15]; code ((c)) @18..23]"_s},
        {"comments beside and inside", "x = [ # a\n b( # c\n ), # d\n 1]",
         u"x = list @4..29 [code b( # c\n ) @11..20; whole number 1 @27..28]"_s},
        {"deep inside", "x = {'a': [{'b': (c, 1)}]}",
         u"x = dict @4..26 [a = list @10..25 [dict @11..24 [b = tuple @17..23 [code c @18..19; whole number 1 @21..22]]]]"_s},
        {"the dots of an ellipsis", "x = [..., 1]",
         u"x = list @4..12 [code ... @5..8; whole number 1 @10..11]"_s},
        {"a number of Python 2", "x = [0777, 1]",
         u"x = list @4..13 [code 0777 @5..9; whole number 1 @11..12]"_s},
        {"a name that is given a value on the way", "y = 1\nx = [y := 2, 3]",
         u"y = code 1 @4..5; x = list @10..21 [code y := 2 @11..17; whole number 3 @19..20]"_s},
    });
}

void TestPython::showsCodeAmongMembers()
{
    QFETCH(const QByteArray, text);
    QTEST(read(text), "expected");
}

void TestPython::skipsOtherStatements_data()
{
    addTextRows({
        {"imports", "import os, sys as s\nfrom a.b import (c,\n d)\nx = 1", u"x = whole number 1 @48..49"_s},
        {"a function", "def f(a=1):\n    b = 2\n\n# c\n    return {\n1: 2}\nx = 1",
         u"x = whole number 1 @50..51"_s},
        {"a class with strings and brackets", "class A(B):\n  a = ''' \nb = 1\n'''; c = [\nd\n]\nx = 1",
         u"x = whole number 1 @48..49"_s},
        {"an if on one line", "if y: a = 1; b = 2\nx = 1", u"x = whole number 1 @23..24"_s},
        {"if, elif and else", "if y:\n a = 1\nelif z:\n a = 2\nelse:\n a = 3\nx = 1",
         u"x = whole number 1 @45..46"_s},
        {"try", "try:\n\timport a\nexcept E as e:\n\ta = None\nfinally:\n\tpass\nx = 1",
         u"x = whole number 1 @59..60"_s},
        {"match", "match y:\n  case [1, 2]:\n    a = 1\nx = 1", u"x = whole number 1 @38..39"_s},
        {"with, while and async", "with a: b = 1\nwhile 0: c = 1\nasync def f(): d = 1\nx = 1",
         u"x = whole number 1 @54..55"_s},
        {"decorators", "@a.b(c=1)\ndef f(): pass\nx = 1", u"x = whole number 1 @28..29"_s},
        {"a text that stands alone", "'''doc\nb = 1\n'''\nx = 1", u"x = whole number 1 @21..22"_s},
        {"calls and comparisons", "f(a=1)\ny == 2\nx = 1", u"x = whole number 1 @18..19"_s},
        {"statements of Python 2", "print 'a', `b`\nexec 'c' in d\nx = 1", u"x = whole number 1 @33..34"_s},
        {"a comment without indentation inside a block", "def f():\n# a\n    b = 1\nx = 1",
         u"x = whole number 1 @27..28"_s},
        {"a joined header", "if a and \\\n  b:\n    c = 1\nx = 1", u"x = whole number 1 @30..31"_s},
    });
}

void TestPython::skipsOtherStatements()
{
    QFETCH(const QByteArray, text);
    QTEST(read(text), "expected");
}

void TestPython::marksWhatALaterLineChanges_data()
{
    const QString code = u"x = code 1 @4..5"_s;
    const QString list = u"x = code [] @4..6"_s;
    const QString kept = u"x = whole number 1 @4..5"_s;
    addTextRows({
        {"x += 1", "x = 1\nx += 1", code},
        {"x **= 2 on one line", "x = 1; x **= 2", code},
        {"del x", "x = 1\ndel y, x", code},
        {"import x", "x = 1\nimport x.y", code},
        {"import y as x", "x = 1\nimport y as x", code},
        {"from y import x", "x = 1\nfrom y import (a, x)", code},
        {"import x as y leaves it", "x = 1\nimport x as y", kept},
        {"def x", "x = 1\ndef x(): pass", code},
        {"async def x", "x = 1\nasync def x(): pass", code},
        {"class x", "x = 1\nclass x: pass", code},
        {"for x in", "x = 1\nfor a, x in y: pass", code},
        {"a loop over x leaves it", "x = 1\nfor a in x: pass", kept},
        {"with y as x", "x = 1\nwith y as x: pass", code},
        {"a walrus", "x = 1\nprint(x := 2)", code},
        {"x.append", "x = []\nx.append(1)", list},
        {"x[0] = 1", "x = []\nx[0] = 1", list},
        {"x[0] += 1", "x = []\nx[0] += 1", list},
        {"x.y = 1", "x = []\nx.y = 1", list},
        {"del x[0]", "x = []\ndel x[0]", list},
        {"x[0], y = 1, 2", "x = []\nx[0], y = f()", list + u"; y = code f() @17..20"_s},
        {"a method cannot change a number", "x = 1\nx.bit_length()", kept},
        {"x as an argument leaves it", "x = 1\nf(x)", kept},
        {"x on the right leaves it", "x = 1\ny[x] = 2", kept},
        {"a statement inside if leaves it", "x = 1\nif y:\n  x = 2\n  del x", kept},
        {"a change before it leaves it", "x += 1\ndel x\nimport x\nx = 1", u"x = whole number 1 @26..27"_s},
        {"a list with two names changes under both", "x = y = []\nx.append(1)",
         u"x = code [] @8..10; y = code [] @8..10"_s},
        {"a number with two names changes under one", "x = y = 1\nx += 1",
         u"x = code 1 @8..9; y = whole number 1 @8..9"_s},
        {"only the last binding is changed", "x = 1\nx = 2\nx += 1",
         u"x = whole number 1 @4..5 shadowed; x = code 2 @10..11"_s},
    });
}

void TestPython::marksWhatALaterLineChanges()
{
    QFETCH(const QByteArray, text);
    QTEST(read(text), "expected");
}

void TestPython::decodesKeys_data()
{
    addTextRows({
        {"a text", R"({'a b': 1})", u"a b"_s},
        {"a text with escapes", R"({"\x41\n": 1})", u"A\n"_s},
        {"texts in a row", R"({'a' 'b': 1})", u"ab"_s},
        {"a raw text", R"({r'\a': 1})", u"\\a"_s},
        {"a text in brackets", R"({('a'): 1})", u"a"_s},
        {"a number", "{0x10: 1}", u"0x10"_s},
        {"a truth value", "{True: 1}", u"True"_s},
        {"bytes", "{b'a': 1}", u"b'a'"_s},
        {"a tuple", "{(1, 'a'): 1}", u"(1, 'a')"_s},
    });
}

void TestPython::decodesKeys()
{
    QFETCH(const QByteArray, text);
    const auto document = python().parse("x = " + text);
    QVERIFY2(document, "must be read");
    QTEST(document->root().firstChild().firstChild().key(), "expected");
}

void TestPython::namesTypes()
{
    const auto document = python().parse("ﬁ = ({}, {1}, [], 'a')");
    QVERIFY2(document, "must be read");
    QCOMPARE(document->root().typeName(), u"module"_s);
    QCOMPARE(document->root().firstChild().key(), u"fi"_s); // Python takes the ligature for its letters
    QStringList names;
    for (Node node = document->root().firstChild().firstChild(); node; node = node.nextSibling())
        names += node.typeName();
    QCOMPARE(names.join(u' '), u"dict set list text"_s);
}

void TestPython::collectsCommentsOnce()
{
    const QByteArray text = "#a\nx = [ #b\n f() #c\n] #d\nif x: #e\n  #f\n  y = '#no'";
    const auto document = python().parse(text);
    QVERIFY2(document, "must be read");
    QByteArrayList comments;
    for (const ByteRange &range : document->comments())
        comments += text.sliced(range.begin, range.size());
    QCOMPARE(comments.join(' '), "#a #b #c #d #e #f"_ba);
}

void TestPython::declinesDeepNesting()
{
    for (const int depth : {201, 100'000}) {
        const auto closed =
            python().parse("x = " + QByteArray(depth, '[') + QByteArray(depth, ']') + "\ny = 1");
        QVERIFY2(closed, "brackets past the limit are code");
        QCOMPARE(closed->root().childCount(), 2);
        Node innermost = closed->root().firstChild();
        int lists = 0;
        for (; innermost.kind() == Kind::List; innermost = innermost.firstChild())
            ++lists;
        QCOMPARE(lists, 199);
        QCOMPARE(innermost.kind(), Kind::Opaque);
    }
    const auto inside = python().parse("x = " + QByteArray(199, '[') + QByteArray(199, ']'));
    QVERIFY2(inside, "must be read");
    QCOMPARE(inside->root().firstChild().kind(), Kind::List);
    QCOMPARE(inside->nodeCount(), 200);
    QVERIFY2(!python().parse("x = " + QByteArray(100'000, '[')), "open brackets are an error");
}

void TestPython::refusesTooManyValues()
{
    Limits limits;
    limits.nodes = 10;
    const auto document = python().parse("x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", limits);
    QVERIFY2(!document, "must be refused");
    QCOMPARE(document.error().kind, ProblemKind::Limit);
    const auto shared = python().parse("a = b = c = [1, 2, 3]", limits);
    QVERIFY2(!shared, "must be refused");
    QCOMPARE(shared.error().kind, ProblemKind::Limit);
}

QTEST_GUILESS_MAIN(TestPython)
#include "tst_python.moc"
