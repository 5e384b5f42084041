#pragma once

#include <QtGui/QColor>
#include <QtGui/QPalette>

namespace retune {

/// What the user prefers; System follows the lightness of the palette the desktop gives.
enum class Theme : quint8 { System, Light, Dark };

/// The height of the rows at the top of the panes, which lie side by side, and of a bar above them.
int topRowHeight();

/// The look of a table's header: a quiet line of names over the columns.
QString headerStyleSheet();

/// Gives the application the Fusion style and the palette of a theme. The first call notes the desktop's own palette.
void applyTheme(Theme theme);

/// The name of a theme in the preferences, and back; unknown names are System.
QString themeName(Theme theme);
Theme themeFromName(QStringView name);

bool isDark(const QPalette &palette);
QPalette lightPalette();
QPalette darkPalette();

// Colours beyond those of a palette. Texts have a contrast of 4.5 to 1 on every ground where they stand.

/// Text that is there for those who look for it: types, counts, times.
QColor quietText(const QPalette &palette);
QColor errorText(const QPalette &palette);
/// Behind a value that a reload just changed.
QColor freshBackground(const QPalette &palette);
/// Over text that a search has found; lets the text through.
QColor searchMark(const QPalette &palette);
/// Behind a message of the inline bar.
QColor noticeBackground(const QPalette &palette);
QColor warningBackground(const QPalette &palette);
/// Thin lines between panes.
QColor separator(const QPalette &palette);
/// `share` of `top` painted over `ground`: 0 is all ground, 1 all top.
QColor mixed(const QColor &ground, const QColor &top, double share);

} // namespace retune
