#include "changes/diffcolors.h"

#include "style/theme.h"

namespace retune {

DiffColors::DiffColors(const QPalette &palette)
{
    const bool dark = isDark(palette);
    const auto choose = [dark](QRgb light, QRgb onDark) { return QColor(dark ? onDark : light); };
    removed = choose(0xFDECEA, 0x3A2022);
    removedWord = choose(0xF7B9B2, 0x7A3136);
    removedSign = choose(0xA3231B, 0xFF9A90);
    added = choose(0xE6F6E9, 0x1B3324);
    addedWord = choose(0xA6DFB2, 0x2C6A42);
    addedSign = choose(0x1A6B2F, 0x8FD6A0);
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    number = mixed(base, text, 0.70);
    numberGround = mixed(base, text, 0.04);
    separator = mixed(base, text, 0.15);
    current = palette.color(QPalette::Highlight);
}

} // namespace retune
