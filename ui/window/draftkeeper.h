#pragma once

#include "window/drafts.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

#include <utility>

namespace retune {

/// Keeps the unsaved edits of a workspace in the user's data folder: a moment after they are made, so that however the program ends,
/// little is lost. Lives in the thread of the workspace, which has to outlive it; reading and writing happen in a thread of its own,
/// so that they wait for nobody.
class DraftKeeper : public QObject
{
    Q_OBJECT

public:
    explicit DraftKeeper(Workspace &workspace, QObject *parent = nullptr);
    /// Waits for what is being read or written.
    ~DraftKeeper() override;

    /// Brings the drafts kept for the folder back into their buffers, once its files have been read; `restored` follows. Nothing is
    /// written before, because that would take the place of these. Drafts of other windows that are open stay theirs.
    void restore();
    /// Whether they are back.
    bool isRestored() const { return m_isRestored; }
    /// Begins to write what is unsaved now; false where there is nothing to write. `written` follows.
    bool keep();
    /// Writes what is unsaved now, and returns when it is on disk; false where it could not be written, which is told. Handles events
    /// meanwhile, but none of the user's, who is not to edit what is being left.
    bool keepNow();
    /// Leaves what is kept to the next window on the folder, which may be opened before this one's saves have ended. From then on
    /// `keep` alone writes, and only where no other window has taken over what is kept.
    void release();
    /// Waits for what is being read or written, without events.
    void waitForFinished();

    /// The file `from` has got the path `to`: its unsaved edits and its steps of undo are those of `to` from now on. Where they are
    /// equal the file is gone for a while: its unsaved edits are taken from its buffer and come back when there is a file again.
    /// Begins to write what changed; `keepNow` waits for that.
    void moveEdits(const QString &from, const QString &to);
    /// Whether there are other unsaved edits of the file than those in its buffer, which had no place when they came back.
    bool hasOtherEdits(const QString &path) const;
    /// Puts other unsaved edits of the file into its buffer; those that were there are kept in their turn, and are among the others then.
    void showOtherEdits(const QString &path);
    /// There is a file at `path` again: edits that waited for it come back.
    void bringHome(const QString &path);

Q_SIGNALS:
    /// What was kept is back; `homeless` are those that have no place: their file cannot be edited now, or has other unsaved edits;
    /// they stay kept.
    void restored(const QList<retune::Draft> &homeless);
    /// What was to be written is on disk, or could not be written.
    void written();
    /// Unsaved edits could not be written. Told once, until they can, and to who waits for it; it is tried again and again.
    void keepingFailed(const retune::Problem &problem);
    /// After `keepingFailed`: all unsaved edits are kept again.
    void keepingRecovered();

private:
    void keepSoon();
    void finishReading();
    void restoreSome();
    void finishRestoring();
    Draft moved(Draft draft) const;
    void finish();
    QList<Draft> unsaved() const;

    Workspace &m_workspace;
    QTimer m_timer;
    QThreadPool m_thread; ///< not everybody's, whose threads may hang in a folder that does not answer
    QFutureWatcher<QList<Draft>> m_reader;
    QFutureWatcher<Result<void>> m_writer;
    DraftPlace m_place;
    bool m_isReading = false;
    bool m_isRestored = false;
    bool m_isReleased = false;
    bool m_isWriting = false;
    bool m_isStale = false; ///< what is being written is to be followed by another write
    bool m_hasFailed = false;
    bool m_isAwaited = false;                   ///< by `keepNow`
    QList<Draft> m_toRestore;                   ///< those on disk that have not come back yet
    QList<std::pair<QString, QString>> m_moves; ///< of files, before all of them are back
    QList<Draft> m_kept;                        ///< those on disk
    QList<Draft> m_next;                        ///< what is being written in their place
    QList<Draft>
        m_homeless; ///< whose file is gone or has other unsaved edits, kept until it comes back or has none
};

} // namespace retune
