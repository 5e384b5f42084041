#include "editor/codescanner.h"
#include "editor/codetokens.h"

#include <algorithm>
#include <array>
#include <vector>

namespace retune {

namespace {

using namespace std::string_view_literals;

// Sorted, to be searched.
constexpr std::array keywords{
    "async"sv,    "await"sv,    "break"sv,  "case"sv,   "catch"sv,  "class"sv,      "const"sv,   "continue"sv,
    "debugger"sv, "default"sv,  "delete"sv, "do"sv,     "else"sv,   "export"sv,     "extends"sv, "finally"sv,
    "for"sv,      "function"sv, "if"sv,     "import"sv, "in"sv,     "instanceof"sv, "let"sv,     "new"sv,
    "of"sv,       "return"sv,   "static"sv, "super"sv,  "switch"sv, "this"sv,       "throw"sv,   "try"sv,
    "typeof"sv,   "var"sv,      "void"sv,   "while"sv,  "with"sv,   "yield"sv};
constexpr std::array constants{"Infinity"sv, "NaN"sv, "false"sv, "null"sv, "true"sv, "undefined"sv};
static_assert(std::is_sorted(keywords.begin(), keywords.end()));
static_assert(std::is_sorted(constants.begin(), constants.end()));

bool isIn(const auto &words, std::string_view word)
{
    return std::binary_search(words.begin(), words.end(), word);
}

class JavaScript
{
public:
    explicit JavaScript(QByteArrayView code)
        : m_scanner(code)
    {}

    QList<Token> tokens() &&
    {
        for (m_scanner.skipSpace(); !m_scanner.isAtEnd(); m_scanner.skipSpace())
            next();
        return std::move(m_scanner).tokens();
    }

private:
    void next()
    {
        const char c = m_scanner.peek();
        if (m_scanner.isAt("//"))
            return m_scanner.lineComment();
        if (m_scanner.isAt("/*"))
            return m_scanner.blockComment();
        if (c == '"' || c == '\'') {
            m_scanner.quoted(m_scanner.at());
            return note(Before::Value);
        }
        if (isDigit(c) || (c == '.' && isDigit(m_scanner.peek(1)))) {
            m_scanner.number('_');
            return note(Before::Value);
        }
        if (isWordStart(c))
            return word();
        if (c == '/' && m_before != Before::Value && regularExpression())
            return note(Before::Value);
        mark(c);
    }

    void word()
    {
        const qsizetype begin = m_scanner.at();
        const std::string_view word = m_scanner.word();
        if (m_before == Before::Dot)
            return note(Before::Value); // a property may be called as a keyword is
        if (isIn(constants, word)) {
            m_scanner.take(begin, TokenKind::Constant);
            return note(Before::Value);
        }
        if (isIn(keywords, word)) {
            m_scanner.take(begin, TokenKind::Keyword);
            const bool names = word == "function" || word == "class";
            return note(names                               ? Before::Naming
                        : word == "this" || word == "super" ? Before::Value
                                                            : Before::Other);
        }
        if (m_before == Before::Naming)
            m_scanner.take(begin, TokenKind::Key);
        note(Before::Value);
    }

    /// A mark, and where templates begin and end in it.
    void mark(char c)
    {
        if (c == '`')
            return templateText();
        if (m_scanner.isAt("...")) {
            m_scanner.skip(3);
            return note(Before::Other);
        }
        if (c == '{')
            ++m_braces;
        if (c == '}' && !m_templates.empty() && m_braces == m_templates.back()) {
            m_templates.pop_back();
            return templateText();
        }
        if (c == '}')
            --m_braces;
        m_scanner.skip();
        if (c == '*' && m_before == Before::Naming)
            return; // function *name
        note(c == ')' || c == ']' || c == '}' ? Before::Value : c == '.' ? Before::Dot : Before::Other);
    }

    /// From the quote, or the brace that ends an expression in it, to the quote or to the next expression.
    void templateText()
    {
        const qsizetype begin = m_scanner.at();
        m_scanner.skip();
        while (!m_scanner.isAtEnd() && m_scanner.peek() != '`' && !m_scanner.isAt("${"))
            m_scanner.skip(m_scanner.peek() == '\\' ? 2 : 1);
        const bool isExpression = m_scanner.isAt("${");
        m_scanner.skip(isExpression ? 2 : 1);
        m_scanner.take(begin, TokenKind::String);
        if (isExpression)
            m_templates.push_back(m_braces);
        note(isExpression ? Before::Other : Before::Value);
    }

    /// False where it does not end on its line, so that it is a division.
    bool regularExpression()
    {
        CodeScanner ahead = m_scanner;
        bool isInClass = false;
        for (ahead.skip(); ahead.peek() != '/' || isInClass; ahead.skip(ahead.peek() == '\\' ? 2 : 1)) {
            if (ahead.isAtEnd() || ahead.peek() == '\n' || ahead.peek() == '\r')
                return false;
            isInClass = ahead.peek() == '[' || (isInClass && ahead.peek() != ']');
        }
        ahead.skip();
        ahead.word(); // flags
        const qsizetype begin = m_scanner.at();
        m_scanner.skip(ahead.at() - begin);
        m_scanner.take(begin, TokenKind::String);
        return true;
    }

    /// What the last token was, as far as the next one depends on it.
    enum class Before : quint8 { Other, Value, Dot, Naming };
    void note(Before before) { m_before = before; }

    CodeScanner m_scanner;
    Before m_before = Before::Other;
    int m_braces = 0;
    std::vector<int> m_templates; ///< how many braces are open around each expression in a template
};

} // namespace

QList<Token> javaScriptTokens(QByteArrayView code)
{
    return JavaScript(code).tokens();
}

} // namespace retune
