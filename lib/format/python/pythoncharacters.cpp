#include <retune/format/python/pythoncharacters.h>

#include <algorithm>

namespace retune::python {

bool isForeign(char32_t c)
{
    // Other_ID_Start and Other_ID_Continue of the Unicode standard: symbols that names may hold all the same.
    constexpr std::array<char32_t, 6> exceptions{0xB7, 0x387, 0x2118, 0x212E, 0x309B, 0x309C};
    if (std::find(exceptions.begin(), exceptions.end(), c) != exceptions.end())
        return false;
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Punctuation_Connector)
        return false;
    return QChar::isPunct(c) || QChar::isSymbol(c) || QChar::isSpace(c) || category == QChar::Other_Format ||
           category == QChar::Other_Control;
}

bool isHidden(char32_t c)
{
    const bool isBidiControl = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return isBidiControl || c == 0xFEFF;
    }
}

} // namespace retune::python
