#include "style/screenfit.h"

#include <QtGui/QScreen>
#include <QtWidgets/QWidget>

#include <algorithm>

namespace retune {

namespace {

constexpr QMargins frame(4, 36, 4, 4);

} // namespace

QRect fittedTo(const QRect &window, const QRect &room)
{
    QRect fitted(window.topLeft(), window.size().boundedTo(room.size()));
    fitted.moveLeft(std::clamp(fitted.left(), room.left(), room.right() - fitted.width() + 1));
    fitted.moveTop(std::clamp(fitted.top(), room.top(), room.bottom() - fitted.height() + 1));
    return fitted;
}

QRect roomOfWindows(const QWidget &widget)
{
    return widget.screen()->availableGeometry().marginsRemoved(frame);
}

} // namespace retune
