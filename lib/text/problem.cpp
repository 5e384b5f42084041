#include <retune/text/problem.h>

namespace retune {

QString Problem::place() const
{
    if (position.isNull())
        return {};
    const QString line = QString::number(position.line);
    return position.column == 0 ? line : line + QLatin1Char(':') + QString::number(position.column);
}

QString Problem::toString() const
{
    QString whole = file;
    if (!position.isNull())
        whole += (whole.isEmpty() ? QString() : QStringLiteral(":")) + place();
    return whole.isEmpty() ? message : whole + QLatin1String(": ") + message;
}

} // namespace retune
