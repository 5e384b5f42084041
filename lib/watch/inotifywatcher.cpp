#include <retune/watch/inotifywatcher.h>

#include <retune/text/tr.h>
#include <retune/watch/refusal.h>

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace retune {

namespace {

/// How often a full buffer is read before the owner gets to see what came: a writer that never rests must not keep it.
constexpr int maxReads = 64;

constexpr std::size_t largestEvent = sizeof(inotify_event) + NAME_MAX + 1;

constexpr std::uint32_t createdOrRemoved = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;

Hint hintOf(std::uint32_t mask)
{
    if (mask & (IN_CLOSE_WRITE | IN_MOVED_TO))
        return Hint::Finished;
    return mask & IN_MODIFY ? Hint::Modified : Hint::Touched;
}

/// Whether the event leaves neither a folder nor a link to one. What is made or moved here without being a folder may be such
/// a link.
bool leavesNoFolder(std::uint32_t mask)
{
    const bool isWritten = mask & (IN_MODIFY | IN_CLOSE_WRITE);
    const bool isAway = mask & (IN_DELETE | IN_MOVED_FROM);
    return isWritten || isAway;
}

/// Whether a write says nothing that the next event does not say as well. A save in place is a handful of them, and its readers
/// wait for the last.
bool isCovered(const inotify_event &event, const inotify_event &next)
{
    return event.mask == IN_MODIFY && (next.mask == IN_MODIFY || next.mask == IN_CLOSE_WRITE) &&
           event.wd == next.wd && event.len > 0 && next.len > 0 && std::strcmp(event.name, next.name) == 0;
}

/// What is left until the deadline, as ppoll wants it. Null: no deadline.
const timespec *timeLeft(Watcher::Clock::time_point deadline, timespec &left)
{
    using namespace std::chrono;
    if (deadline == Watcher::Clock::time_point::max())
        return nullptr;
    const nanoseconds time = std::max<nanoseconds>(deadline - Watcher::Clock::now(), 0ns);
    left.tv_sec = static_cast<time_t>(duration_cast<seconds>(time).count());
    left.tv_nsec = static_cast<long>((time % 1s).count());
    return &left;
}

Unexpected<Problem> noInstance(int error)
{
    const QString message =
        error == EMFILE ? Tr::tr("no inotify instance is left for this user or no open file for this program "
                                 "(the limits are fs.inotify.max_user_instances and RLIMIT_NOFILE)")
                        : Tr::tr("the system gives no inotify instance: %1").arg(qt_error_string(error));
    return Unexpected{Problem{ProblemKind::Watch, {}, {}, {}, message}};
}

} // namespace

Result<std::unique_ptr<Watcher>> InotifyWatcher::make(AddInotifyWatch addWatch)
{
    const int inotify = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (inotify < 0)
        return noInstance(errno);
    const int wakeUp = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (wakeUp < 0) {
        const int error = errno;
        ::close(inotify);
        return noInstance(error);
    }
    if (!addWatch)
        addWatch = &::inotify_add_watch;
    return std::unique_ptr<Watcher>(new InotifyWatcher(inotify, wakeUp, std::move(addWatch)));
}

InotifyWatcher::InotifyWatcher(int inotify, int wakeUp, AddInotifyWatch addWatch)
    : m_inotify(inotify)
    , m_wakeUp(wakeUp)
    , m_watches(inotify, std::move(addWatch))
{}

InotifyWatcher::~InotifyWatcher()
{
    ::close(m_inotify);
    ::close(m_wakeUp);
}

Result<void> InotifyWatcher::addFolder(const QString &spelled)
{
    const QString folder = withoutTrailingSlashes(spelled);
    if (!QDir::isAbsolutePath(folder))
        return Unexpected{refusedFolder(spelled, Refusal::Relative)};
    const int before = m_watches.isFolder(folder) ? m_watches.watchOf(folder) : -1;
    Result<void> added = m_watches.addFolder(folder);
    if (before >= 0 && m_watches.watchOf(folder) != before)
        renew(folder);
    return added;
}

void InotifyWatcher::removeFolder(const QString &folder)
{
    m_watches.removeFolder(withoutTrailingSlashes(folder));
}

void InotifyWatcher::addFile(const QString &file)
{
    if (QDir::isAbsolutePath(file))
        m_watches.addFile(file);
}

WatchBatch InotifyWatcher::wait(Clock::time_point deadline)
{
    std::array<pollfd, 2> sources{pollfd{m_inotify, POLLIN, POLLIN}, pollfd{m_wakeUp, POLLIN, POLLIN}};
    for (;;) {
        // Looked at before the wait, so that an event that comes in between ends it.
        const bool late = Clock::now() >= deadline;
        if (sources[0].revents != 0)
            drainQueue();
        std::uint64_t wakes = 0;
        if (sources[1].revents != 0 && ::read(m_wakeUp, &wakes, sizeof wakes) > 0)
            m_pending.setWoken();
        if (late || !m_pending.isEmpty())
            return m_pending.take();
        timespec left;
        if (::ppoll(sources.data(), sources.size(), timeLeft(deadline, left), nullptr) <= 0)
            sources[0].revents = sources[1].revents = 0;
    }
}

void InotifyWatcher::wake()
{
    const std::uint64_t one = 1;
    // Fails only when the counter is full, and then the wait ends anyway.
    static_cast<void>(::write(m_wakeUp, &one, sizeof one));
}

WatchStatus InotifyWatcher::status() const
{
    return {WatcherKind::Inotify, m_watches.watchedFolders(), m_overflows, m_watches.refused(), {}, {}};
}

void InotifyWatcher::drainQueue()
{
    alignas(inotify_event) std::array<char, 65536> buffer;
    for (int reads = 0; reads < maxReads; ++reads) {
        const ssize_t size = ::read(m_inotify, buffer.data(), buffer.size());
        if (size <= 0)
            return;
        for (const char *at = buffer.data(); at < buffer.data() + size;) {
            const auto *event = reinterpret_cast<const inotify_event *>(at);
            at += sizeof(inotify_event) + event->len;
            const bool isLast = at >= buffer.data() + size;
            if (isLast || !isCovered(*event, *reinterpret_cast<const inotify_event *>(at)))
                take(*event);
        }
        if (static_cast<std::size_t>(size) + largestEvent <= buffer.size())
            return; // what would have fit was not there
    }
}

void InotifyWatcher::take(const inotify_event &event)
{
    if (event.mask & IN_Q_OVERFLOW) {
        takeOverflow();
        return;
    }
    const QStringList folders = m_watches.pathsOf(event.wd);
    if (event.mask & IN_IGNORED)
        m_watches.forget(event.wd);
    for (const QString &folder : folders) {
        if (event.len > 0)
            takeEntry(folder, QFile::decodeName(event.name), event.mask);
        else if (event.mask & IN_ATTRIB)
            takeAttributes(folder);
        else
            renew(folder);
    }
}

void InotifyWatcher::takeOverflow()
{
    ++m_overflows;
    renew(QStringLiteral("/"));
}

void InotifyWatcher::takeAttributes(const QString &folder)
{
    // What the folder lets be read may have changed with its permissions.
    if (m_watches.isFolder(folder))
        m_pending.addRescan(folder);
}

void InotifyWatcher::takeEntry(const QString &folder, const QString &name, std::uint32_t mask)
{
    const QString path = entryPath(folder, name);
    if (m_watches.isFolder(folder))
        m_pending.addChange(path, hintOf(mask), leavesNoFolder(mask));
    const QStringList followers = m_watches.followers(folder, name);
    if (mask & createdOrRemoved) {
        for (const QString &follower : followers) {
            if (m_watches.isFolder(follower))
                renew(follower);
        }
    }
    for (const QString &file : followers + QStringList{path}) {
        if (!m_watches.isFile(file))
            continue;
        if (mask & createdOrRemoved)
            m_watches.renewFile(file);
        m_pending.addChange(file, hintOf(mask), file == path && leavesNoFolder(mask));
    }
}

/// Puts the watches on what the path names now. What happened below it while they stood elsewhere is not known.
void InotifyWatcher::renew(const QString &path)
{
    const Renewed renewed = m_watches.renewBelow(path);
    for (const QString &folder : renewed.folders)
        m_pending.addRescan(folder);
    for (const QString &file : renewed.files)
        m_pending.addChange(file, Hint::Touched);
}

} // namespace retune
