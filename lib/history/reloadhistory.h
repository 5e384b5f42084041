#pragma once

#include <retune/history/keptrevision.h>
#include <retune/store/reload.h>

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QObject>

#include <deque>
#include <map>
#include <set>
#include <utility>

namespace retune {

/// One reload of one file, as it is remembered.
struct HistoryEntry
{
    quint64 revision = 0;                   ///< that of the store; 0 for a reload of an earlier run
    QDateTime published;                    ///< wall clock, when readers could see it
    FileReload reload;                      ///< the file before and after, and what changed
    QString id;                             ///< where it is from an earlier run: that of the kept revision
    QString label;                          ///< what was done, where that was said ("put back …")
    std::optional<RevisionSource> source{}; ///< who wrote it, where that is known
};

/// The reloads of this run of the program, file by file, kept in memory. Lives in one thread, that of the window.
///
/// The oldest reload of a file goes when the file has more than `maximumPerFile`, and the oldest of all when all
/// together hold more than `maximumBytes` of text; the newest of a file stays in any case.
class ReloadHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr int maximumPerFile = 200;
    static constexpr qsizetype maximumBytes = 64 * 1024 * 1024;

    using Entries = std::deque<HistoryEntry>; ///< oldest first
    using Files = std::map<QString, Entries>; ///< by path

    using QObject::QObject;

    /// Remembers every file of the reload, with what was done where that is known. `added` follows for each.
    void add(const Reload &reload, const QString &label = {},
             std::optional<RevisionSource> source = std::nullopt);
    /// Forgets all; gives what there was, which takes a while to destroy where it is much.
    Files clear();

    /// The reloads of a file, newest first.
    QList<HistoryEntry> entries(const QString &path) const;
    /// The reloads of all files, newest first; those of one revision in path order.
    QList<HistoryEntry> allEntries() const;
    /// The reload of a file that brought this revision; null where it never was or is no longer kept. Valid until the
    /// next `add` or `clear`.
    const HistoryEntry *entry(const QString &path, quint64 revision) const;
    /// How much text the kept reloads hold. Text that two reloads of a file share counts for both.
    qsizetype bytesHeld() const { return m_bytes; }

Q_SIGNALS:
    void added(const QString &path);
    void cleared();

private:
    void dropOldest(const QString &path, Entries &entries);

    Files m_files;
    /// The files that have more than their newest reload, by the revision of their oldest.
    std::set<std::pair<quint64, QString>> m_droppable;
    qsizetype m_bytes = 0;
};

} // namespace retune
