#pragma once

#include "changes/diffoptions.h"
#include "style/theme.h"

#include <retune/edit/liveapply.h>
#include <retune/watch/watcher.h>

#include <QtCore/QByteArray>
#include <QtCore/QMap>
#include <QtCore/QStringList>

#include <optional>

namespace retune {

// What the window remembers from run to run, in the user's `Retune/Retune.ini`. Tests redirect it by QSettings::setPath
// for QSettings::IniFormat.

/// The folders opened last, newest first, without those that are gone.
QStringList recentFolders();
void addRecentFolder(const QString &folder);
void clearRecentFolders();

/// How comparisons are shown.
DiffOptions preferredDiffOptions();
void setPreferredDiffOptions(const DiffOptions &options);

Theme preferredTheme();
void setPreferredTheme(Theme theme);

/// The language of the window by the name of its locale, `en` or `zh_CN`; empty: that of the system, also where it is none of
/// these.
QString preferredLanguage();
void setPreferredLanguage(const QString &language);

/// The size of the texts of files in points; 0: that of the system.
inline constexpr int smallestTextSize = 6;
inline constexpr int largestTextSize = 40;
int preferredTextSize();
void setPreferredTextSize(int points);

/// Whether the user has been shown what to do first.
bool hasSeenHint();
void setHintSeen();

/// How much is kept of the history of each folder, and for how long.
struct HistoryLimits
{
    int days = 365;
    int megabytes = 256;
};
HistoryLimits historyLimits();
void setHistoryLimits(const HistoryLimits &limits);

/// The watcher chosen by hand, as in `watcher=scan`. Nothing: the best that this system has, also where the name is none or
/// that of a watcher of another system.
std::optional<WatcherKind> preferredWatcher();
void setPreferredWatcher(std::optional<WatcherKind> kind);

/// The size of the largest files that are read, in bytes; kept as people write it, as in `maximumFileSize=100M`. What is
/// no size counts as the library's own limit.
qint64 maximumFileSize();
void setMaximumFileSize(qint64 bytes);

/// Whether the user lets the code of this folder run: asked for by its canonical path, so that neither another spelling of it
/// nor another folder behind a link has its trust.
bool isTrustedFolder(const QString &folder);
void setTrustedFolder(const QString &folder, bool isTrusted);

/// Whether the history of a folder is kept across restarts; it is, unless the user has said otherwise for this folder.
bool keepsHistory(const QString &folder);
void setKeepsHistory(const QString &folder, bool isKept);

/// Which files of a folder are saved with each edit; none, unless the user says so.
LiveSwitches liveSwitches(const QString &folder);
void setLiveSwitches(const QString &folder, const LiveSwitches &switches);

/// Whether `.cpp` files of trusted folders are compiled and run; not unless the user says so.
bool compilesSources();
void setCompilesSources(bool isCompiling);

/// Sizes and places of the window's parts, each under a name of its own.
QByteArray savedLayout(const QString &part);
/// Many of them at once, each under its name. Waits for the disk where one has changed.
void saveLayout(const QMap<QString, QByteArray> &layout);

} // namespace retune
