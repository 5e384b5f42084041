#pragma once

#include "tree/colortext.h"

#include <QtCore/QPointer>
#include <QtWidgets/QFrame>

class QColorDialog;
class QLabel;

namespace retune {

class SettingsView;

/// Chooses another colour for a value that spells one: a small window over its row. Enter takes the colour in the notation
/// that the value has, Esc leaves it.
class ColorPopup : public QFrame
{
    Q_OBJECT

public:
    ColorPopup(const QString &subject, const ColorText &color, QWidget *parent);

    /// The chosen colour as the value is to spell it.
    QString text() const;

Q_SIGNALS:
    void accepted();
    void cancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showChosen();

    ColorText m_color;
    QColorDialog *m_dialog;
    QLabel *m_chosen;
};

/// Opens the pop-up for the value of the tree's current row, and hands on what is chosen.
class ColorEdits : public QObject
{
    Q_OBJECT

public:
    explicit ColorEdits(SettingsView *view);

    bool canChoose() const;
    void choose();

private:
    void close();

    SettingsView *m_view;
    QPointer<ColorPopup> m_popup;
};

} // namespace retune
