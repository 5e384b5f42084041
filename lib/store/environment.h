#pragma once

#include <retune/format/document.h>

#include <QtCore/QByteArrayList>

namespace retune {

/// The variables of this process, each as `NAME=value`.
QByteArrayList environmentEntries();

/// The variables that begin with `prefix` as a tree; its format knows no types. `APP_HTTP__PORT=80` with the prefix `APP_`
/// is the key `port` of the table `http`. Keys are in small letters; see `environmentKey`. A variable that is no UTF-8, has
/// an empty part, or stands where another one has a table is left out and told as a warning.
Document environmentDocument(const QString &prefix, QByteArrayList entries);

/// Whether a node belongs to a document of the environment.
bool isOfEnvironment(const Node &node);
/// A key as variables spell it: in small letters, `_` for `-`.
QString environmentKey(QStringView key);

} // namespace retune
