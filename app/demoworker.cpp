#include "demoworker.h"

#include "demoprinter.h"

#include <retune/text/tr.h>

#include <exception>

namespace retune {

DemoWorker::DemoWorker(QObject *parent)
    : QObject(parent)
{}

DemoWorker::~DemoWorker()
{
    end();
}

void DemoWorker::start(const QString &folder)
{
    if (m_state == State::Paused && folder == m_folder)
        return resume();
    if (m_state == State::Running && folder == m_folder)
        return;
    end();
    m_folder = folder;
    m_isPaused = false;
    m_isEnding = false;
    // It may use `this`: the destructor, and each start, joins it first.
    m_thread = std::thread([this, folder, runNumber = ++m_runs] {
        run(folder);
        const auto noteEnd = [this, runNumber] {
            if (runNumber == m_runs)
                setState(State::Stopped);
        };
        QMetaObject::invokeMethod(this, noteEnd, Qt::QueuedConnection);
    });
    setState(State::Running);
}

void DemoWorker::pause()
{
    if (m_state != State::Running)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isPaused = true;
    }
    setState(State::Paused);
}

void DemoWorker::resume()
{
    if (m_state != State::Paused)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isPaused = false;
    }
    wake();
    setState(State::Running);
}

void DemoWorker::stop()
{
    // The thread is joined later, so that the window need not wait for it.
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    wake();
    setState(State::Stopped);
}

void DemoWorker::setCodePermission(const QString &folder, const CodePermission &permission)
{
    {
        const std::lock_guard lock(m_mutex);
        m_codeFolder = folder;
        m_codePermission = permission;
    }
    wake();
}

QList<TaskInfo> DemoWorker::tasks(const QString &folder) const
{
    const std::lock_guard lock(m_mutex); // so that it does not go meanwhile
    return m_code && folder == m_runningFolder ? m_code->tasks() : QList<TaskInfo>();
}

void DemoWorker::end()
{
    stop();
    if (m_thread.joinable())
        m_thread.join();
}

void DemoWorker::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void DemoWorker::wake()
{
    // Locked, so that the thread cannot fall asleep between looking and waiting.
    const std::lock_guard lock(m_mutex);
    m_wake.notify_all();
}

// In the worker's thread

void DemoWorker::run(const QString &folder)
{
    StoreOptions options;
    options.codeFolder = codeFolder.toString();
    const Result<std::unique_ptr<Store>> store = Store::open(folder, options);
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
        m_runningFolder = folder;
        m_code = &code;
    }
    DemoPrinter printer(**store);
    loop(printer, code);
    const std::lock_guard lock(m_mutex);
    m_code = nullptr;
}

void DemoWorker::loop(DemoPrinter &printer, DemoCode &code)
{
    std::unique_lock lock(m_mutex);
    const CodePermission permission = codePermission();
    lock.unlock();
    code.setPermission(permission);
    do {
        takeTurn(printer, code);
    } while (waitForTurn(printer, code));
}

void DemoWorker::takeTurn(DemoPrinter &printer, DemoCode &code)
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

/// What is allowed of the code in the folder of the thread; locked by the caller.
CodePermission DemoWorker::codePermission() const
{
    return m_codeFolder == m_runningFolder ? m_codePermission : CodePermission();
}

bool DemoWorker::mayCall(const DemoCode &code) const
{
    const std::lock_guard lock(m_mutex);
    return !m_isEnding && code.permission() == codePermission();
}

/// Waits for as long as `interval` says now: a reload wakes it, and it looks again. What is allowed of the code is followed at
/// once, also while it is paused. False when the loop is to end.
bool DemoWorker::waitForTurn(DemoPrinter &printer, DemoCode &code)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point printedAt = Clock::now();
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (m_isEnding)
            return false;
        const auto turn = printedAt + std::chrono::duration_cast<Clock::duration>(printer.interval());
        if (const CodePermission permission = codePermission(); permission != code.permission()) {
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
