#include "firstpicture.h"

#include <QtCore/QEvent>
#include <QtCore/QLoggingCategory>
#include <QtWidgets/QWidget>

namespace retune {

namespace {

Q_LOGGING_CATEGORY(startLog, "retune.start", QtWarningMsg)

} // namespace

FirstPicture::FirstPicture(QWidget *window)
    : QObject(window)
    , m_window(window)
{}

void FirstPicture::noteRead()
{
    if (!startLog().isDebugEnabled())
        return deleteLater();
    m_window->installEventFilter(this);
    m_window->update();
}

bool FirstPicture::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::UpdateRequest) {
        m_window->removeEventFilter(this);
        // When this event is handled, so that the picture is there.
        QMetaObject::invokeMethod(
            this,
            [this] {
                qCDebug(startLog, "the folder is read and shown");
                deleteLater();
            },
            Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace retune
