#pragma once

namespace retune {

/// Whether the byte is one of those that follow the first byte of a UTF-8 sequence.
constexpr bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

} // namespace retune
