#pragma once

#include "log/logentry.h"

#include <QtWidgets/QWidget>

class QAction;
class QToolButton;

namespace retune {

/// A button for each sort of row that shows or hides it; where there is no room for them, one menu with the same choices.
class KindButtons : public QWidget
{
    Q_OBJECT

public:
    explicit KindButtons(QWidget *parent = nullptr);

    LogKinds kinds() const;
    void showAll();

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void kindsChanged(retune::LogKinds kinds);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Choice
    {
        QAction *action;
        LogKinds kinds;
    };

    void add(const QString &name, const QString &tip, LogKinds kinds);
    void styleButtons();
    void arrange();

    QList<Choice> m_choices;
    QWidget *m_buttons;
    QToolButton *m_menuButton;
};

} // namespace retune
