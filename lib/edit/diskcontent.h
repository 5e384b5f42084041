#pragma once

#include <retune/store/snapshot.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace retune {

/// What is known of the content of a file on disk.
struct DiskContent
{
    enum class State : quint8 {
        Unknown, ///< it cannot be read, or is no file at the moment
        Missing,
        Known
    };

    State state = State::Unknown;
    QByteArray bytes; ///< empty unless `state` is Known

    static DiskContent known(QByteArray bytes) { return {State::Known, std::move(bytes)}; }
    static DiskContent missing() { return {State::Missing, {}}; }

    bool isUnknown() const { return state == State::Unknown; }
    bool isKnown() const { return state == State::Known; }
    bool isMissing() const { return state == State::Missing; }

    bool operator==(const DiskContent &) const = default;
};

/// What the store saw of a file; null stands for a file that the store has forgotten because it is gone.
DiskContent diskContent(const SettingsFile *file);
/// Reads the file at the absolute path `file` now, which is Known or Missing then. The error is why neither is so: Limit where it has
/// more bytes than that, NotAFile, or Unreadable, also where it is written to without a pause. Blocks: not for a GUI thread.
Result<DiskContent> lookAtDisk(const QString &file, qsizetype maximumSize);
/// The same where it does not matter why the content is Unknown.
DiskContent readDiskContent(const QString &file, qsizetype maximumSize);

/// What an editor does when it hears what the disk holds.
enum class DiskReaction : quint8 {
    Ignore,   ///< nothing is known
    Recreate, ///< the file is gone: the next save makes it anew
    Agree,    ///< the disk holds the base
    Rebase,   ///< the disk holds what the editor holds
    Follow,   ///< nothing is unsaved: show what the disk holds
    Conflict  ///< there are unsaved edits, and the disk holds something else
};

/// Compares by content: `mine` is what the editor holds, `base` what it started from or saved last.
DiskReaction reactionTo(const DiskContent &disk, const QByteArray &mine, const QByteArray &base);

} // namespace retune
