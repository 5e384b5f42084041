#pragma once

#include <QtCore/QRect>

class QWidget;

namespace retune {

/// Where a window goes that would reach out of `room`: no larger than it, and moved as little as it takes.
QRect fittedTo(const QRect &window, const QRect &room);

/// The screen of a widget as far as windows may go, without what the desktop puts around each of them.
QRect roomOfWindows(const QWidget &widget);

} // namespace retune
