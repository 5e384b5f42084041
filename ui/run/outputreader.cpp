#include "run/outputreader.h"

#include "run/outputlines.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace retune {

namespace {

constexpr std::size_t pieceSize = 64 * 1024;
/// What is left of the output when the program has ended is there already; this much later nothing else comes.
constexpr int quietAtEnd = 100;
constexpr std::chrono::seconds longestRest{2};

} // namespace

struct OutputReader::Source
{
    int descriptor;
    bool isError;
    OutputLines lines{};
};

OutputReader::OutputReader(int standardOutput, int standardError)
{
    if (::pipe2(m_wakePipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        m_wakePipe = {-1, -1}; // no descriptors left: the end is noticed when the program closes its output
    m_thread = std::thread([this, standardOutput, standardError] { run(standardOutput, standardError); });
}

OutputReader::~OutputReader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isAborted = true;
    }
    m_taken.notify_all();
    wake();
    m_thread.join();
    for (const int end : m_wakePipe) {
        if (end >= 0)
            ::close(end);
    }
}

QList<ProgramLine> OutputReader::take(int count)
{
    QList<ProgramLine> lines;
    {
        const std::lock_guard lock(m_mutex);
        while (!m_lines.empty() && lines.size() < count) {
            m_characters -= m_lines.front().text.size();
            lines.append(std::move(m_lines.front()));
            m_lines.pop_front();
        }
    }
    m_taken.notify_all();
    return lines;
}

bool OutputReader::isAtEnd() const
{
    const std::lock_guard lock(m_mutex);
    return m_isFinished && m_lines.empty();
}

void OutputReader::readRest()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    wake();
}

void OutputReader::wake() const
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(m_wakePipe[1], &byte, 1);
}

// In the reader's thread

void OutputReader::run(int standardOutput, int standardError)
{
    using Clock = std::chrono::steady_clock;
    std::array<Source, 2> sources{Source{standardOutput, false}, Source{standardError, true}};
    std::optional<Clock::time_point> end;
    while (sources[0].descriptor >= 0 || sources[1].descriptor >= 0) {
        std::array<pollfd, 3> waiting{pollfd{sources[0].descriptor, POLLIN, 0},
                                      pollfd{sources[1].descriptor, POLLIN, 0},
                                      pollfd{end ? -1 : m_wakePipe[0], POLLIN, 0}};
        const int ready = ::poll(waiting.data(), waiting.size(), end ? quietAtEnd : -1);
        if (ready < 0 && errno != EINTR)
            break;
        if (end && (ready == 0 || Clock::now() > *end))
            break;
        {
            const std::lock_guard lock(m_mutex);
            if (m_isAborted)
                break;
            if (m_isEnding && !end)
                end = Clock::now() + longestRest;
        }
        bool goesOn = true;
        for (std::size_t i = 0; i < sources.size() && goesOn; ++i) {
            if (ready > 0 && waiting[i].revents != 0)
                goesOn = readFrom(sources[i]);
        }
        if (!goesOn)
            break;
    }
    for (Source &source : sources) {
        push(source.lines.takeRest(), source.isError);
        if (source.descriptor >= 0)
            ::close(source.descriptor);
    }
    const std::lock_guard lock(m_mutex);
    m_isFinished = true;
}

/// False when nobody wants to hear more.
bool OutputReader::readFrom(Source &source)
{
    std::array<char, pieceSize> piece; // NOLINT: filled by read
    const ssize_t size = ::read(source.descriptor, piece.data(), piece.size());
    if (size > 0)
        return push(source.lines.take(QByteArrayView(piece.data(), size)), source.isError);
    if (size < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    ::close(source.descriptor);
    source.descriptor = -1;
    return push(source.lines.takeRest(), source.isError);
}

bool OutputReader::push(const QStringList &texts, bool isError)
{
    const QDateTime now = QDateTime::currentDateTimeUtc(); // quick: there may be 20,000 a second
    std::unique_lock lock(m_mutex);
    for (const QString &text : texts) {
        m_taken.wait(lock, [this] {
            return m_isAborted || (m_lines.size() < mostLines && m_characters < mostCharacters);
        });
        if (m_isAborted)
            return false;
        m_characters += text.size();
        m_lines.push_back({now, isError, text});
    }
    return true;
}

} // namespace retune
