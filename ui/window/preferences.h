#pragma once

#include "style/theme.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

namespace retune {

// What the window remembers from run to run, in the user's `Retune/Retune.ini`. Tests redirect it by QSettings::setPath
// for QSettings::IniFormat.

/// The folders opened last, newest first, without those that are gone.
QStringList recentFolders();
void addRecentFolder(const QString &folder);
void clearRecentFolders();

Theme preferredTheme();
void setPreferredTheme(Theme theme);

/// The size of the largest files that are read, in bytes; kept as people write it, as in `maximumFileSize=100M`. What is
/// no size counts as the library's own limit.
qint64 maximumFileSize();
void setMaximumFileSize(qint64 bytes);

/// Sizes and places of the window's parts, each under a name of its own.
QByteArray savedLayout(const QString &part);
void saveLayout(const QString &part, const QByteArray &layout);

} // namespace retune
