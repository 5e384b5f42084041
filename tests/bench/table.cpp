#include "table.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace retune {

QString number(double value, int decimals)
{
    return QString::number(value, 'f', decimals);
}

Comparison atLeast(double value, double target)
{
    return {u"%1 ≥ %2"_s.arg(number(value, 2), number(target, 1)), value >= target};
}

Comparison atMost(double value, double target, const QString &unit, int decimals)
{
    // 1.5 stays 1.5, 150 does not become 150.0.
    return {u"%1 ≤ %2 %3"_s.arg(number(value, decimals), QString::number(target), unit).trimmed(),
            value <= target};
}

QString metOrMissed(const QStringList &missed)
{
    return missed.isEmpty() ? u"yes"_s : u"no: "_s + missed.join(u", "_s);
}

void print(const QList<Row> &rows, QTextStream &out)
{
    for (const Row &row : rows) {
        for (qsizetype column = 0; column < row.size(); ++column) {
            qsizetype width = 0;
            for (const Row &other : rows)
                width = std::max(width, other.at(column).size());
            const bool isLast = column + 1 == row.size();
            out << (isLast ? row.at(column) : row.at(column).leftJustified(width + 2));
        }
        out << '\n';
    }
    out.flush();
}

} // namespace retune
