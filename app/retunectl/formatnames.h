#pragma once

#include <QtCore/QStringList>

namespace retune {

// What manuals and messages say about formats. All of it comes from the tables of `lib/format`, so that a format that is
// added there is told of here.

/// "json, jsonc, ini or python": the names that --format takes.
QString formatChoices();
/// "JSON, JSONC, INI and Python".
QString formatNames();
/// "*.json, *.jsonc and *.ini": the names by which settings files are found.
QString fileNamePatterns();

/// "a, b and c", where `last` is "and".
QString listed(const QStringList &words, const QString &last);

} // namespace retune
