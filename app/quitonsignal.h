#pragma once

#include <QtCore/QSocketNotifier>

#include <memory>

namespace retune {

/// While it exists, SIGINT, SIGTERM and SIGHUP end the event loop with status 0 instead of killing the program, as
/// `QCoreApplication::quit` does: windows are closed before, and may refuse. A second signal kills, so that a program that hangs
/// can still be stopped with Ctrl+C. SIGHUP stays ignored where it is (`nohup`). One object at a time.
class QuitOnSignal
{
public:
    QuitOnSignal();
    ~QuitOnSignal();
    QuitOnSignal(const QuitOnSignal &) = delete;
    QuitOnSignal &operator=(const QuitOnSignal &) = delete;

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace retune
