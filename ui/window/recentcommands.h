#pragma once

#include <QtCore/QStringList>

namespace retune {

// The commands that were run in a folder, as they were typed, kept with the preferences. None is ever run by itself.

/// Newest first, ten at most.
QStringList recentCommands(const QString &folder);
/// A command that seems to hold a secret is not kept: the file of preferences is no place for it.
void addRecentCommand(const QString &folder, const QString &command);

} // namespace retune
