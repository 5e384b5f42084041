#include "style/plaintext.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QAction>

namespace retune {

QString plainText(const QAction &action)
{
    static const QRegularExpression key(QStringLiteral("\\(&.\\)|&|…$"));
    return action.text().remove(key);
}

} // namespace retune
