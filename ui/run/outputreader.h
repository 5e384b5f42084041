#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QString>

#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace retune {

/// A line that a program printed, when it was read.
struct ProgramLine
{
    QDateTime when;
    bool isError = false; ///< from its standard error
    QString text;
};

/// Reads what a program prints, in a thread of its own. Holds so many lines and no more: a program that prints faster than its
/// lines are taken waits, as it does before a terminal, and neither memory nor the window suffers. POSIX.
class OutputReader
{
public:
    static constexpr std::size_t mostLines = 20'000;
    static constexpr qsizetype mostCharacters = 4'000'000;

    /// Reads from these descriptors, and closes them.
    OutputReader(int standardOutput, int standardError);
    /// Reads no more, at once.
    ~OutputReader();
    OutputReader(const OutputReader &) = delete;
    OutputReader &operator=(const OutputReader &) = delete;

    /// The oldest lines, so many at most. Never waits; any thread.
    QList<ProgramLine> take(int count);
    /// Whether everything was read and taken.
    bool isAtEnd() const;
    /// The program has ended: reads what is left, also where another process holds its output open.
    void readRest();

private:
    struct Source;

    void run(int standardOutput, int standardError);
    bool readFrom(Source &source);
    bool push(const QStringList &texts, bool isError);
    void wake() const;

    std::array<int, 2> m_wakePipe{-1, -1};
    mutable std::mutex m_mutex;
    std::condition_variable m_taken;
    std::deque<ProgramLine> m_lines;
    qsizetype m_characters = 0;
    bool m_isEnding = false;
    bool m_isAborted = false;
    bool m_isFinished = false;
    std::thread m_thread;
};

} // namespace retune
