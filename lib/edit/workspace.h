#pragma once

#include <retune/diff/threewaymerge.h>
#include <retune/edit/buffer.h>
#include <retune/edit/diskcontent.h>
#include <retune/edit/jointedits.h>
#include <retune/edit/savefile.h>
#include <retune/store/store.h>

#include <QtCore/QObject>

#include <chrono>
#include <map>
#include <memory>
#include <optional>

namespace retune {

/// A buffer with unsaved edits whose file was changed by somebody else: base, mine and disk are three.
struct Conflict
{
    QString path;
    QByteArray disk;    ///< what the disk holds now
    QDateTime modified; ///< when the file was changed, as the file system tells it
    /// Why a save could not merge the two: what both sides changed, or that one of them is no text. Empty where none has
    /// tried since a side changed.
    QString reason;

    bool operator==(const Conflict &) const = default;
};

struct SaveWish;

/// What people do with a folder of settings: buffers over files of a store, saves, and what happens when the disk moves
/// under unsaved edits. Has no way into the store: what is saved comes back through it like everybody's edits. Lives in one
/// thread, that of the window, and needs its event loop; reading and writing happen elsewhere.
///
/// A buffer without unsaved edits follows the disk silently. One with unsaved edits gets a conflict as soon as the disk
/// holds neither its base nor its own bytes; the conflict is gone when the disk does again. Contents are compared, never
/// times, and a save of this workspace is no change by somebody else.
///
/// A save in a conflict merges on its own where nothing clashes, base, mine and disk; that is a step of undo like each other way
/// out of a conflict.
class Workspace : public QObject
{
    Q_OBJECT

public:
    /// `store` has to outlive the workspace.
    explicit Workspace(Store &store, QObject *parent = nullptr);
    /// Waits for edits and saves under way and those that wait for them; sends no more signals.
    ~Workspace() override;

    Store &store() const { return m_store; }

    /// The buffer of a file, made from what the store saw on disk at the first call; null where the store has no such file,
    /// and where it could never read it: there is nothing to edit then, see `unreadable`.
    Buffer *buffer(const QString &path);
    /// As `buffer`; where the store has no such file, an empty one for a file that is not there. The save makes it, and those folders
    /// above it that are gone. Null also where the name tells no format of text.
    Buffer *create(const QString &path);
    /// Why it is not known what the file holds on disk now; nothing where it is known, or where there is no such file.
    std::optional<Problem> unreadable(const QString &path) const;
    /// The buffer if there is one already.
    Buffer *openBuffer(const QString &path) const;
    /// The paths of all modified buffers, sorted.
    QStringList modifiedPaths() const;
    /// The paths of all buffers, sorted.
    QStringList openPaths() const;
    /// Edits of several files that are one step of undo.
    JointEdits &jointEdits() { return *m_jointEdits; }
    /// The conflict of a file, or nothing.
    std::optional<Conflict> conflict(const QString &path) const;
    /// Whether there is a conflict and no save under way that may merge it.
    bool awaitsChoice(const QString &path) const;
    /// Whether the file of a buffer was taken away, and nobody has said by `create` that it is to be there.
    bool isGone(const QString &path) const;

    /// The file `from` has got the path `to`: the buffer of `to` goes on with its unsaved edits and its steps of undo; that of `from`
    /// has none any more. False, and nothing is done, where `to` has unsaved edits of its own, or cannot be edited.
    bool moveEdits(const QString &from, const QString &to);

    /// Writes a buffer to disk, in another thread. True where `saved` or `saveFailed` follows. False where there is nothing to be
    /// saved, and nothing follows: no such buffer, or an unmodified one, unless its file is gone: that is made anew, unless
    /// `ifGone` is against it. Edits under way are made before; where they leave nothing to be saved, `saved` says so.
    /// Saves asked for while one of the file is under way are one that follows it with the newest bytes, or nothing where its own `saved`
    /// is about those already. Text that does not parse is saved like any other.
    ///
    /// Where the disk holds what the user has not seen, that is merged in another thread and the merged text is written; `merged`
    /// follows. Where something clashes nothing changes, and the save fails with ProblemKind::Conflict that says what.
    bool save(const QString &path, InPlace inPlace = InPlace::Refuse, IfGone ifGone = IfGone::MakeAnew);
    /// Saves every modified buffer.
    void saveAll();
    /// Waits until no edit of a buffer is under way; see `Buffer::editSoon`.
    void finishEdits();
    bool isSaving(const QString &path) const;
    /// Waits until no save is under way: for the end of the program, and for tests. False after `timeout`; a negative one waits
    /// as long as it takes.
    bool waitForSaves(std::chrono::milliseconds timeout = std::chrono::milliseconds(-1));

    /// Takes one buffer apart, for whom a workspace with many long texts would take too long to end at once; false where none is left.
    /// No save may be under way, and nobody may use the buffers any more.
    bool closeNext();

    /// Compares the buffer of a file with what the store saw on disk last, and follows it or notes the conflict. Happens by
    /// itself after every change of the disk; to be called when a buffer was given another base.
    void followStore(const QString &path);

    // Each of these ends a conflict. Undo takes that back, and the conflict is there again as long as the disk holds what it
    // held; see `Buffer::resolve`.

    /// The user has seen the disk's content and keeps his own; the next save replaces it.
    void keepMine(const QString &path);
    /// The buffer follows the disk.
    void takeDisk(const QString &path);
    /// The three texts of a conflict; nothing where there is none.
    std::optional<MergeSides> mergeSides(const QString &path) const;
    /// The buffer gets a text that was merged from `sides`, based on the disk. False, and nothing is done, where a side has
    /// changed meanwhile.
    bool takeMerged(const QString &path, const MergeSides &sides, const QByteArray &merged);
    /// Merges with these choices, and takes the text where every clash has one. Where there is no conflict it is Misuse.
    /// Blocks for as long as a merge takes: of large texts, merge `mergeSides` in another thread.
    Result<ThreeWayMerge> merge(const QString &path, const QList<MergeChoice> &choices = {});

Q_SIGNALS:
    void bufferOpened(const QString &path);
    /// Something about the file's buffer changed: modified, saving, conflict.
    void bufferStateChanged(const QString &path);
    /// The file has a new conflict, or one with another content of the disk; `bufferStateChanged` follows. To save now lets nobody see it
    /// where it can be merged.
    void conflictFound(const QString &path);
    /// The conflict of the file has ended by itself: an edit left nothing of the user's own, and so the text is that on disk.
    void conflictLapsed(const QString &path);
    /// These bytes of a buffer are being written; `saved` or `saveFailed` follows.
    void saveBegan(const QString &path, const QByteArray &bytes);
    /// All of the buffer is on the disk, whether it had to be written or was there already.
    void saved(const QString &path, const QStringList &notes);
    /// A save has merged the text on disk into the buffer first. Told after `saved`, or before `saveFailed`.
    void merged(const QString &path, const retune::ThreeWayMerge &merge);
    /// Nothing was written. Conflict, Missing and Refused (only in place is possible) ask for a decision.
    void saveFailed(const QString &path, const retune::Problem &problem);

private:
    struct Open;

    Open *find(const QString &path) const;
    Buffer *add(std::unique_ptr<Open> open);
    void watchBuffer(Open &open);
    void takeStoreContent(Open &open);
    void lookAtDisk(Open &open);
    void finishLook(const QString &path);
    void takeDiskContent(Open &open, const DiskContent &disk);
    void setConflict(Open &open, std::optional<Conflict> conflict);
    void reconsiderConflict(const QString &path);
    void resolve(Open &open, const QByteArray &bytes);
    void setMissing(Open &open, bool isMissing);
    void noteConflict(Open &open, const QByteArray &disk);
    void expect(Open &open);
    void noteCertain(Open &open, const DiskContent &disk);

    bool isToBeSaved(const Open &open, const SaveWish &wish) const;
    void beginSaving(Open &open, const SaveWish &wish);
    void goOnSaving(Open &open);
    void startWrite(Open &open);
    void finishWrite(const QString &path);
    void acceptSave(Open &open);
    void acceptDisk(Open &open, const DiskContent &disk);
    void startMerge(Open &open);
    void finishMerge(const QString &path);
    void takeMerge(Open &open);
    void refuseMerge(Open &open, const QString &reason);
    void endSave(Open &open, const Result<Saved> &outcome);
    void finishStep(Open &open);

    Store &m_store;
    JointEdits *m_jointEdits;
    std::map<QString, std::unique_ptr<Open>> m_open;
};

} // namespace retune
