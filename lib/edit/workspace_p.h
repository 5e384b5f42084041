#pragma once

#include <retune/edit/mergejob.h>
#include <retune/edit/savejob.h>
#include <retune/edit/workspace.h>

#include <QtCore/QFutureWatcher>
#include <QtCore/QSemaphore>
#include <QtCore/QTimer>

#include <chrono>
#include <deque>

namespace retune {

/// How a save is wanted.
struct SaveWish
{
    InPlace inPlace = InPlace::Refuse;
    IfGone ifGone = IfGone::MakeAnew;
};

/// What a save of this workspace left on disk.
struct OwnSave
{
    std::chrono::steady_clock::time_point when;
    QByteArray bytes;
};

/// A buffer, and what the workspace knows of its file.
struct Workspace::Open
{
    Open(const SettingsFile &file, const DiskContent &disk, const Limits &limits)
        : buffer(file.path, *file.format, disk.isKnown() ? disk.bytes : file.document.bytes(), nullptr,
                 limits)
        , isMissing(disk.isMissing())
    {
        catchingUp.setSingleShot(true);
        buffer.adopt(file.document); // read already
    }

    Buffer buffer;
    std::optional<Conflict> conflict;
    bool isMissing;          ///< the file is gone from the disk
    bool isExpected = false; ///< the user wants the file that is gone
    bool isCreated = false;  ///< the store did not have it; its folder may be gone too

    // A save: it writes, merges where the disk holds something else, and writes again.
    bool isSaving = false;
    SaveWish wish;
    std::optional<SaveWish> queued;    ///< a save asked for while one is under way
    int refusals = 0;                  ///< how often the disk held something else
    std::shared_ptr<QSemaphore> ended; ///< available when the step under way has ended
    QFutureWatcher<SaveOutcome> saving;
    QByteArray written;     ///< what the step under way writes
    QByteArray writtenOver; ///< the base of that
    QFutureWatcher<MergeOutcome> merging;
    bool isMerging = false;              ///< the step under way merges
    bool isMergeInTurn = false;          ///< its end waits for edits under way
    MergeSides mergedSides;              ///< of the newest merge
    std::optional<ThreeWayMerge> merged; ///< what the save under way has merged
    std::deque<OwnSave> ownSaves;        ///< of a moment ago, the newest last

    QFutureWatcher<DiskContent> looking;
    bool isLooking = false;
    DiskContent certain; ///< what the disk held when this workspace last wrote or read it itself
    QTimer catchingUp;   ///< runs for a while after that: what the store shows may be older
};

} // namespace retune
