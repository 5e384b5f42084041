#include "tree/colortext.h"

#include <algorithm>

namespace retune {

namespace {

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isCapital(QChar c)
{
    return c >= u'A' && c <= u'F';
}

/// One digit for each channel.
QString shortName(const QColor &color)
{
    QString name = QStringLiteral("#");
    for (const int channel : {color.red(), color.green(), color.blue()})
        name += QString::number((channel + 8) / 17, 16);
    return name;
}

} // namespace

std::optional<ColorText> ColorText::parse(QStringView text)
{
    const bool isColor = text.startsWith(u'#') &&
                         (text.size() == 4 || text.size() == 7 || text.size() == 9) &&
                         std::all_of(text.begin() + 1, text.end(), isHexDigit);
    if (!isColor)
        return std::nullopt;
    const Notation notation = text.size() == 4   ? Notation::Short
                              : text.size() == 7 ? Notation::Long
                                                 : Notation::WithAlpha;
    return ColorText{notation, std::any_of(text.begin(), text.end(), isCapital), QColor(text.toString())};
}

QString ColorText::spelled(const QColor &other) const
{
    const QString name = notation == Notation::Short  ? shortName(other)
                         : notation == Notation::Long ? other.name(QColor::HexRgb)
                                                      : other.name(QColor::HexArgb);
    return isUpper ? name.toUpper() : name;
}

} // namespace retune
