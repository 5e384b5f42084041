#pragma once

#include "latencyedits.h"

#include <functional>
#include <memory>
#include <vector>

namespace retune {

/// What one reader saw of the edits of its file.
class Sightings
{
public:
    explicit Sightings(int edits)
        : m_seen(std::size_t(edits) + 1)
    {}

    /// The number that the file is found to hold now. Older numbers count as seen too: they have been made up for.
    void saw(int number);
    void sawHalfWritten() { ++m_halfWritten; }

    int last() const { return m_last; }
    /// The time of the first sight; the clock's zero where it never was seen.
    Monotonic::time_point seen(int edit) const { return m_seen[std::size_t(edit)]; }
    int halfWritten() const { return m_halfWritten; }
    int repeated() const { return m_repeated; }

private:
    std::vector<Monotonic::time_point> m_seen;
    int m_last = 0;
    int m_halfWritten = 0;
    int m_repeated = 0;
};

/// Reads one file whenever it finds it changed, in threads of its own, from its making until `stop`.
class LatencyReader
{
public:
    virtual ~LatencyReader() = default;
    /// The edits begin at `start`; this reader's file has the number `file` in the plan.
    virtual void expect(Monotonic::time_point /*start*/, const EditPlan & /*plan*/, std::size_t /*file*/) {}
    /// Ends its threads; what was seen does not change any more.
    virtual void stop() = 0;
    /// What the thread saw that noticed the change.
    virtual const Sightings &noticed() const = 0;
    /// What another thread saw that only reads; null where there is none.
    virtual const Sightings *inReadingThread() const { return nullptr; }
};

/// One way to notice that a file has changed.
struct LatencyMeans
{
    QString name;
    std::function<std::unique_ptr<LatencyReader>(const EditedFile &file, int edits)> make;
    bool isOurs = false;
    bool isJson = false; ///< what the file has to be; else TOML
};

/// Retune: a `Live` is read by a thread of its own, and in a slot that the store's thread calls for each reload.
LatencyMeans retuneMeans(bool isJson);
/// The floor: inotify, read, parse with QJsonDocument or toml++, in one loop, and another thread that reads what it found.
LatencyMeans bareMeans(bool isJson);
/// QFileSystemWatcher on the file and its folder, which reads after `settle`.
LatencyMeans qtMeans(std::chrono::milliseconds settle);
LatencyMeans pollMeans(std::chrono::milliseconds interval);

} // namespace retune
