#pragma once

#include <retune/watch/watcher.h>

#include <chrono>
#include <utility>

namespace retune {

/// The waits of a store. The defaults are measured; tests shorten them.
struct Timing
{
    using Duration = std::chrono::milliseconds;

    Duration touched{10};  ///< after a create, delete, move away or change of attributes
    Duration modified{20}; ///< after a write that nobody closed yet, and between two looks for a writer
    Duration modifiedLimit{
        300};               ///< quiet after which such a write is read although its writer may still be there
    Duration retryFirst{2}; ///< after content that is not good, doubled at each further try …
    Duration retryLast{64}; ///< … up to this
    Duration failureQuiet{500}; ///< quiet after which content that is not good is reported
    Duration missingGrace{250}; ///< quiet after which a file that is gone is reported
    Duration lossHold{150};   ///< how long content that lost keys has to stay as it is before it is published
    Duration young{20};       ///< a file changed less than this ago is looked at once more
    Duration batchQuiet{20};  ///< changes this close together become one revision …
    Duration batchLimit{100}; ///< … but none waits longer than this
    Duration scan{10'000};    ///< between two full looks at everything, for what no watcher sees

    bool operator==(const Timing &) const = default;
};

/// What has to be known of one file to decide what happens to it next. Holds no content: that is the engine's.
struct FileState
{
    using Time = Watcher::Clock::time_point;

    Time due = Time::max();       ///< when to look next; the greatest time: not before something happens
    bool probeFirst = false;      ///< ask whether somebody is writing before looking
    bool onlyModified = false;    ///< nothing but unfinished writes called for this look
    Time quietSince{};            ///< the last sign that somebody changes the file
    Time heldSince = Time::max(); ///< since when the content waits that lost keys
    int tries = 0;                ///< looks in a row that found nothing good
    bool reported = false;        ///< a problem of this file is in force
    bool failing = false;         ///< what was found is not good, and is not (yet) the problem in force

    bool operator==(const FileState &) const = default;
};

/// What was found by looking at a file.
enum class Found : quint8 {
    InForce, ///< the content that is in force already
    Good,    ///< good content, and new
    Loss,    ///< good content, and new, but without any key or without keys that were there
    Bad,     ///< content that is not good, or a file that cannot be read
    Gone,    ///< no file
    Busy     ///< it changed while it was read
};

struct Look
{
    Found found = Found::Busy;
    bool sameAsBefore = false; ///< found exactly what the look before this one found
    bool isYoung = false;      ///< changed so recently that the next change may carry the same time stamp

    bool operator==(const Look &) const = default;
};

/// What the engine has to do.
enum class FileAction : quint8 {
    None,
    Probe,   ///< call `writerPresence`, then `probed`
    Look,    ///< read and parse, then `looked`
    Publish, ///< put the content that was found into force; the problem, if any, is gone
    Report,  ///< the problem that was found is in force; the last good values stay
    Clear    ///< the content in force is back; the problem is gone
};

using FileStep = std::pair<FileState, FileAction>;

// The state machine: pure functions of state, event and time. Table-tested with made-up time.

/// A watcher reported the file.
FileStep hinted(FileState state, Hint hint, FileState::Time now, const Timing &timing);
/// Somebody wants the truth now (`Store::refresh`, F5).
FileStep asked(FileState state, FileState::Time now, const Timing &timing);
/// The time `due` has come.
FileStep woken(FileState state, FileState::Time now, const Timing &timing);
/// The answer to FileAction::Probe.
FileStep probed(FileState state, WriterPresence presence, FileState::Time now, const Timing &timing);
/// The answer to FileAction::Look.
FileStep looked(FileState state, const Look &look, FileState::Time now, const Timing &timing);

} // namespace retune
