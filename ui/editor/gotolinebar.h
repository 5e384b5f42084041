#pragma once

#include <retune/text/position.h>

#include <QtWidgets/QWidget>

#include <optional>

class QLabel;
class QLineEdit;

namespace retune {

/// `12` or `12:5`; nothing where it is neither.
std::optional<TextPosition> positionFromText(QStringView text);

/// The row under a text that asks for a line, with a column where one is wanted. Enter goes there, Esc closes it.
class GoToLineBar : public QWidget
{
    Q_OBJECT

public:
    explicit GoToLineBar(QWidget *parent = nullptr);

    /// Asks, with the line where the user is.
    void begin(TextPosition position, int lineCount);

Q_SIGNALS:
    void chosen(retune::TextPosition position);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void accept();

    QLineEdit *m_field;
    QLabel *m_note;
    int m_lineCount = 0;
};

} // namespace retune
