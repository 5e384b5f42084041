#pragma once

#include <QtGui/QIcon>

namespace retune {

/// The icon `resources/icons/<name>.svg`, painted in the text colour of the palette in force when it is painted, so that
/// it follows a change of the theme by itself.
QIcon icon(const QString &name);

/// The same in the colour of errors, for marks that stand beside a word saying so.
QIcon errorIcon(const QString &name);

/// The icon of the program, in its own colours.
QIcon applicationIcon();

} // namespace retune
