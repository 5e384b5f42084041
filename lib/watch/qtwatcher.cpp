#include <retune/watch/qtwatcher.h>

#include <retune/text/tr.h>
#include <retune/watch/linkchain.h>
#include <retune/watch/refusal.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>

namespace retune {

namespace {

/// Calls a function in the thread of the object, and waits for it to return.
template<typename Function>
void callIn(const QObject &object, Function function)
{
    QMetaObject::invokeMethod(const_cast<QObject *>(&object), function, Qt::BlockingQueuedConnection);
}

} // namespace

Result<std::unique_ptr<Watcher>> QtWatcher::make(const WatchOptions &options)
{
    if (!QCoreApplication::instance()) {
        return Unexpected{
            Problem{ProblemKind::Watch,
                    {},
                    {},
                    {},
                    Tr::tr("QFileSystemWatcher works only in a program with a QCoreApplication")}};
    }
    return std::unique_ptr<Watcher>(new QtWatcher(options));
}

QtWatcher::QtWatcher(const WatchOptions &options)
{
    m_inThread.moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("retune-watch"));
    m_thread.start();
    callIn(m_inThread, [this, options] {
        m_watches = std::make_unique<QtWatches>(options, [this](const WatchBatch &batch) { take(batch); });
    });
}

QtWatcher::~QtWatcher()
{
    callIn(m_inThread, [this] { m_watches.reset(); });
    m_thread.quit();
    m_thread.wait();
}

Result<void> QtWatcher::addFolder(const QString &folder)
{
    if (!QDir::isAbsolutePath(folder))
        return Unexpected{refusedFolder(folder, Refusal::Relative)};
    Result<void> result;
    callIn(m_inThread, [&] { result = m_watches->addFolder(withoutTrailingSlashes(folder)); });
    return result;
}

void QtWatcher::removeFolder(const QString &folder)
{
    callIn(m_inThread, [&] { m_watches->removeFolder(withoutTrailingSlashes(folder)); });
}

void QtWatcher::addFile(const QString &file)
{
    if (QDir::isAbsolutePath(file))
        callIn(m_inThread, [&] { m_watches->addFile(file); });
}

void QtWatcher::removeFile(const QString &file)
{
    callIn(m_inThread, [&] { m_watches->removeFile(file); });
}

WatchBatch QtWatcher::wait(Clock::time_point deadline)
{
    std::unique_lock lock(m_mutex);
    const auto somethingCame = [this] { return !m_pending.isEmpty(); };
    if (deadline == Clock::time_point::max())
        m_changed.wait(lock, somethingCame);
    else
        m_changed.wait_until(lock, deadline, somethingCame);
    return m_pending.take();
}

void QtWatcher::wake()
{
    const std::lock_guard lock(m_mutex);
    m_pending.setWoken();
    m_changed.notify_one();
}

WatchStatus QtWatcher::status() const
{
    WatchStatus status;
    callIn(m_inThread, [&] { status = m_watches->status(); });
    return status;
}

void QtWatcher::take(const WatchBatch &batch)
{
    const std::lock_guard lock(m_mutex);
    for (const PathChange &change : batch.changes)
        m_pending.addChange(change.path, change.hint);
    for (const QString &folder : batch.rescan)
        m_pending.addRescan(folder);
    m_changed.notify_one();
}

} // namespace retune
