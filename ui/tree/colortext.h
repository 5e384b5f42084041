#pragma once

#include <QtGui/QColor>

#include <optional>

namespace retune {

/// A colour as settings spell it: `#rgb`, `#rrggbb` or `#aarrggbb`, in small or capital letters.
struct ColorText
{
    enum class Notation : quint8 { Short, Long, WithAlpha };

    Notation notation = Notation::Long;
    bool isUpper = false;
    QColor color;

    /// The colour that `text` spells, as a whole; nothing where it is something else.
    static std::optional<ColorText> parse(QStringView text);
    /// Another colour in the same notation and letters, the nearest one that it can spell; only `#aarrggbb` keeps an alpha.
    QString spelled(const QColor &other) const;
};

} // namespace retune
