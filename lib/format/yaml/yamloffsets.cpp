#include <retune/format/yaml/yamloffsets.h>

#include <retune/text/utf8.h>

#include <algorithm>

namespace retune::yaml {

ByteOffsets::ByteOffsets(QByteArrayView text, qsizetype begin)
    : m_text(text)
    , m_begin(begin)
    , m_isAscii(std::all_of(text.begin() + begin, text.end(),
                            [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
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
