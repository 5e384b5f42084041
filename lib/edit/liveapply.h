#pragma once

#include <retune/edit/livepace.h>
#include <retune/edit/workspace.h>

#include <QtCore/QHash>
#include <QtCore/QTimer>

#include <functional>
#include <map>
#include <optional>

namespace retune {

/// Which files of a folder are saved with each edit.
struct LiveSwitches
{
    bool all = false;           ///< every file but code
    QHash<QString, bool> files; ///< those with a switch of their own, by path

    bool operator==(const LiveSwitches &) const = default;
};

/// Saves each finished edit of a workspace at once, where that is switched on. An edit is finished when it is one of the
/// tree, or undone, redone or pasted; one that is typed when there was quiet for a while or `finishTyping` is called. A file
/// is saved 60 times a second at most; while a save is under way the next one waits, and then takes the newest text.
///
/// What another program writes meanwhile is merged where nothing clashes. Held back are texts that cannot be read, edits that clash with
/// the disk, until the clash has ended, and those of a file that was taken away: it is not made anew. A save that
/// fails changes nothing: the next edit is tried again; one that fails because the disk changes too often is tried a few times before
/// that is told. Edits that were made before a file was live wait for the next one. Code is saved live only where its own switch is on,
/// for it would run while it is being written. Lives in the thread of the workspace; who hears of its signals may end it.
class LiveApply : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Off,
        On,
        Unreadable, ///< the text cannot be read, so it is not saved
        Conflict,   ///< the disk holds what clashes, or what the user has not seen, so nothing is saved
        Gone,       ///< the file was taken away, so nothing is saved
        Failed      ///< the last save failed
    };

    /// Begins with these switches; unsaved edits that are there already wait for the next edit of their file. `workspace` has
    /// to outlive it.
    explicit LiveApply(Workspace &workspace, LiveSwitches switches = {}, const LiveTiming &timing = {},
                       QObject *parent = nullptr);

    const LiveSwitches &switches() const { return m_switches; }
    bool isLive(const QString &path) const;
    /// That of all files takes away those of single files. Unsaved edits that are there already wait for the next edit of their file, or
    /// `takeEdits`.
    void setAllLive(bool isLive);
    void setLive(const QString &path, bool isLive);
    /// The unsaved edits of a file count as made now, where it is live.
    void takeEdits(const QString &path);
    /// `from` was given the name `to`, and its unsaved edits have just gone along (`Workspace::moveEdits`): so does its own switch, and
    /// edits that wait for the next one go on waiting.
    void renameFile(const QString &from, const QString &to);

    State state(const QString &path) const;
    /// Why the newest edits of a file are not saved, where its text cannot be read or the save failed.
    std::optional<Problem> problem(const QString &path) const;

    /// What was typed is finished: the user has left the text.
    void finishTyping();
    /// Saves what waits without waiting longer: the folder is about to be closed.
    void saveNow();
    /// The user was asked, and lets this file be written in place from now on.
    void allowInPlace(const QString &path);

Q_SIGNALS:
    void switchesChanged();
    /// `isLive`, `state` or `problem` of a file; of all for the empty path.
    void stateChanged(const QString &path);
    /// Told once until the file is saved again.
    void heldBack(const QString &path, const retune::Problem &problem);
    /// A save failed that was not told yet, whoever asked for it: a live save that fails like the one before it is not.
    void saveFailed(const QString &path, const retune::Problem &problem);

private:
    struct File
    {
        explicit File(const LiveTiming &timing)
            : pace(timing)
        {}

        LivePace pace;
        InPlace inPlace = InPlace::Refuse;
        bool isEdited = false;    ///< while it is live
        bool isTakenBack = false; ///< how a conflict ended was undone: the user decides, no merge
        QByteArray unseen;        ///< what the disk held in the conflict
        bool awaitsTree = false;  ///< the save waits for the tree of a long text
        bool isOwnSave = false;   ///< the save under way is none that the user asked for
        int retries = 0;          ///< of a save that the disk had changed too often for, in a row
        State state = State::On;
        std::optional<Problem> problem;
        std::optional<Problem> told; ///< why the last save failed
    };

    File &file(const QString &path);
    void watchBuffer(const QString &path);
    void noteEdit(const QString &path);
    void noteState(const QString &path);
    void noteConflict(const QString &path);
    void noteHeld(const QString &path, File &known);
    void noteReleased(const QString &path);
    void noteSaveEnded(const QString &path, const std::optional<Problem> &problem);
    bool isToBeRetried(const QString &path, const std::optional<Problem> &problem);
    void want(const QString &path, LivePace::Edit edit);
    void schedule();
    void saveDue();
    void saveOrRead(const QString &path);
    void save(const QString &path);
    void setState(const QString &path, State state, const std::optional<Problem> &problem = {});
    QStringList pathsWhere(const std::function<bool(const File &)> &isMeant) const;

    Workspace &m_workspace;
    LiveSwitches m_switches;
    const LiveTiming m_timing;
    std::map<QString, File> m_files;
    QTimer m_timer;
};

} // namespace retune
