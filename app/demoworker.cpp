#include "demoworker.h"

#include "demorun.h"

#include <retune/text/tr.h>

#include <QtCore/QDebug>

#include <algorithm>

namespace retune {

DemoWorker::DemoWorker(QObject *parent)
    : DemoEvents(parent)
{}

DemoWorker::~DemoWorker()
{
    stop();
    const auto deadline = std::chrono::steady_clock::now() + m_endTimeout;
    for (Thread &thread : m_threads) {
        if (thread.run->waitUntilEnded(deadline)) {
            thread.thread.join();
            continue;
        }
        thread.thread.detach();
        qWarning().noquote() << Tr::tr("A call of the code in %1 does not end; it was left as it is.")
                                    .arg(thread.run->folder());
    }
}

void DemoWorker::start(const QString &folder)
{
    if (m_state == State::Paused && folder == m_folder)
        return resume();
    if (m_state == State::Running && folder == m_folder)
        return;
    stop();
    joinEnded();
    m_folder = folder;
    m_run = std::make_shared<DemoRun>(folder, permissionFor(folder));
    connectRun();
    m_threads.push_back({m_run, std::thread([run = m_run] { run->run(); })});
    setState(State::Running);
}

void DemoWorker::connectRun()
{
    const DemoRun *run = m_run.get();
    connect(run, &DemoRun::printed, this, &DemoWorker::printed);
    connect(run, &DemoRun::codeTookOver, this, &DemoWorker::codeTookOver);
    connect(run, &DemoRun::codeRetired, this, &DemoWorker::codeRetired);
    connect(run, &DemoRun::codeFailed, this, &DemoWorker::codeFailed);
    connect(run, &DemoRun::codeLogged, this, &DemoWorker::codeLogged);
    connect(run, &DemoRun::ended, this, [this, weak = std::weak_ptr(m_run)] {
        if (weak.lock() == m_run) // else it is the end of an earlier run
            setState(State::Stopped);
    });
}

/// Those that have not ended are left alone, so that nobody waits for them.
void DemoWorker::joinEnded()
{
    std::erase_if(m_threads, [](Thread &thread) {
        const bool hasEnded = thread.run->waitUntilEnded({});
        if (hasEnded)
            thread.thread.join();
        return hasEnded;
    });
}

void DemoWorker::pause()
{
    if (m_state != State::Running)
        return;
    m_run->setPaused(true);
    setState(State::Paused);
}

void DemoWorker::resume()
{
    if (m_state != State::Paused)
        return;
    m_run->setPaused(false);
    setState(State::Running);
}

void DemoWorker::stop()
{
    if (m_run)
        m_run->end();
    setState(State::Stopped);
}

CodePermission DemoWorker::permissionFor(const QString &folder) const
{
    return folder == m_codeFolder ? m_codePermission : CodePermission();
}

void DemoWorker::setCodePermission(const QString &folder, const CodePermission &permission)
{
    m_codeFolder = folder;
    m_codePermission = permission;
    if (m_run)
        m_run->setCodePermission(permissionFor(m_run->folder()));
}

QList<TaskInfo> DemoWorker::tasks(const QString &folder) const
{
    return m_run && m_run->folder() == folder ? m_run->tasks() : QList<TaskInfo>();
}

void DemoWorker::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace retune
