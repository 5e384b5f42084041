#pragma once

#include <retune/history/keptrevision.h>
#include <retune/store/reload.h>

#include <QtCore/QObject>

#include <memory>

namespace retune {

/// Keeps what happens to one opened folder, across restarts: a commit in a bare git repository for each revision, with the
/// whole tree of its text files. The folder itself is never touched. The repository can be read by the user alone, is capped by age and
/// size, and is compacted now and then; `HistoryReader` reads it, and so does git.
///
/// Everything is written by a thread of the keeper's own, in the order of the calls, which return at once. Several keepers, also of several
/// programs, may keep the history of one folder: a change that all of them see is kept once. What others kept before this one began,
/// with `keepFolder` or when it was made, is never taken for a change that it sees. Signals are emitted from that
/// thread. What cannot be written is told once and taken up with the next revision.
class HistoryKeeper : public QObject
{
    Q_OBJECT

public:
    /// `folder` is the one that was opened. Nothing is written before the first call.
    explicit HistoryKeeper(const QString &folder, const HistoryOptions &options = {},
                           QObject *parent = nullptr);
    /// Writes what waits for up to `HistoryOptions::closingTime`; what was not written then counts as found at the next opening.
    ~HistoryKeeper() override;

    /// Where the repository lies, also before it is made.
    const QString &location() const { return m_location; }

    /// Keeps how the folder is now, when its files have been read: what differs from the newest revision was changed while nobody
    /// kept its history. `folderKept` follows.
    void keepFolder(const Snapshot &snapshot);
    /// Keeps one revision of the folder; the files of a batch are one commit. `label` says what was done, where that is known.
    void keep(const Reload &reload, RevisionSource source, const QString &label = {});

    /// Waits until everything is written, and compacted where that was due. False after `timeout`; a negative one waits as long
    /// as it takes.
    bool waitUntilIdle(std::chrono::milliseconds timeout = std::chrono::milliseconds(-1)) const;

Q_SIGNALS:
    /// The newest revision when the folder was opened, with `keepFolder`'s own; empty where that failed. All later ones come of `keep`, or of others.
    void folderKept(const QString &newest);
    /// Something could not be kept, or a repository was set aside. Told once, until something can be kept again.
    void failed(const retune::Problem &problem);

private:
    class Writer;

    const QString m_location;
    std::unique_ptr<Writer> m_writer;
};

} // namespace retune
