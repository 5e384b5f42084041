#include <retune/format/yaml/yamloffsets.h>

#include <retune/text/utf8.h>

#include <QtCore/QtEndian>

#include <algorithm>

namespace retune::yaml {

namespace {

/// Eight bytes at a time, because every file is asked.
bool isAscii(QByteArrayView text)
{
    constexpr quint64 highBits = 0x8080808080808080;
    qsizetype at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        if (qFromUnaligned<quint64>(text.data() + at) & highBits)
            return false;
    }
    return std::all_of(text.begin() + at, text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

ByteOffsets::ByteOffsets(QByteArrayView text, qsizetype begin)
    : m_text(text)
    , m_begin(begin)
    , m_isAscii(isAscii(text.sliced(begin)))
    , m_offset(begin)
{}

qsizetype ByteOffsets::at(std::size_t character)
{
    if (m_isAscii)
        return std::min(m_begin + static_cast<qsizetype>(character), m_text.size());
    while (m_character < character && m_offset < m_text.size()) {
        ++m_offset;
        while (m_offset < m_text.size() && isContinuation(m_text[m_offset]))
            ++m_offset;
        ++m_character;
    }
    while (m_character > character && m_offset > m_begin) {
        --m_offset;
        while (m_offset > m_begin && isContinuation(m_text[m_offset]))
            --m_offset;
        --m_character;
    }
    return m_offset;
}

} // namespace retune::yaml
