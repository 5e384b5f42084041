#pragma once

#include <QtCore/QRect>

namespace retune {

/// Where a window goes that would reach beyond a screen: no larger than it, and moved as little as it takes. What the desktop puts
/// around a window has room too.
QRect fittedToScreen(const QRect &window, const QRect &screen);

} // namespace retune
