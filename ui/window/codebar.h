#pragma once

#include "style/tintedbar.h"

class QLabel;
class QPushButton;

namespace retune {

class IconLabel;

/// Says that there is code in the folder, and asks whether it is to be run. A bar, not a dialog: nothing waits for the answer, and
/// without one nothing runs.
class CodeBar : public TintedBar
{
    Q_OBJECT

public:
    explicit CodeBar(QWidget *parent = nullptr);

    /// Asks about these files, named by the folder's paths; hides where there are none.
    void ask(const QStringList &files);

Q_SIGNALS:
    void allowed();
    void declined();

private:
    IconLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_run;
};

} // namespace retune
