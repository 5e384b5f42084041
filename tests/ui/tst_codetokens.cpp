#include "editor/codetokens.h"
#include "editor/syntaxcolors.h"

#include "style/theme.h"

#include <retune/format/format.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// The tokens one after another, each as a letter for its kind and its text: `k:return n:1`.
QString shown(const QByteArray &code, const QList<Token> &tokens)
{
    QStringList parts;
    for (const Token &token : tokens) {
        const QByteArray text = code.sliced(token.range.begin, token.range.size());
        parts += QChar(u"ksnc#ow"[int(token.kind)]) + u':' + QString::fromUtf8(text);
    }
    return parts.join(u" | ");
}

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double light = std::max(luminance(one), luminance(other));
    const double dark = std::min(luminance(one), luminance(other));
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

/// The words of code that get a colour: k is a name, w a keyword, s a text, n a number, c a constant, # a comment.
class TestCodeTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void javaScript_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("tokens");
        const auto row = [](const char *name, const QByteArray &code, const QString &tokens) {
            QTest::newRow(name) << code << tokens;
        };
        row("nothing", "", u""_s);
        row("a function", "function run() { return 1; }", u"w:function | k:run | w:return | n:1"_s);
        row("a generator", "function *steps() {}", u"w:function | k:steps"_s);
        row("a function without a name", "x(function () { y })", u"w:function"_s);
        row("comments", "a // b 'c'\n/* d\n \"e\" */ f", u"#:// b 'c' | #:/* d\n \"e\" */"_s);
        row("a comment that does not end", "a /* b", u"#:/* b"_s);
        row("texts", "\"a\" + 'b\\'c'", u"s:\"a\" | s:'b\\'c'"_s);
        row("a text that does not end", "'a\nlet", u"s:'a | w:let"_s);
        row("numbers", "1 0x1F 1.5e-3 .5 1_000 10n", u"n:1 | n:0x1F | n:1.5e-3 | n:.5 | n:1_000 | n:10n"_s);
        row("constants", "true null undefined trueish", u"c:true | c:null | c:undefined"_s);
        row("a property called as a keyword", "a.delete(b.true)", u""_s);
        row("a member behind a spread is none of it", "[...new X]", u"w:new"_s);
        row("a template", "`a ${ b + 'c' } d`", u"s:`a ${ | s:'c' | s:} d`"_s);
        row("a template with a table in it", "`${ {a: 1} }` + 2", u"s:`${ | n:1 | s:}` | n:2"_s);
        row("a template in a template", "`a${`b${1}c`}d`", u"s:`a${ | s:`b${ | n:1 | s:}c` | s:}d`"_s);
        row("a template over two lines", "`a\nb` 1", u"s:`a\nb` | n:1"_s);
        row("a template that does not end", "`a ${b", u"s:`a ${"_s);
        row("a regular expression", "x = /a'b/gi.test(y)", u"s:/a'b/gi"_s);
        row("with a slash in a class", "f(/[/']\\//)", u"s:/[/']\\//"_s);
        row("behind a keyword", "return /'/", u"w:return | s:/'/"_s);
        row("at the start of a line behind a comment", "// a\n/'/", u"#:// a | s:/'/"_s);
        row("a division", "a / 'b' / c", u"s:'b'"_s);
        row("a division by what is in brackets", "(a) / 2 / [1] / 'b'", u"n:2 | n:1 | s:'b'"_s);
        row("a slash that ends nowhere", "x = / 'a'\n'b'", u"s:'a' | s:'b'"_s);
        row("beyond ASCII", "let 名 = '你好' // 再见", u"w:let | s:'你好' | #:// 再见"_s);
        row("behind a byte order mark", "\xEF\xBB\xBFlet a", u"w:let"_s);
        row("a closing brace too many", "} `a${1}`", u"s:`a${ | n:1 | s:}`"_s);
    }

    void javaScript()
    {
        QFETCH(QByteArray, code);
        QTEST(shown(code, javaScriptTokens(code)), "tokens");
    }

    void cpp_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("tokens");
        const auto row = [](const char *name, const QByteArray &code, const QString &tokens) {
            QTest::newRow(name) << code << tokens;
        };
        row("nothing", "", u""_s);
        row("a function", "int main() { return 0; }", u"w:int | w:return | n:0"_s);
        row("a type", "struct Point { double x; };", u"w:struct | k:Point | w:double"_s);
        row("a scoped enumeration", "enum class Kind : int {}", u"w:enum | w:class | k:Kind | w:int"_s);
        row("an unnamed namespace", "namespace {\nint x;", u"w:namespace | w:int"_s);
        row("includes", "#include <vector>\n#include \"a.h\"",
            u"w:#include | s:<vector> | w:#include | s:\"a.h\""_s);
        row("a definition", "  # define X 1 // y", u"w:# define | n:1 | #:// y"_s);
        row("a hash in the middle of a line", "a # b", u""_s);
        row("texts", "\"a\\\"b\" 'c' u8\"d\" L'e'", u"s:\"a\\\"b\" | s:'c' | s:u8\"d\" | s:L'e'"_s);
        row("a literal of the user's", "u\"a\"_s", u"s:u\"a\""_s);
        row("a word before a text", "return\"a\"", u"w:return | s:\"a\""_s);
        row("a raw text", "R\"(a\"b\n)\" 1", u"s:R\"(a\"b\n)\" | n:1"_s);
        row("a raw text with a delimiter", "u8R\"x(a)\" )x\" 1", u"s:u8R\"x(a)\" )x\" | n:1"_s);
        row("a raw text that does not end", "R\"(a", u"s:R\"(a"_s);
        row("numbers", "1'000 0x1p-3 1.5e+3f .5", u"n:1'000 | n:0x1p-3 | n:1.5e+3f | n:.5"_s);
        row("constants", "true nullptr", u"c:true | c:nullptr"_s);
        row("comments", "a; // b\n/* c */ d", u"#:// b | #:/* c */"_s);
        row("beyond ASCII", "u\"你好\" /* 再见 */", u"s:u\"你好\" | #:/* 再见 */"_s);
    }

    void cpp()
    {
        QFETCH(QByteArray, code);
        QTEST(shown(code, cppTokens(code)), "tokens");
    }

    /// Whatever the bytes: the tokens are in order, do not overlap, and lie in the code.
    void anyBytesAreCode()
    {
        QRandomGenerator random(7);
        const QByteArray letters = "a1'\"`/\\*{}()[]$#R<>.\n \xE4\xBD\xA0";
        for (int round = 0; round < 20'000; ++round) {
            QByteArray code;
            for (int i = random.bounded(40); i > 0; --i)
                code += letters.at(random.bounded(int(letters.size())));
            for (const QList<Token> &tokens : {javaScriptTokens(code), cppTokens(code)}) {
                qsizetype end = 0;
                for (const Token &token : tokens) {
                    QVERIFY2(token.range.begin >= end && !token.range.isEmpty(), code.toHex(' ').constData());
                    end = token.range.end;
                }
                QVERIFY2(end <= code.size(), code.toHex(' ').constData());
            }
        }
    }

    void aDocumentOfCodeHasItsTokens()
    {
        const QByteArray code = "return 1";
        QCOMPARE(shown(code, tokensOf(*format(FormatId::JavaScript).parse(code))), u"w:return | n:1"_s);
        QCOMPARE(shown(code, tokensOf(*format(FormatId::Cpp).parse(code))), u"w:return | n:1"_s);
        QVERIFY(tokensOf(*format(FormatId::NativeLibrary).parse(code)).isEmpty());
    }

    void keywordsCanBeRead()
    {
        for (const QPalette &palette : {lightPalette(), darkPalette()})
            QVERIFY(contrast(SyntaxColors(palette).keyword, palette.color(QPalette::Base)) >= 4.5);
    }
};

QTEST_MAIN(TestCodeTokens)
#include "tst_codetokens.moc"
