#include <retune/watch/watcher.h>

#include <retune/text/tr.h>
#include <retune/watch/qtwatcher.h>
#ifdef Q_OS_LINUX
#    include <retune/watch/inotifywatcher.h>
#endif

namespace retune {

Result<std::unique_ptr<Watcher>> makeWatcher(WatcherKind kind, const WatchOptions &options)
{
    if (kind == WatcherKind::Qt)
        return QtWatcher::make(options);
#ifdef Q_OS_LINUX
    return InotifyWatcher::make();
#else
    return Unexpected{Problem{ProblemKind::Watch, {}, {}, {}, Tr::tr("inotify is there on Linux only")}};
#endif
}

Result<std::unique_ptr<Watcher>> makeWatcher(const WatchOptions &options)
{
#ifdef Q_OS_LINUX
    Result<std::unique_ptr<Watcher>> inotify = makeWatcher(WatcherKind::Inotify, options);
    if (inotify)
        return inotify;
    // The reason against the better one is the one to tell when there is neither.
    Result<std::unique_ptr<Watcher>> qt = makeWatcher(WatcherKind::Qt, options);
    return qt ? std::move(qt) : std::move(inotify);
#else
    return makeWatcher(WatcherKind::Qt, options);
#endif
}

QString watcherName(WatcherKind kind)
{
    switch (kind) {
    case WatcherKind::Inotify:
        return QStringLiteral("inotify");
    case WatcherKind::Qt:
        return QStringLiteral("qt");
    }
    return {};
}

} // namespace retune
