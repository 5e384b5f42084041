#pragma once

#include <QtCore/QString>

namespace retune {

/// Whether the process, or one that it started, watches this folder for changes, as every program does that reads its settings
/// through the library where there is inotify. False where that cannot be known: it is not for certain, and no more than a reason
/// to say something or not. Linux; false elsewhere.
bool watchesFolder(qint64 process, const QString &folder);

} // namespace retune
