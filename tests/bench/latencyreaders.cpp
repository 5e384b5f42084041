#include "latencyreaders.h"

#include "numberedfile.h"
#include "rawfile.h"

#include <retune/store/store.h>

#include <QtCore/QFile>
#include <QtCore/QFileSystemWatcher>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <array>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

#include <cerrno>
#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace retune {

void Sightings::saw(int number)
{
    if (number == m_last)
        ++m_repeated;
    if (number <= m_last || std::size_t(number) >= m_seen.size())
        return;
    const auto time = Monotonic::now();
    for (int edit = m_last + 1; edit <= number; ++edit)
        m_seen[std::size_t(edit)] = time;
    m_last = number;
}

namespace {

/// The content as bare loops read it: no checks, no allocation that could be spared.
QByteArray contentOf(const QByteArray &path)
{
    QByteArray bytes(512, Qt::Uninitialized);
    const int file = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
    const ssize_t size = file < 0 ? 0 : ::read(file, bytes.data(), std::size_t(bytes.size()));
    if (file >= 0)
        ::close(file);
    bytes.truncate(std::max(size, ssize_t(0)));
    return bytes;
}

/// A thread that calls a function whenever it is woken. Several wakes in a row may become one call.
class WokenThread
{
public:
    explicit WokenThread(std::function<void()> work)
        : m_work(std::move(work))
        , m_thread([this] { run(); })
    {}
    ~WokenThread() { stop(); }
    WokenThread(const WokenThread &) = delete;
    WokenThread &operator=(const WokenThread &) = delete;

    void wake()
    {
        const std::lock_guard lock(m_mutex);
        m_isWoken = true;
        m_changed.notify_one();
    }
    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
            m_changed.notify_one();
        }
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    void run()
    {
        std::unique_lock lock(m_mutex);
        while (!m_isEnding) {
            m_changed.wait(lock, [this] { return m_isWoken || m_isEnding; });
            if (!std::exchange(m_isWoken, false))
                continue;
            lock.unlock();
            m_work();
            lock.lock();
        }
    }

    std::function<void()> m_work;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isWoken = false;
    bool m_isEnding = false;
    std::thread m_thread;
};

/// A store with this one file.
class RetuneReader final : public LatencyReader
{
public:
    RetuneReader(const EditedFile &file, int edits)
        : m_noticed(edits)
        , m_handedOn(edits)
        , m_store(*Store::open(file.folder))
        , m_live(m_store->live<NumberedSettings>(file.name(), {}))
        , m_thread([this] { note(m_live.get(), m_handedOn); })
    {
        QObject::connect(
            m_store.get(), &Store::reloaded, m_store.get(),
            [this] {
                note(m_live.get(), m_noticed);
                m_thread.wake();
            },
            Qt::DirectConnection);
    }
    ~RetuneReader() override { stop(); }

    void stop() override
    {
        m_store.reset();
        m_thread.stop();
    }
    const Sightings &noticed() const override { return m_noticed; }
    const Sightings *handedOn() const override { return &m_handedOn; }

private:
    static void note(const NumberedSettings &settings, Sightings &sightings)
    {
        if (settings.first != settings.last)
            sightings.sawHalfWritten();
        else
            sightings.saw(settings.last);
    }

    Sightings m_noticed;
    Sightings m_handedOn;
    std::unique_ptr<Store> m_store;
    Live<NumberedSettings> m_live;
    WokenThread m_thread;
};

/// The floor.
class BareReader final : public LatencyReader
{
public:
    BareReader(const EditedFile &file, int edits)
        : m_noticed(edits)
        , m_handedOn(edits)
        , m_folder(QFile::encodeName(file.folder))
        , m_name(QFile::encodeName(file.name()))
        , m_path(QFile::encodeName(file.path()))
        , m_inotify(::inotify_init1(IN_CLOEXEC))
        , m_woken([this] { m_handedOn.saw(m_number.load(std::memory_order_acquire)); })
    {
        if (::inotify_add_watch(m_inotify, m_folder.constData(), IN_CLOSE_WRITE | IN_MOVED_TO) < 0)
            throw std::system_error(errno, std::generic_category(), "inotify_add_watch");
        m_thread = std::thread([this] { run(); });
    }
    ~BareReader() override
    {
        stop();
        ::close(m_inotify);
    }

    void stop() override
    {
        if (!m_thread.joinable())
            return;
        test::writeInPlace(QFile::decodeName(m_folder + '/' + stopName), {});
        m_thread.join();
        m_woken.stop();
    }
    const Sightings &noticed() const override { return m_noticed; }
    const Sightings *handedOn() const override { return &m_handedOn; }

private:
    static constexpr char stopName[] = "stop";

    void run()
    {
        alignas(inotify_event) std::array<char, 4096> buffer;
        for (;;) {
            const ssize_t size = ::read(m_inotify, buffer.data(), buffer.size());
            for (const char *at = buffer.data(); at < buffer.data() + size;) {
                const auto *event = reinterpret_cast<const inotify_event *>(at);
                if (qstrcmp(event->name, stopName) == 0)
                    return;
                if (qstrcmp(event->name, m_name.constData()) == 0)
                    readFile();
                at += sizeof(inotify_event) + event->len;
            }
        }
    }
    void readFile()
    {
        const auto number = numberOf(contentOf(m_path));
        if (!number)
            return m_noticed.sawHalfWritten();
        m_noticed.saw(*number);
        m_number.store(*number, std::memory_order_release);
        m_woken.wake();
    }

    Sightings m_noticed;
    Sightings m_handedOn;
    QByteArray m_folder;
    QByteArray m_name;
    QByteArray m_path;
    int m_inotify;
    std::atomic<int> m_number{0};
    WokenThread m_woken;
    std::thread m_thread;
};

/// Reads the whole file at every occasion and notes what it holds.
class ReadingLoop
{
public:
    ReadingLoop(const EditedFile &file, int edits)
        : m_path(QFile::encodeName(file.path()))
        , m_sightings(edits)
    {}
    void read()
    {
        if (const auto number = numberOf(contentOf(m_path)))
            m_sightings.saw(*number);
        else
            m_sightings.sawHalfWritten();
    }
    const Sightings &sightings() const { return m_sightings; }

private:
    QByteArray m_path;
    Sightings m_sightings;
};

/// As it is used with care: file and folder, and the path added anew at every signal.
class QtReader final : public LatencyReader
{
public:
    QtReader(const EditedFile &file, int edits, std::chrono::milliseconds settle)
        : m_path(file.path())
        , m_loop(file, edits)
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context, [this, folder = file.folder, settle] { begin(folder, settle); },
            Qt::BlockingQueuedConnection);
    }
    ~QtReader() override { stop(); }

    void stop() override
    {
        if (!m_thread.isRunning())
            return;
        QMetaObject::invokeMethod(
            &m_context,
            [this] {
                m_watcher.reset();
                m_timer.reset();
            },
            Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    const Sightings &noticed() const override { return m_loop.sightings(); }

private:
    void begin(const QString &folder, std::chrono::milliseconds settle)
    {
        m_timer = std::make_unique<QTimer>();
        m_timer->setSingleShot(true);
        m_timer->setTimerType(Qt::PreciseTimer);
        m_timer->setInterval(settle);
        m_watcher = std::make_unique<QFileSystemWatcher>(QStringList{m_path, folder});
        QObject::connect(m_timer.get(), &QTimer::timeout, &m_context, [this] { m_loop.read(); });
        QObject::connect(m_watcher.get(), &QFileSystemWatcher::fileChanged, &m_context,
                         [this] { noteSignal(); });
        QObject::connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, &m_context,
                         [this] { noteSignal(); });
    }
    void noteSignal()
    {
        m_watcher->removePath(m_path);
        m_watcher->addPath(m_path);
        if (m_timer->interval() > 0)
            m_timer->start();
        else
            m_loop.read();
    }

    QString m_path;
    ReadingLoop m_loop;
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<QTimer> m_timer;
    std::unique_ptr<QFileSystemWatcher> m_watcher;
};

class PollReader final : public LatencyReader
{
public:
    PollReader(const EditedFile &file, int edits, std::chrono::milliseconds interval)
        : m_loop(file, edits)
        , m_interval(interval)
        , m_thread([this] { run(); })
    {}
    ~PollReader() override { stop(); }

    void stop() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
            m_end.notify_one();
        }
        if (m_thread.joinable())
            m_thread.join();
    }
    const Sightings &noticed() const override { return m_loop.sightings(); }

private:
    void run()
    {
        std::unique_lock lock(m_mutex);
        while (!m_end.wait_for(lock, m_interval, [this] { return m_isEnding; }))
            m_loop.read();
    }

    ReadingLoop m_loop;
    std::chrono::milliseconds m_interval;
    std::mutex m_mutex;
    std::condition_variable m_end;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace

LatencyMeans retuneMeans(bool isJson)
{
    return {isJson ? u"Live<T>, JSON"_s : u"Live<T>, TOML"_s,
            [](const EditedFile &file, int edits) { return std::make_unique<RetuneReader>(file, edits); },
            true, isJson};
}

LatencyMeans bareMeans()
{
    return {u"bare inotify loop"_s,
            [](const EditedFile &file, int edits) { return std::make_unique<BareReader>(file, edits); }};
}

LatencyMeans qtMeans(std::chrono::milliseconds settle)
{
    const QString name = settle.count() > 0 ? u"QFileSystemWatcher, settle %1 ms"_s.arg(settle.count())
                                            : u"QFileSystemWatcher"_s;
    return {name, [settle](const EditedFile &file, int edits) {
                return std::make_unique<QtReader>(file, edits, settle);
            }};
}

LatencyMeans pollMeans(std::chrono::milliseconds interval)
{
    return {u"poll each %1 ms"_s.arg(interval.count()), [interval](const EditedFile &file, int edits) {
                return std::make_unique<PollReader>(file, edits, interval);
            }};
}

} // namespace retune
