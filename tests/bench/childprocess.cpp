#include "childprocess.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <system_error>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace retune {

namespace {

[[noreturn]] void failed(const char *what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

[[noreturn]] void runAndLeave(const std::function<bool()> &work)
{
    bool isGood = false;
    try {
        isGood = work();
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
    }
    std::_Exit(isGood ? 0 : 1); // what the copy holds belongs to the other process
}

} // namespace

ChildProcess::ChildProcess(const std::function<bool()> &work)
    : m_id(::fork())
{
    if (m_id < 0)
        failed("fork");
    if (m_id == 0)
        runAndLeave(work);
}

ChildProcess::~ChildProcess()
{
    wait();
}

bool ChildProcess::wait()
{
    int status = 0;
    while (m_id > 0) {
        const pid_t ended = ::waitpid(m_id, &status, 0);
        if (ended < 0 && errno == EINTR)
            continue;
        m_isGood = ended == m_id && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        m_id = -1;
    }
    return m_isGood;
}

SharedMemory::SharedMemory(std::size_t size)
    : m_data(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
    , m_size(size)
{
    if (m_data == MAP_FAILED)
        failed("mmap");
}

SharedMemory::~SharedMemory()
{
    ::munmap(m_data, m_size);
}

Gate::Gate()
{
    if (::pipe(m_ends) != 0)
        failed("pipe");
}

Gate::~Gate()
{
    for (const int end : m_ends) {
        if (end >= 0)
            ::close(end);
    }
}

void Gate::open()
{
    ::close(m_ends[1]);
    m_ends[1] = -1;
}

bool Gate::waitUntilOpen()
{
    ::close(m_ends[1]); // the other process has the only one left: its end, too, opens the gate
    m_ends[1] = -1;
    char byte = 0;
    return ::read(m_ends[0], &byte, 1) == 0;
}

} // namespace retune
