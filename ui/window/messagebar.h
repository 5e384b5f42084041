#pragma once

#include "style/tintedbar.h"

#include <functional>

class QLabel;
class QPushButton;

namespace retune {

class IconLabel;

/// One message inside the window: says what happened without stopping anybody, above what it is about and covering none of
/// it. The next message takes its place; Esc or the cross closes it.
class MessageBar : public TintedBar
{
    Q_OBJECT

public:
    enum class Level : quint8 { Notice, Warning };

    explicit MessageBar(QWidget *parent);

    void showMessage(Level level, const QString &text);
    /// The same with one thing to do about it.
    void showMessage(Level level, const QString &text, const QString &actionText,
                     std::function<void()> action);
    /// Says which file the message that is shown is about, so that it can go when it is over.
    void setSubject(const QString &path) { m_subject = path; }
    const QString &subject() const { return m_subject; }
    /// Hides a message about this file.
    void hideAbout(const QString &path);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_subject;
    IconLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
    std::function<void()> m_action;
};

} // namespace retune
