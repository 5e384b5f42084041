#pragma once

#include "editor/texthits.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace retune {

class TextView;

/// The row under a text that finds in it while one types, and a second one that replaces what was found. Enter and Shift+Enter go to
/// the next hit and the one before, Esc closes the bar and goes back to the text.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    /// `view` has to outlive it.
    explicit FindBar(TextView &view, QWidget *parent = nullptr);

    /// Shows the bar, with the text that is selected as what is looked for, and goes to its field; hits are looked for from the
    /// cursor on.
    void begin(bool isReplacing);
    /// Goes to the next hit or to the one before, round at the ends; begins where nothing was looked for yet.
    void step(bool isForward);
    void close();

Q_SIGNALS:
    /// What was done, in a sentence.
    void message(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Going : quint8 { Nowhere, FromOrigin, Forward, Backward };

    QToolButton *makeOption(const QString &text, const QString &tip);
    void setUpField();
    void setUpReplacement();
    void layOut();
    void setUsable(QWidget *button, bool isUsable);
    TextSearch search() const;
    void startSearch(Going going);
    void noteHits(bool isComplete);
    void go(Going going);
    void replaceOne();
    void replaceAll();
    void showState();
    QString countText() const;

    TextView &m_view;
    TextHits m_hits;
    QLineEdit *m_field;
    QLabel *m_count;
    QToolButton *m_case;
    QToolButton *m_word;
    QToolButton *m_expression;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
    QLineEdit *m_replacement;
    QPushButton *m_replace;
    QPushButton *m_replaceAll;
    qsizetype m_origin = 0;         ///< where the cursor was when the search began
    Going m_going = Going::Nowhere; ///< as soon as the search has ended
};

} // namespace retune
