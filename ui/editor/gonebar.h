#pragma once

#include "style/tintedbar.h"

class QLabel;
class QPushButton;

namespace retune {

/// Says above a text that its file is not there any more, and what can be done: nothing is made anew unasked.
class GoneBar : public TintedBar
{
    Q_OBJECT

public:
    explicit GoneBar(QWidget *parent = nullptr);

    /// The file, and whether the user has moved it to the trash; else another program took it away.
    void setFile(const QString &path, bool isTrashed);

Q_SIGNALS:
    void writeRequested();
    void putBackRequested();
    /// The file is not to be shown any more, nor its problem.
    void forgetRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLabel *m_text;
    QPushButton *m_write;
    QPushButton *m_putBack;
    QPushButton *m_forget;
};

} // namespace retune
