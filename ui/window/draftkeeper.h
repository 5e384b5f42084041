#pragma once

#include "window/drafts.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace retune {

/// Keeps the unsaved edits of a workspace in the user's data folder: a moment after they are made, in another thread, so that
/// however the program ends, little is lost. Lives in the thread of the workspace, which has to outlive it.
class DraftKeeper : public QObject
{
    Q_OBJECT

public:
    explicit DraftKeeper(Workspace &workspace, QObject *parent = nullptr);
    /// Waits for a write under way.
    ~DraftKeeper() override;

    /// Brings the drafts kept for the folder back into their buffers, once its files have been read. Nothing is written before,
    /// because that would take the place of these. Gives the drafts whose file cannot be edited now; they stay kept.
    QList<Draft> restore();
    /// Writes what is unsaved now, and waits until that is done.
    Result<void> keepNow();

Q_SIGNALS:
    /// Unsaved edits could not be written. Told once, until they can.
    void keepingFailed(const retune::Problem &problem);

private:
    void keepSoon();
    void keepElsewhere();
    void finish();
    QString folder() const;
    QList<Draft> unsaved() const;

    Workspace &m_workspace;
    QTimer m_timer;
    QFutureWatcher<Result<void>> m_writer;
    bool m_isRestored = false;
    bool m_isWriting = false;
    bool m_hasFailed = false;
    QList<Draft> m_kept;     ///< those on disk that are this window's own, not another window's
    QList<Draft> m_next;     ///< what is being written in their place
    QList<Draft> m_homeless; ///< unsaved edits whose file is gone, kept until it comes back
};

} // namespace retune
