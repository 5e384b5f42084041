#include "latencyreaders.h"

#include "latencyparsers.h"
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
#include <sys/prctl.h>
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

/// A thread that reads a value again and again, as a program's own loop does, from a moment before each edit until it sees that.
class ReadingThread
{
public:
    /// `read` gives the number there is; nothing where it is half-written.
    ReadingThread(int edits, std::function<std::optional<int>()> read)
        : m_sightings(edits)
        , m_read(std::move(read))
    {}
    ~ReadingThread() { stop(); }
    ReadingThread(const ReadingThread &) = delete;
    ReadingThread &operator=(const ReadingThread &) = delete;

    void begin(Monotonic::time_point start, const EditPlan &plan, std::size_t file)
    {
        m_thread = std::thread([this, start, plan, file] {
            ::prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL); // so that a pause is as short as it says
            for (int edit = 1; edit <= plan.edits; ++edit) {
                const auto time = start + plan.timeOf(edit, file);
                std::this_thread::sleep_until(time - lead);
                readUntil(edit, time + (edit < plan.edits ? patience : lastPatience));
            }
        });
    }
    void stop()
    {
        if (m_thread.joinable())
            m_thread.join();
    }
    const Sightings &sightings() const { return m_sightings; }

private:
    static constexpr std::chrono::microseconds lead{200};
    /// Leaves the processor to those who have to do with the edit. A shorter one is over before the thread is off the processor, so
    /// that for the scheduler it never rests, and whoever is woken on its processor waits until its time is up.
    static constexpr std::chrono::microseconds pause{20};
    static constexpr std::chrono::milliseconds patience{15}; // a later sight is made up for at the next edit
    static constexpr std::chrono::seconds lastPatience{10};  // after which there is none

    void readUntil(int edit, Monotonic::time_point end)
    {
        int last = m_sightings.last();
        while (last < edit && Monotonic::now() < end) {
            const std::optional<int> number = m_read();
            if (!number)
                m_sightings.sawHalfWritten();
            else if (*number != last)
                m_sightings.saw(last = *number);
            std::this_thread::sleep_for(pause);
        }
    }

    Sightings m_sightings;
    std::function<std::optional<int>()> m_read;
    std::thread m_thread;
};

/// A store with this one file.
class RetuneReader final : public LatencyReader
{
public:
    RetuneReader(const EditedFile &file, int edits)
        : m_noticed(edits)
        , m_store(*Store::open(file.folder))
        , m_live(m_store->live<NumberedSettings>(file.name(), {}))
        , m_thread(edits, [this] { return numberOf(m_live.get()); })
    {
        QObject::connect(
            m_store.get(), &Store::reloaded, m_store.get(),
            [this] {
                if (const auto number = numberOf(m_live.get()))
                    m_noticed.saw(*number);
                else
                    m_noticed.sawHalfWritten();
            },
            Qt::DirectConnection);
    }
    ~RetuneReader() override { stop(); }

    void expect(Monotonic::time_point start, const EditPlan &plan, std::size_t file) override
    {
        m_thread.begin(start, plan, file);
    }
    void stop() override
    {
        m_thread.stop();
        m_store.reset();
    }
    const Sightings &noticed() const override { return m_noticed; }
    const Sightings *inReadingThread() const override { return &m_thread.sightings(); }

private:
    static std::optional<int> numberOf(const NumberedSettings &settings)
    {
        return settings.first == settings.last ? std::optional(settings.last) : std::nullopt;
    }

    Sightings m_noticed;
    std::unique_ptr<Store> m_store;
    Live<NumberedSettings> m_live;
    ReadingThread m_thread;
};

/// The floor.
class BareReader final : public LatencyReader
{
public:
    BareReader(const EditedFile &file, int edits)
        : m_parse(file.isJson ? numberByQJsonDocument : numberByTomlPlusPlus)
        , m_noticed(edits)
        , m_folder(QFile::encodeName(file.folder))
        , m_name(QFile::encodeName(file.name()))
        , m_path(QFile::encodeName(file.path()))
        , m_inotify(::inotify_init1(IN_CLOEXEC))
        , m_reading(edits, [this] { return std::optional(m_number.load(std::memory_order_acquire)); })
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

    void expect(Monotonic::time_point start, const EditPlan &plan, std::size_t file) override
    {
        m_reading.begin(start, plan, file);
    }
    void stop() override
    {
        if (!m_thread.joinable())
            return;
        test::writeInPlace(QFile::decodeName(m_folder + '/' + stopName), {});
        m_thread.join();
        m_reading.stop();
    }
    const Sightings &noticed() const override { return m_noticed; }
    const Sightings *inReadingThread() const override { return &m_reading.sightings(); }

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
        const auto number = m_parse(contentOf(m_path));
        if (!number)
            return m_noticed.sawHalfWritten();
        m_number.store(*number, std::memory_order_release);
        m_noticed.saw(*number);
    }

    std::optional<int> (*m_parse)(const QByteArray &);
    Sightings m_noticed;
    QByteArray m_folder;
    QByteArray m_name;
    QByteArray m_path;
    int m_inotify;
    std::atomic<int> m_number{0};
    ReadingThread m_reading;
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

LatencyMeans bareMeans(bool isJson)
{
    return {isJson ? u"bare loop, QJsonDocument"_s : u"bare loop, toml++"_s,
            [](const EditedFile &file, int edits) { return std::make_unique<BareReader>(file, edits); },
            false, isJson};
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
