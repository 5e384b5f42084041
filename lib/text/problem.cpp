#include <retune/text/problem.h>

namespace retune {

QString Problem::toString() const
{
    QString place = file;
    if (!position.isNull()) {
        if (!place.isEmpty())
            place += QLatin1Char(':');
        place += QString::number(position.line) + QLatin1Char(':') + QString::number(position.column);
    }
    return place.isEmpty() ? message : place + QLatin1String(": ") + message;
}

} // namespace retune
