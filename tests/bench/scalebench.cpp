#include "scalebench.h"

#include "childprocess.h"
#include "numberedfile.h"

#include "rawfile.h"

#include <retune/store/store.h>

#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

namespace retune {

namespace {

constexpr int oldNumber = 1;
constexpr int newNumber = 2;
/// How long values may take to become right before they count as wrong.
constexpr std::chrono::seconds patience{60};

/// Long enough for a full look to begin and end, and for young files to grow old.
constexpr std::chrono::milliseconds settling{1000};

/// The times that the other process tells.
struct Burst
{
    Monotonic::time_point begin;
    Monotonic::time_point end;
};

bool rewriteAll(const NumberedFolder &folder, Gate &gate, Burst &burst)
{
    const QByteArray text = numberedText(newNumber);
    std::vector<QString> paths;
    for (int index = 0; index < folder.files; ++index)
        paths.push_back(folder.absoluteFile(index));
    if (!gate.waitUntilOpen())
        return false;
    burst.begin = Monotonic::now();
    for (const QString &path : paths)
        test::writeInPlace(path, text);
    burst.end = Monotonic::now();
    return true;
}

/// Waits for revisions in which every file has a number.
class Arrival
{
public:
    Arrival(Store &store, const NumberedFolder &folder)
        : m_store(store)
    {
        for (int index = 0; index < folder.files; ++index)
            m_missing.push_back(folder.file(index));
        m_connection = QObject::connect(
            &store, &Store::reloaded, &store,
            [this] {
                const std::lock_guard lock(m_mutex);
                m_isNew = true;
                m_changed.notify_one();
            },
            Qt::DirectConnection);
    }
    ~Arrival() { QObject::disconnect(m_connection); }
    Arrival(const Arrival &) = delete;
    Arrival &operator=(const Arrival &) = delete;

    /// When every file had it; nothing where that took too long.
    std::optional<Monotonic::time_point> of(int number)
    {
        const auto deadline = Monotonic::now() + patience;
        for (;;) {
            dropArrived(number);
            if (m_missing.empty())
                return Monotonic::now();
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait_until(lock, deadline, [this] { return m_isNew; }))
                return std::nullopt;
            m_isNew = false;
        }
    }

private:
    void dropArrived(int number)
    {
        const Snapshot snapshot = m_store.snapshot();
        const KeyPath key = *KeyPath::parse(u"last");
        std::erase_if(m_missing, [&](const QString &file) {
            const Result<Value> value = snapshot.value(file, key);
            return value && value->text == QString::number(number);
        });
    }

    Store &m_store;
    std::vector<QString> m_missing;
    QMetaObject::Connection m_connection;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isNew = false;
};

ProcessUse useWithin(std::chrono::milliseconds time)
{
    const ProcessUse before = processUse();
    std::this_thread::sleep_for(time);
    return processUse() - before;
}

std::optional<ScaleFigures> measured(const ScaleSizes &sizes, const NumberedFolder &folder)
{
    Shared<Burst> burst;
    Gate gate;
    ChildProcess writer([&] { return rewriteAll(folder, gate, *burst); });
    ScaleFigures figures;
    const double before = processFacts().residentMegabytes;

    const auto begin = Monotonic::now();
    StoreOptions options;
    options.timing.scan = std::chrono::hours(1); // asked for below, to see what it costs
    const auto store = Store::open(folder.path, options);
    if (!store || !(*store)->waitUntilLoaded(patience))
        return std::nullopt;
    figures.open = Monotonic::now() - begin;
    if (!Arrival(**store, folder).of(oldNumber))
        return std::nullopt;
    const ProcessFacts facts = processFacts();
    figures.residentMegabytes = facts.residentMegabytes;
    figures.kilobytesPerFile = (facts.residentMegabytes - before) * 1000 / sizes.files;
    figures.watches = facts.watches;
    std::this_thread::sleep_for(settling);
    figures.idle = useWithin(sizes.idle);

    const quint64 revision = (*store)->revision();
    Arrival arrival(**store, folder);
    gate.open();
    const auto end = arrival.of(newNumber);
    if (!writer.wait() || !end)
        return std::nullopt;
    figures.writing = burst->end - burst->begin;
    figures.burst = std::max(*end, burst->end) - burst->end;
    figures.burstRevisions = int((*store)->revision() - revision);
    figures.overflows = (*store)->watchStatus().overflows;

    std::this_thread::sleep_for(settling);
    (*store)->rescan();
    figures.scan = useWithin(settling).processorTime;
    return figures;
}

} // namespace

std::optional<ScaleFigures> measureScale(const ScaleSizes &sizes)
{
    const QTemporaryDir temporary;
    const NumberedFolder folder{temporary.path(), sizes.files, sizes.folders};
    folder.make(oldNumber);
    Shared<std::optional<ScaleFigures>> figures;
    ChildProcess child([&] {
        *figures = measured(sizes, folder);
        return true;
    });
    return child.wait() ? *figures : std::nullopt;
}

} // namespace retune
