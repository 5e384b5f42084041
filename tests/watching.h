#pragma once

#include <retune/watch/watcher.h>

#include <QtCore/QStringList>

#include <algorithm>
#include <array>

namespace retune::test {

using Clock = Watcher::Clock;

/// How long a report may take on a busy machine before it counts as missing.
inline constexpr std::chrono::seconds patience{5};
/// How long nothing must come for a watcher to count as done.
inline constexpr std::chrono::milliseconds quiet{120};

inline constexpr std::array allKinds{WatcherKind::Inotify, WatcherKind::Qt, WatcherKind::Scan};

inline bool mentions(const WatchBatch &batch, const QString &path)
{
    return std::any_of(batch.changes.cbegin(), batch.changes.cend(),
                       [&path](const PathChange &change) { return change.path == path; });
}

inline bool rescans(const WatchBatch &batch, const QString &folder)
{
    return std::find(batch.rescan.cbegin(), batch.rescan.cend(), folder) != batch.rescan.cend();
}

/// A watcher that settles quickly. Ends the test program where there is none.
inline std::unique_ptr<Watcher> watcherForTest(WatcherKind kind)
{
    auto made = makeWatcher(
        kind, {.settle = std::chrono::milliseconds(5), .scanInterval = std::chrono::milliseconds(10)});
    if (!made)
        qFatal("%s", qPrintable(made.error().toString()));
    return *std::move(made);
}

/// Inotify has queued an event by the time the call that caused it returns: nothing has to be waited for.
inline WatchBatch whatCame(Watcher &watcher)
{
    return watcher.wait(Clock::now());
}

/// The changes of a batch as text, a line for each, and a line for each folder to look at again.
inline QString inWords(const WatchBatch &batch, const QString &root)
{
    static const char *const hints[] = {"finished", "touched", "modified"};
    QStringList lines;
    for (const PathChange &change : batch.changes)
        lines.append(QLatin1String(hints[int(change.hint)]) + QLatin1Char(' ') +
                     change.path.mid(root.size() + 1));
    for (const QString &folder : batch.rescan)
        lines.append(QStringLiteral("rescan ") + folder.mid(root.size() + 1));
    lines.sort();
    return lines.join(QLatin1Char('\n'));
}

} // namespace retune::test
