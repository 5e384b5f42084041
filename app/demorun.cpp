#include "demorun.h"

#include "demoprinter.h"
#include "demoworker.h"

#include <retune/text/tr.h>

#include <exception>

namespace retune {

DemoRun::DemoRun(const QString &folder, const CodePermission &permission)
    : m_folder(folder)
    , m_permission(permission)
{}

DemoRun::~DemoRun() = default;

void DemoRun::setPaused(bool isPaused)
{
    const std::lock_guard lock(m_mutex);
    m_isPaused = isPaused;
    m_wake.notify_all();
}

void DemoRun::setCodePermission(const CodePermission &permission)
{
    const std::lock_guard lock(m_mutex);
    m_permission = permission;
    m_wake.notify_all();
}

QList<TaskInfo> DemoRun::tasks() const
{
    const std::lock_guard lock(m_mutex); // so that it does not go meanwhile
    return m_code ? m_code->tasks() : QList<TaskInfo>();
}

void DemoRun::end()
{
    const std::lock_guard lock(m_mutex);
    m_isEnding = true;
    m_wake.notify_all();
}

bool DemoRun::waitUntilEnded(std::chrono::steady_clock::time_point deadline) const
{
    std::unique_lock lock(m_mutex);
    return m_wake.wait_until(lock, deadline, [this] { return m_hasEnded; });
}

void DemoRun::wake()
{
    // Locked, so that the thread cannot fall asleep between looking and waiting.
    const std::lock_guard lock(m_mutex);
    m_wake.notify_all();
}

// In its own thread

void DemoRun::run()
{
    runInFolder();
    Q_EMIT ended();
    const std::lock_guard lock(m_mutex);
    m_hasEnded = true;
    m_wake.notify_all();
}

void DemoRun::runInFolder()
{
    StoreOptions options;
    options.codeFolder = DemoWorker::codeFolder.toString();
    const Result<std::unique_ptr<Store>> store = Store::open(m_folder, options);
    if (!store) {
        Q_EMIT printed(QDateTime::currentDateTime(), store.error().toString());
        return;
    }
    // Without a receiver these run in the store's thread, at once.
    connect(store->get(), &Store::loaded, [this] { wake(); });
    connect(store->get(), &Store::reloaded, [this] { wake(); });
    connect(store->get(), &Store::reloadFailed, [this] { wake(); });
    connect(store->get(), &Store::callFailed, [this](const Problem &problem) {
        Q_EMIT printed(QDateTime::currentDateTime(), problem.toString());
    });
    DemoCode code(**store, *this);
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [&] { return m_isEnding || (*store)->isLoaded(); });
        if (m_isEnding)
            return;
        m_code = &code;
    }
    DemoPrinter printer(**store);
    loop(printer, code);
    const std::lock_guard lock(m_mutex);
    m_code = nullptr;
}

void DemoRun::loop(DemoPrinter &printer, DemoCode &code)
{
    std::unique_lock lock(m_mutex);
    const CodePermission permission = m_permission;
    lock.unlock();
    code.setPermission(permission);
    do {
        takeTurn(printer, code);
    } while (waitForTurn(printer, code));
}

void DemoRun::takeTurn(DemoPrinter &printer, DemoCode &code)
{
    const auto print = [this](const QString &line) { Q_EMIT printed(QDateTime::currentDateTime(), line); };
    try {
        if (const std::optional<QString> line = printer.nextLine())
            print(*line);
        code.callAll([&] { return mayCall(code); }, print);
    } catch (const std::exception &exception) {
        print(
            Tr::tr("The worker met an error and goes on: %1").arg(QString::fromLocal8Bit(exception.what())));
    }
}

bool DemoRun::mayCall(const DemoCode &code) const
{
    const std::lock_guard lock(m_mutex);
    return !m_isEnding && code.permission() == m_permission;
}

/// Waits for as long as `interval` says now: a reload wakes it, and it looks again. What is allowed of the code is followed at
/// once, also while it is paused. False when the loop is to end.
bool DemoRun::waitForTurn(DemoPrinter &printer, DemoCode &code)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point printedAt = Clock::now();
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (m_isEnding)
            return false;
        const auto turn = printedAt + std::chrono::duration_cast<Clock::duration>(printer.interval());
        if (const CodePermission permission = m_permission; permission != code.permission()) {
            lock.unlock(); // what runs may take a while to end
            code.setPermission(permission);
            lock.lock();
        } else if (m_isPaused) {
            m_wake.wait(lock);
        } else if (const std::optional<QString> complaint = printer.intervalComplaint()) {
            lock.unlock(); // whoever hears of it may pause or stop
            Q_EMIT printed(QDateTime::currentDateTime(), *complaint);
            lock.lock();
        } else if (Clock::now() >= turn) {
            return true;
        } else {
            m_wake.wait_until(lock, turn);
        }
    }
}

} // namespace retune
