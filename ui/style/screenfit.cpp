#include "window/screenfit.h"

#include <algorithm>

namespace retune {

namespace {

constexpr QMargins frame(4, 36, 4, 4);

} // namespace

QRect fittedToScreen(const QRect &window, const QRect &screen)
{
    const QRect room = screen.marginsRemoved(frame);
    QRect fitted(window.topLeft(), window.size().boundedTo(room.size()));
    fitted.moveLeft(std::clamp(fitted.left(), room.left(), room.right() - fitted.width() + 1));
    fitted.moveTop(std::clamp(fitted.top(), room.top(), room.bottom() - fitted.height() + 1));
    return fitted;
}

} // namespace retune
