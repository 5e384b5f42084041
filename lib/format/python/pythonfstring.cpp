#include <retune/format/python/pythonfstring.h>

#include <retune/format/python/pythoncharacters.h>

namespace retune::python {

namespace {

/// Deeper f-strings than any person writes; Python allows 150.
constexpr int deepestFormatString = 50;

class FormatScanner
{
public:
    FormatScanner(QByteArrayView text, qsizetype begin)
        : m_text(text)
        , m_at(begin)
    {}

    qsizetype at() const { return m_at; }

    /// Goes past the closing quotes.
    bool skipBody(const QuotedString &string)
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (closes(string)) {
                m_at += string.isTriple ? 3 : 1;
                return true;
            }
            if (isBreak(c) && !string.isTriple)
                return false;
            if (c == '\\')
                skipBackslash(string);
            else if (c == '{' && next() == '{')
                m_at += 2;
            else if (c != '{')
                ++m_at;
            else if (!skipField(string))
                return false;
        }
        return false;
    }

private:
    char next() const { return m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0'; }

    bool closes(const QuotedString &string) const
    {
        const qsizetype quotes = string.isTriple ? 3 : 1;
        return m_text.sliced(m_at).startsWith(m_text.sliced(string.bodyBegin - quotes, quotes));
    }

    void skipBackslash(const QuotedString &string)
    {
        const bool isBrace = next() == '{' || next() == '}';
        const qsizetype closing = next() == 'N' && !string.isRaw && m_text.sliced(m_at).startsWith("\\N{")
                                      ? m_text.indexOf('}', m_at)
                                      : -1;
        m_at = closing > 0 ? closing + 1 : m_at + (isBrace ? 1 : 2);
    }

    /// Goes past the code and the format in one pair of braces.
    bool skipField(const QuotedString &string)
    {
        if (++m_depth > deepestFormatString)
            return false;
        const bool isWhole = skipCode(string);
        --m_depth;
        return isWhole;
    }

    bool skipCode(const QuotedString &string)
    {
        int brackets = 0;
        for (++m_at; m_at < m_text.size();) {
            const char c = m_text[m_at];
            const ByteClass byteClass = classOf(c);
            if (byteClass == ByteClass::Quote) {
                if (!skipNested())
                    return false;
                continue;
            }
            ++m_at;
            if (byteClass == ByteClass::Opening)
                ++brackets;
            else if (byteClass == ByteClass::Closing && brackets-- == 0)
                return c == '}';
            else if (c == ':' && brackets == 0)
                return skipFormat(string);
            else if (c == '#')
                skipComment();
        }
        return false;
    }

    bool skipFormat(const QuotedString &string)
    {
        while (m_at < m_text.size() && !closes(string)) {
            const char c = m_text[m_at];
            if (isBreak(c) && !string.isTriple)
                return false;
            if (c == '}') {
                ++m_at;
                return true;
            }
            if (c != '{')
                m_at += c == '\\' ? 2 : 1;
            else if (!skipField(string))
                return false;
        }
        return false;
    }

    bool skipNested()
    {
        qsizetype begin = m_at;
        while (isNameByte(m_text[begin - 1]) && m_at - begin < 3)
            --begin;
        const bool hasPrefix = begin < m_at && isStringPrefix(m_text.sliced(begin, m_at - begin));
        const QuotedString nested = quotedString(m_text, hasPrefix ? begin : m_at, m_at);
        m_at = nested.isFormat ? nested.bodyBegin : nested.end;
        return nested.isFormat ? skipBody(nested) : nested.isClosed;
    }

    void skipComment()
    {
        while (m_at < m_text.size() && !isBreak(m_text[m_at]))
            ++m_at;
    }

    QByteArrayView m_text;
    qsizetype m_at;
    int m_depth = 0;
};

} // namespace

FormatStringEnd formatStringEnd(QByteArrayView text, const QuotedString &opened)
{
    FormatScanner scanner(text, opened.bodyBegin);
    const bool isFound = scanner.skipBody(opened);
    return {isFound, scanner.at()};
}

} // namespace retune::python
