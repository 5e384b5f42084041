#include "tree/textcheck.h"

#include "style/theme.h"

#include <QtWidgets/QLineEdit>

namespace retune {

void showObjection(QLineEdit *edit, const QString &objection)
{
    QPalette palette;
    if (!objection.isEmpty())
        palette.setColor(QPalette::Text, errorText(palette));
    edit->setPalette(palette);
    edit->setToolTip(objection);
    edit->setAccessibleDescription(objection);
}

} // namespace retune
