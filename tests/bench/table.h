#pragma once

#include <QtCore/QStringList>
#include <QtCore/QTextStream>

namespace retune {

/// A row of a printed table.
using Row = QStringList;

QString number(double value, int decimals);

/// A figure beside what it has to reach, as in `180 ≥ 150`, and whether it does.
struct Comparison
{
    QString text;
    bool isMet = true;
};

Comparison atLeast(double value, double target);
Comparison atMost(double value, double target, const QString &unit, int decimals = 1);

/// What the column "met" says: "yes", or "no" with the names of what was missed.
QString metOrMissed(const QStringList &missed);

/// Prints the rows with aligned columns, the first one as head of the table.
void print(const QList<Row> &rows, QTextStream &out);

} // namespace retune
