#pragma once

#include <retune/history/keptrevision.h>
#include <retune/text/result.h>

namespace retune {

/// Which revisions are asked for.
struct HistoryQuery
{
    QString path; ///< those that changed this file; empty: all
    QString
        olderThan; ///< those before this revision, to go on where the answer before ended; empty: from the newest
    QString notNewerThan; ///< this revision and those before it; empty: from the newest
    int limit = 200;      ///< so many at most
};

/// Reads the kept history of a folder. A value that costs nothing to make; each call opens the repository, reads, and blocks
/// meanwhile. It may be called from any thread, also while others write. Where nothing is kept there are no revisions, and no
/// error.
class HistoryReader
{
public:
    /// `location` is that of a `HistoryKeeper`, or from `historyLocation`.
    explicit HistoryReader(QString location);

    /// Newest first. Errors: Missing where a revision that the query names is no longer kept, Unreadable.
    Result<QList<KeptRevision>> revisions(const HistoryQuery &query = {}) const;
    /// The newest revision that readers could see at `moment`; nothing where all are later. Error: Unreadable.
    Result<std::optional<KeptRevision>> revisionAt(const QDateTime &moment) const;
    /// The text that a `KeptChange` names. Errors: Missing where it is no longer kept, Unreadable.
    Result<QByteArray> text(const QString &blob) const;
    /// All files of a revision, in path order. Errors: Missing, Unreadable.
    Result<QList<KeptText>> files(const QString &revision) const;
    /// What the repository takes on disk, in bytes.
    qint64 storedBytes() const;

private:
    QString m_location;
};

} // namespace retune
