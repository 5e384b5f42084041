#pragma once

#include <QtWidgets/QLineEdit>

class QCompleter;

namespace retune {

/// The line that filters the settings. Offers the conditions of the filter language while one is typed, and all of them with
/// Ctrl+Space; Enter, Tab or a click takes one.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

    /// Why a part of the text is left out; empty where there is none. A condition that is still being typed is not told.
    QString objection() const;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// The word at the cursor.
    struct Word
    {
        qsizetype begin = 0;
        QString text; ///< up to the cursor
        qsizetype end = 0;
    };

    Word currentWord() const;
    void offer(bool offersAll);
    void take(const QString &term);

    QCompleter *m_completer;
};

} // namespace retune
