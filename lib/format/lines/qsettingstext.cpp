#include <retune/format/lines/qsettingstext.h>

#include <retune/format/lines/linetext.h>
#include <retune/text/encoding.h>

#include <algorithm>

namespace retune {

namespace {

constexpr QByteArrayView escapeLetters("abfnrtv\"?'\\");
constexpr QByteArrayView escapedCharacters("\a\b\f\n\r\t\v\"?'\\");

int hexDigit(char c)
{
    if (isAsciiDigit(c))
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isHexDigit(char c)
{
    return hexDigit(c) >= 0;
}

/// Puts together what is read piece by piece: raw UTF-8 and characters that were escaped.
class Unescaper
{
public:
    explicit Unescaper(QByteArrayView text)
        : m_text(text)
    {}

    QString result()
    {
        skipBlanks();
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '\\') {
                ++m_at;
                escape();
                m_keptSize = m_result.size();
            } else if (c == '"') {
                quote();
            } else {
                raw();
            }
        }
        if (!m_wasQuoted)
            dropBlanksBehind();
        return m_result;
    }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && isSpaceOrTab(m_text[m_at]))
            ++m_at;
    }

    void quote()
    {
        ++m_at;
        m_wasQuoted = true;
        m_isQuoted = !m_isQuoted;
        if (!m_isQuoted)
            skipBlanks();
    }

    void raw()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && m_text[m_at] != '\\' && m_text[m_at] != '"')
            ++m_at;
        m_result += decodedUtf8(m_text.sliced(begin, m_at - begin));
    }

    void escape()
    {
        if (m_at >= m_text.size())
            return;
        const char c = m_text[m_at++];
        const qsizetype simple = escapeLetters.indexOf(c);
        if (simple >= 0)
            m_result += QLatin1Char(escapedCharacters[simple]);
        else if (c == 'x')
            number(16);
        else if (c >= '0' && c <= '7')
            --m_at, number(8);
        else if (isLineEnd(c) && m_at < m_text.size() && isLineEnd(m_text[m_at]) && m_text[m_at] != c)
            ++m_at;
    }

    void number(int base)
    {
        const qsizetype begin = m_at;
        char16_t code = 0;
        for (; m_at < m_text.size(); ++m_at) {
            const int digit = hexDigit(m_text[m_at]);
            if (digit < 0 || digit >= base)
                break;
            code = static_cast<char16_t>(code * base + digit);
        }
        if (m_at > begin)
            m_result += QChar(code);
    }

    void dropBlanksBehind()
    {
        while (m_result.size() > m_keptSize &&
               (m_result.back() == QLatin1Char(' ') || m_result.back() == QLatin1Char('\t')))
            m_result.chop(1);
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    qsizetype m_keptSize = 0; ///< up to the last escape nothing is dropped
    bool m_isQuoted = false;
    bool m_wasQuoted = false;
    QString m_result;
};

QByteArray hex(char16_t code)
{
    return QByteArray::number(uint(code), 16);
}

} // namespace

QString decodedQSettingsKey(QByteArrayView text)
{
    QString result;
    QByteArray raw;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isWide = i + 1 < text.size() && text[i + 1] == 'U';
        const qsizetype begin = i + (isWide ? 2 : 1);
        const qsizetype digits = isWide ? 4 : 2;
        const bool isEscape = text[i] == '%' && begin + digits <= text.size() &&
                              std::all_of(text.begin() + begin, text.begin() + begin + digits, isHexDigit);
        if (!isEscape) {
            raw += text[i] == '\\' ? '/' : text[i];
            continue;
        }
        result += decodedUtf8(raw) + QChar(text.sliced(begin, digits).toByteArray().toUShort(nullptr, 16));
        raw.clear();
        i = begin + digits - 1;
    }
    return result + decodedUtf8(raw);
}

QByteArray qSettingsKey(const QString &key)
{
    QByteArray result;
    for (const QChar c : key) {
        const char latin = c.unicode() < 0x80 ? c.toLatin1() : '\0';
        if (latin == '/')
            result += '\\';
        else if (isAsciiLetter(latin) || isAsciiDigit(latin) ||
                 (latin && QByteArrayView("_-.").contains(latin)))
            result += latin;
        else if (c.unicode() <= 0xFF)
            result += '%' + hex(c.unicode()).toUpper().rightJustified(2, '0');
        else
            result += "%U" + hex(c.unicode()).toUpper().rightJustified(4, '0');
    }
    return result;
}

QList<ByteRange> qSettingsMembers(QByteArrayView text, ByteRange value)
{
    QList<ByteRange> members;
    bool isQuoted = false;
    qsizetype begin = value.begin;
    const auto take = [&](qsizetype end) {
        const ByteRange member = trimmed(text, {begin, end}, isSpaceOrTab);
        const qsizetype empty = begin < end && isSpaceOrTab(text[begin]) ? begin + 1 : begin;
        members += member.isEmpty() ? ByteRange{empty, empty} : member;
        begin = end + 1;
    };
    for (qsizetype at = value.begin; at < value.end; ++at) {
        if (text[at] == '"')
            isQuoted = !isQuoted;
        else if (text[at] == '\\')
            ++at;
        else if (text[at] == ',' && !isQuoted)
            take(at);
    }
    take(value.end);
    return members;
}

QString decodedQSettings(QByteArrayView text)
{
    return Unescaper(text).result();
}

QByteArray qSettingsText(const QString &text, bool isAscii, bool isQuoted)
{
    QByteArray result;
    bool isBehindNumber = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const char latin = c.unicode() < 0x80 ? c.toLatin1() : '\0';
        const qsizetype simple =
            latin && latin != '?' && latin != '\'' ? escapedCharacters.indexOf(latin) : -1;
        const bool isPair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const bool isRaw = !isControl(c) && (latin || (!isAscii && (isPair || !c.isSurrogate())));
        if (simple >= 0) {
            result += '\\';
            result += escapeLetters[simple];
            isBehindNumber = false;
        } else if (!isRaw || (isBehindNumber && isHexDigit(latin))) {
            result += "\\x" + hex(c.unicode());
            isBehindNumber = true;
        } else {
            result += QStringView(text).sliced(i, isPair ? 2 : 1).toUtf8();
            i += isPair ? 1 : 0;
            isBehindNumber = false;
        }
    }
    const bool needsQuotes =
        isQuoted || result.startsWith(' ') || result.endsWith(' ') ||
        std::any_of(result.begin(), result.end(), [](char c) { return c == ';' || c == ',' || c == '='; });
    return needsQuotes ? '"' + result + '"' : result;
}

} // namespace retune
