#pragma once

#include <QtCore/QMap>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace retune {

/// A size or time that can be given to a benchmark, as in `--edits 100`.
struct NumberOption
{
    QString name;
    QString description;
    int fallback = 0;
};

/// The numbers by name. Ends the program where the arguments make no sense, and after `--help`.
QMap<QString, int> numbersFrom(const QString &description, const QList<NumberOption> &options);

} // namespace retune
