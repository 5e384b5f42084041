#include "editor/syntaxcolors.h"

#include "style/theme.h"

namespace retune {

SyntaxColors::SyntaxColors(const QPalette &palette)
{
    const bool dark = isDark(palette);
    const auto choose = [dark](QRgb light, QRgb onDark) { return QColor(dark ? onDark : light); };
    key = choose(0x14508C, 0x8AB8FF);
    string = choose(0x1A6B2F, 0x9BD69B);
    number = choose(0x9A3B00, 0xF0A875);
    constant = choose(0x7A2EA0, 0xD0A0F0);
    keyword = choose(0x8A1C5C, 0xF29BC4);
    comment = choose(0x656D76, 0x929AA3);
    opaque = choose(0x6E6A60, 0xA39E93);
    error = errorText(palette);
    warning = choose(0x8A5A00, 0xE8B339);
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    currentLine = mixed(base, palette.color(QPalette::Highlight), 0.08);
    gutter = mixed(base, text, 0.04);
    gutterText = mixed(base, text, 0.66);
}

QTextCharFormat SyntaxColors::format(TokenKind kind) const
{
    QTextCharFormat format;
    switch (kind) {
    case TokenKind::Key:
        format.setForeground(key);
        break;
    case TokenKind::String:
        format.setForeground(string);
        break;
    case TokenKind::Number:
        format.setForeground(number);
        break;
    case TokenKind::Constant:
        format.setForeground(constant);
        break;
    case TokenKind::Comment:
        format.setForeground(comment);
        break;
    case TokenKind::Keyword:
        format.setForeground(keyword);
        break;
    case TokenKind::Opaque:
        format.setForeground(opaque);
        break;
    }
    return format;
}

} // namespace retune
