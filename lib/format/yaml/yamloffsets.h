#pragma once

#include <QtCore/QByteArrayView>

namespace retune::yaml {

/// Turns the places of libyaml, which count characters behind the byte order mark, into byte offsets. Quick where the
/// questions come in about ascending order.
class ByteOffsets
{
public:
    /// `begin` is where the text begins, behind a byte order mark.
    ByteOffsets(QByteArrayView text, qsizetype begin);

    qsizetype at(std::size_t character);

private:
    QByteArrayView m_text;
    qsizetype m_begin;
    bool m_isAscii;
    std::size_t m_character = 0;
    qsizetype m_offset;
};

} // namespace retune::yaml
