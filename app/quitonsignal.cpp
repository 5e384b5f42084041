#include "quitonsignal.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace retune {

namespace {

// A signal handler may do next to nothing: it writes a byte into this pipe, and the event loop reads it.
std::array<int, 2> pipeEnds{-1, -1};

extern "C" void wakeEventLoop(int)
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &byte, 1);
}

bool isIgnored(int signal)
{
    struct sigaction action = {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void setHandler(void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (signal != SIGHUP || !isIgnored(signal))
            ::sigaction(signal, &action, nullptr);
    }
}

} // namespace

QuitOnSignal::QuitOnSignal()
{
    if (::pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // no descriptors left: the signals kill, as they do by default
    m_notifier = std::make_unique<QSocketNotifier>(pipeEnds[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [] { QCoreApplication::quit(); });
    setHandler(&wakeEventLoop, SA_RESTART | int(SA_RESETHAND));
}

QuitOnSignal::~QuitOnSignal()
{
    setHandler(SIG_DFL, 0);
    m_notifier.reset();
    for (const int end : pipeEnds) {
        if (end >= 0)
            ::close(end);
    }
}

} // namespace retune
