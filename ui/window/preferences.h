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

/// Sizes and places of the window's parts, each under a name of its own.
QByteArray savedLayout(const QString &part);
void saveLayout(const QString &part, const QByteArray &layout);

} // namespace retune
