#include "editor/codescanner.h"
#include "editor/codetokens.h"

#include <algorithm>
#include <array>
#include <string>

namespace retune {

namespace {

using namespace std::string_view_literals;

// Sorted, to be searched.
constexpr std::array keywords{
    "alignas"sv,       "alignof"sv,     "asm"sv,       "auto"sv,      "bool"sv,         "break"sv,
    "case"sv,          "catch"sv,       "char"sv,      "char16_t"sv,  "char32_t"sv,     "char8_t"sv,
    "class"sv,         "co_await"sv,    "co_return"sv, "co_yield"sv,  "concept"sv,      "const"sv,
    "const_cast"sv,    "consteval"sv,   "constexpr"sv, "constinit"sv, "continue"sv,     "decltype"sv,
    "default"sv,       "delete"sv,      "do"sv,        "double"sv,    "dynamic_cast"sv, "else"sv,
    "enum"sv,          "explicit"sv,    "export"sv,    "extern"sv,    "final"sv,        "float"sv,
    "for"sv,           "friend"sv,      "goto"sv,      "if"sv,        "inline"sv,       "int"sv,
    "long"sv,          "mutable"sv,     "namespace"sv, "new"sv,       "noexcept"sv,     "operator"sv,
    "override"sv,      "private"sv,     "protected"sv, "public"sv,    "register"sv,     "reinterpret_cast"sv,
    "requires"sv,      "return"sv,      "short"sv,     "signed"sv,    "sizeof"sv,       "static"sv,
    "static_assert"sv, "static_cast"sv, "struct"sv,    "switch"sv,    "template"sv,     "this"sv,
    "thread_local"sv,  "throw"sv,       "try"sv,       "typedef"sv,   "typeid"sv,       "typename"sv,
    "union"sv,         "unsigned"sv,    "using"sv,     "virtual"sv,   "void"sv,         "volatile"sv,
    "wchar_t"sv,       "while"sv};
constexpr std::array constants{"false"sv, "nullptr"sv, "true"sv};
constexpr std::array textPrefixes{"L"sv, "LR"sv, "R"sv, "U"sv, "UR"sv, "u"sv, "u8"sv, "u8R"sv, "uR"sv};
constexpr std::array naming{"class"sv, "enum"sv, "namespace"sv, "struct"sv, "union"sv};
static_assert(std::is_sorted(keywords.begin(), keywords.end()));
static_assert(std::is_sorted(constants.begin(), constants.end()));
static_assert(std::is_sorted(textPrefixes.begin(), textPrefixes.end()));
static_assert(std::is_sorted(naming.begin(), naming.end()));

constexpr qsizetype longestDelimiter = 16; // of a raw text

bool isIn(const auto &words, std::string_view word)
{
    return std::binary_search(words.begin(), words.end(), word);
}

class Cpp
{
public:
    explicit Cpp(QByteArrayView code)
        : m_scanner(code)
    {}

    QList<Token> tokens() &&
    {
        while (!m_scanner.isAtEnd())
            next();
        return std::move(m_scanner).tokens();
    }

private:
    void next()
    {
        const char c = m_scanner.peek();
        if (c == '\n' || c == '\r')
            return newLine();
        if (c == ' ' || c == '\t')
            return m_scanner.skip();
        if (m_scanner.isAt("//"))
            return m_scanner.lineComment();
        if (m_scanner.isAt("/*"))
            return m_scanner.blockComment();
        if (c == '#' && m_isLineStart)
            return directive();
        m_isLineStart = false;
        const bool isNaming = std::exchange(m_isNaming, false);
        if (c == '"' || c == '\'')
            return m_scanner.quoted(m_scanner.at());
        if (isDigit(c) || (c == '.' && isDigit(m_scanner.peek(1))))
            return m_scanner.number('\'');
        if (isWordStart(c))
            return word(isNaming);
        m_scanner.skip();
    }

    void newLine()
    {
        m_scanner.skip();
        m_isLineStart = true;
    }

    /// `#include <...>` with its name; of the others the word alone, because what follows is code.
    void directive()
    {
        const qsizetype begin = m_scanner.at();
        m_scanner.skip();
        skipBlanks();
        const bool isInclude = m_scanner.word() == "include";
        m_scanner.take(begin, TokenKind::Keyword);
        m_isLineStart = false;
        skipBlanks();
        if (!isInclude || m_scanner.peek() != '<')
            return;
        const qsizetype name = m_scanner.at();
        while (!m_scanner.isAtEnd() && m_scanner.peek() != '>' && m_scanner.peek() != '\n' &&
               m_scanner.peek() != '\r')
            m_scanner.skip();
        if (m_scanner.peek() == '>')
            m_scanner.skip();
        m_scanner.take(name, TokenKind::String);
    }

    void skipBlanks()
    {
        while (m_scanner.peek() == ' ' || m_scanner.peek() == '\t')
            m_scanner.skip();
    }

    void word(bool isNaming)
    {
        const qsizetype begin = m_scanner.at();
        const std::string_view word = m_scanner.word();
        const char after = m_scanner.peek();
        if ((after == '"' || after == '\'') && isIn(textPrefixes, word)) {
            if (after == '"' && word.back() == 'R')
                return rawText(begin);
            return m_scanner.quoted(begin);
        }
        if (isIn(constants, word))
            return m_scanner.take(begin, TokenKind::Constant);
        if (isIn(keywords, word)) {
            m_scanner.take(begin, TokenKind::Keyword);
            m_isNaming = isIn(naming, word);
        } else if (isNaming) {
            m_scanner.take(begin, TokenKind::Key);
        }
    }

    /// `R"delimiter( ... )delimiter"`
    void rawText(qsizetype begin)
    {
        m_scanner.skip();
        std::string end = ")";
        while (m_scanner.peek() != '(' && !m_scanner.isAtEnd() && qsizetype(end.size()) <= longestDelimiter) {
            end += m_scanner.peek();
            m_scanner.skip();
        }
        end += '"';
        while (!m_scanner.isAtEnd() && !m_scanner.isAt(end))
            m_scanner.skip();
        m_scanner.skip(qsizetype(end.size()));
        m_scanner.take(begin, TokenKind::String);
    }

    CodeScanner m_scanner;
    bool m_isLineStart = true;
    bool m_isNaming = false; ///< the next word is the name of a type
};

} // namespace

QList<Token> cppTokens(QByteArrayView code)
{
    return Cpp(code).tokens();
}

} // namespace retune
