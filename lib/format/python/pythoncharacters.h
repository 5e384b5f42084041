#pragma once

#include <QtCore/QChar>

#include <array>

namespace retune::python {

/// What a byte begins between tokens. Every byte of a non-ASCII character counts as part of a name.
enum class ByteClass : quint8 { Other, Blank, Break, Name, Digit, Quote, Opening, Closing };

constexpr std::array<ByteClass, 256> makeByteClasses()
{
    std::array<ByteClass, 256> classes{};
    for (int c = 0; c < 256; ++c) {
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
        auto &result = classes[static_cast<std::size_t>(c)];
        if (isLetter)
            result = ByteClass::Name;
        else if (c >= '0' && c <= '9')
            result = ByteClass::Digit;
        else if (c == ' ' || c == '\t' || c == '\f')
            result = ByteClass::Blank;
        else if (c == '\n' || c == '\r')
            result = ByteClass::Break;
        else if (c == '"' || c == '\'')
            result = ByteClass::Quote;
        else if (c == '(' || c == '[' || c == '{')
            result = ByteClass::Opening;
        else if (c == ')' || c == ']' || c == '}')
            result = ByteClass::Closing;
    }
    return classes;
}

inline ByteClass classOf(char c)
{
    static constexpr std::array<ByteClass, 256> classes = makeByteClasses();
    return classes[static_cast<unsigned char>(c)];
}

inline bool isNameByte(char c)
{
    const ByteClass byteClass = classOf(c);
    return byteClass == ByteClass::Name || byteClass == ByteClass::Digit;
}

inline bool isBreak(char c)
{
    return c == '\n' || c == '\r';
}

constexpr char closingOf(char opening)
{
    return opening == '(' ? ')' : opening == '[' ? ']' : '}';
}

/// Whether `c` can be part of no name and no operator, such as a full-width comma. Unassigned characters are let pass: a
/// later Unicode version may have made letters of them.
bool isForeign(char32_t c);

/// Whether `c` has to be escaped in a string because it would not be seen, would be taken for a line break, or would
/// change the order in which its neighbours are shown.
bool isHidden(char32_t c);

} // namespace retune::python
