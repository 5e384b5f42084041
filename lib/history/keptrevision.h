#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace retune {

/// Who brought a revision about, as far as that can be known.
enum class RevisionSource : quint8 {
    Found,         ///< it stood in the folder when that was opened: changed while nobody kept its history
    Retune,        ///< a save of this program
    AnotherProgram ///< any other writer
};

/// What a kept revision did to one file. The texts are named by the ids of git's blobs, which `HistoryReader::text` reads.
struct KeptChange
{
    QString path;   ///< relative to the folder, with `/`
    QString before; ///< empty where there was no such file
    QString after;  ///< empty where the file is gone

    bool operator==(const KeptChange &) const = default;
};

/// One revision of a folder that is kept across restarts: a commit of its repository. A value.
struct KeptRevision
{
    QString id;     ///< that of the commit, in hexadecimal digits
    QDateTime when; ///< when readers could see it, in UTC, to the millisecond
    RevisionSource source = RevisionSource::AnotherProgram;
    QString label; ///< what was done, where that was said ("put back …"); empty otherwise
    QString run;   ///< names the `HistoryKeeper` that kept it, so one opening of the folder by one program
    QList<KeptChange> changes; ///< in path order; those of the oldest that is kept are all its files

    bool operator==(const KeptRevision &) const = default;
};

/// What one file holds in a revision.
struct KeptText
{
    QString path;
    QByteArray bytes;

    bool operator==(const KeptText &) const = default;
};

struct HistoryOptions
{
    /// Where the repositories lie, one for each opened folder. Empty: `retune/history` in the user's data folder.
    QString dataFolder;
    /// Older revisions go, but for the newest of them, which says how the folder was when this time began.
    std::chrono::seconds maximumAge = std::chrono::hours(24 * 365);
    /// What the repository may take on disk, in bytes. The oldest revisions go when it is more; the newest stays in any case.
    qint64 maximumBytes = 256 * 1024 * 1024;
    /// The repository is compacted when the files written since the last time are more than this, or hold more than
    /// `looseBytes` bytes. Both caps are looked at then, and when a folder is opened.
    int looseFiles = 4000;
    qint64 looseBytes = 16 * 1024 * 1024;
    /// For how long the destructor of a keeper lets it write what waits. What has begun is ended in any case.
    std::chrono::milliseconds closingTime{2000};
};

} // namespace retune

Q_DECLARE_METATYPE(retune::KeptRevision)
