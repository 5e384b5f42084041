#include <retune/watch/watcher.h>

#include <retune/text/tr.h>
#include <retune/watch/automaticwatcher.h>
#include <retune/watch/filesystem.h>
#include <retune/watch/qtwatcher.h>
#include <retune/watch/scanwatcher.h>
#ifdef Q_OS_LINUX
#    include <retune/watch/inotifywatcher.h>
#endif

#include <array>

namespace retune {

Result<std::unique_ptr<Watcher>> makeWatcher(WatcherKind kind, const WatchOptions &options)
{
    switch (kind) {
    case WatcherKind::Qt:
        return QtWatcher::make(options);
    case WatcherKind::Scan:
        return std::unique_ptr<Watcher>(std::make_unique<ScanWatcher>(options));
    case WatcherKind::Inotify:
        break;
    }
#ifdef Q_OS_LINUX
    return InotifyWatcher::make();
#else
    return Unexpected{Problem{ProblemKind::Watch, {}, {}, {}, Tr::tr("inotify is there on Linux only")}};
#endif
}

std::unique_ptr<Watcher> makeWatcher(const WatchOptions &options)
{
    Result<std::unique_ptr<Watcher>> events = makeWatcher(watcherKinds().front(), options);
    if (events)
        return std::make_unique<AutomaticWatcher>(*std::move(events), options, &remoteFileSystem);
    return std::make_unique<ScanWatcher>(options, events.error().message);
}

std::vector<WatcherKind> watcherKinds()
{
#ifdef Q_OS_LINUX
    return {WatcherKind::Inotify, WatcherKind::Qt, WatcherKind::Scan};
#else
    return {WatcherKind::Qt, WatcherKind::Scan};
#endif
}

QString watcherName(WatcherKind kind)
{
    switch (kind) {
    case WatcherKind::Inotify:
        return QStringLiteral("inotify");
    case WatcherKind::Qt:
        return QStringLiteral("qt");
    case WatcherKind::Scan:
        return QStringLiteral("scan");
    }
    return {};
}

std::optional<WatcherKind> watcherByName(QStringView name)
{
    for (const WatcherKind kind : std::array{WatcherKind::Inotify, WatcherKind::Qt, WatcherKind::Scan}) {
        if (watcherName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

} // namespace retune
