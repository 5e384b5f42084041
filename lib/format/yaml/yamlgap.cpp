#include <retune/format/yaml/yamlgap.h>

#include <retune/format/yaml/yamllines.h>

namespace retune::yaml {

namespace {

/// libyaml takes these for the name of an anchor; what follows is read on its own.
bool isNameCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

} // namespace

void Gap::readTo(qsizetype end)
{
    while (m_at < end) {
        switch (m_text[m_at]) {
        case '#':
            readComment();
            break;
        case '&':
        case '!':
            readWord();
            break;
        case '%':
            readDirective();
            break;
        case ':':
            m_afterColon = ++m_at;
            break;
        default:
            ++m_at;
        }
    }
}

void Gap::readProperties(int count)
{
    for (; count > 0; --count) {
        readBlanks();
        readWord();
    }
}

void Gap::readBlanks()
{
    while (m_at < m_text.size()) {
        if (m_text[m_at] == '#')
            readComment();
        else if (isBlank(m_text[m_at]))
            ++m_at;
        else if (const qsizetype size = breakSize(m_text, m_at))
            m_at += size;
        else
            return;
    }
}

void Gap::jumpTo(qsizetype at)
{
    m_at = at;
    m_afterColon = -1;
}

void Gap::readComment()
{
    const qsizetype begin = m_at;
    while (m_at < m_text.size() && !breakSize(m_text, m_at))
        ++m_at;
    m_comments += ByteRange{begin, m_at};
}

/// An anchor or a tag.
void Gap::readWord()
{
    if (m_at < m_text.size() && m_text[m_at] == '&') {
        ++m_at;
        while (m_at < m_text.size() && isNameCharacter(m_text[m_at]))
            ++m_at;
        return;
    }
    const bool isVerbatim = m_text.sliced(m_at).startsWith("!<");
    const QByteArrayView ends = isVerbatim ? QByteArrayView(" \t") : QByteArrayView(" \t,[]{}");
    while (m_at < m_text.size() && !ends.contains(m_text[m_at]) && !breakSize(m_text, m_at))
        ++m_at;
}

void Gap::readDirective()
{
    if (!isAtLineStart()) {
        ++m_at;
        return;
    }
    while (m_at < m_text.size() && !breakSize(m_text, m_at) &&
           !(m_text[m_at] == '#' && isBlank(m_text[m_at - 1])))
        ++m_at;
}

bool Gap::isAtLineStart() const
{
    return m_at == 0 || m_text[m_at - 1] == '\n' || m_text[m_at - 1] == '\r' || m_text[m_at - 1] == '\xBF';
}

} // namespace retune::yaml
