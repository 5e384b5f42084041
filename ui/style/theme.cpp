#include "style/theme.h"

#include "style/plainstyle.h"

#include <QtGui/QFontMetrics>
#include <QtWidgets/QApplication>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

/// The colours a palette is made of.
struct Colours
{
    QColor window, base, alternate, button, text, quiet, disabled, accent, unfocused, onAccent, link, edge;
};

QPalette paletteOf(const Colours &c)
{
    QPalette palette(c.button, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::PlaceholderText, c.quiet);
    palette.setColor(QPalette::ToolTipBase, c.base);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::Inactive, QPalette::Highlight, c.unfocused);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.link);
    palette.setColor(QPalette::LinkVisited, c.link);
    palette.setColor(QPalette::Mid, c.edge);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.edge);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, c.disabled);
    return palette;
}

QColor choose(const QPalette &palette, const char *light, const char *dark)
{
    return QColor(QLatin1String(isDark(palette) ? dark : light));
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QPalette lightPalette()
{
    return paletteOf({.window = QColor(0xf4f5f6),
                      .base = QColor(0xffffff),
                      .alternate = QColor(0xf7f8f9),
                      .button = QColor(0xf4f5f6),
                      .text = QColor(0x1f2428),
                      .quiet = QColor(0x5f6872),
                      .disabled = QColor(0xa3aab1),
                      .accent = QColor(0x2c6f8e),
                      .unfocused = QColor(0x6a747c),
                      .onAccent = QColor(0xffffff),
                      .link = QColor(0x1a6a94),
                      .edge = QColor(0xd8dce0)});
}

QPalette darkPalette()
{
    return paletteOf({.window = QColor(0x23272b),
                      .base = QColor(0x1a1d20),
                      .alternate = QColor(0x1e2225),
                      .button = QColor(0x2b3035),
                      .text = QColor(0xe2e6e9),
                      .quiet = QColor(0x96a0a9),
                      .disabled = QColor(0x656e76),
                      .accent = QColor(0x2f6f8c),
                      .unfocused = QColor(0x434c53),
                      .onAccent = QColor(0xffffff),
                      .link = QColor(0x6cb8dc),
                      .edge = QColor(0x3a4147)});
}

void applyTheme(Theme theme)
{
    static const bool systemIsDark = isDark(QApplication::palette());
    const bool dark = theme == Theme::Dark || (theme == Theme::System && systemIsDark);
    // In this order: what has a style sheet takes its colours when it gets its style.
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
    QApplication::setStyle(new PlainStyle);
}

int topRowHeight()
{
    return QFontMetrics(QGuiApplication::font()).height() + 20;
}

QString headerStyleSheet()
{
    return u"QHeaderView::section { padding: 3px 4px; border: 0; border-bottom: 1px solid palette(mid);"
           " background: palette(base); color: palette(placeholder-text); }"
           "QHeaderView { background: palette(base); border: 0; }"
           "QHeaderView::section:first { padding-left: 8px; }"
           "QHeaderView::section:last { padding-right: 8px; }"_s;
}

QString themeName(Theme theme)
{
    switch (theme) {
    case Theme::Light:
        return u"light"_s;
    case Theme::Dark:
        return u"dark"_s;
    case Theme::System:
        break;
    }
    return u"system"_s;
}

Theme themeFromName(QStringView name)
{
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        if (name == themeName(theme))
            return theme;
    }
    return Theme::System;
}

QColor quietText(const QPalette &palette)
{
    return palette.color(QPalette::PlaceholderText);
}

QColor errorText(const QPalette &palette)
{
    return choose(palette, "#b3261e", "#ff8f85");
}

QColor freshBackground(const QPalette &palette)
{
    return choose(palette, "#ffe9a8", "#3f340f");
}

QColor searchMark(const QPalette &palette)
{
    return choose(palette, "#73ffc000", "#66ffc940");
}

QColor noticeBackground(const QPalette &palette)
{
    return choose(palette, "#e4eff5", "#23343d");
}

QColor warningBackground(const QPalette &palette)
{
    return choose(palette, "#fdf0dc", "#41351d");
}

QColor separator(const QPalette &palette)
{
    return palette.color(QPalette::Mid);
}

QColor mixed(const QColor &ground, const QColor &top, double share)
{
    const auto mix = [share](float a, float b) { return a + (b - a) * static_cast<float>(share); };
    return QColor::fromRgbF(mix(ground.redF(), top.redF()), mix(ground.greenF(), top.greenF()),
                            mix(ground.blueF(), top.blueF()));
}

} // namespace retune
