#pragma once

#include <QtWidgets/QScrollArea>

class QLabel;
class QPushButton;

namespace retune {

/// What a pane shows while it has nothing to show: what is missing, and what to do about it. Where there is no room for all of
/// it, it scrolls.
class EmptyState : public QScrollArea
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// Without `button` there is none.
    void setWords(const QString &title, const QString &explanation, const QString &button = {});

Q_SIGNALS:
    void buttonClicked();

private:
    QLabel *m_title;
    QLabel *m_explanation;
    QPushButton *m_button;
};

} // namespace retune
