#pragma once

#include <QtCore/QObject>

class QWidget;

namespace retune {

/// Tells in the log `retune.start`, once, that the window was painted with its folder read: what people wait for when they start
/// the program. `QT_LOGGING_RULES=retune.start=true` shows it.
class FirstPicture : public QObject
{
    Q_OBJECT

public:
    explicit FirstPicture(QWidget *window);
    /// The window has something to show.
    void noteRead();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_window;
};

} // namespace retune
