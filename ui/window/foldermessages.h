#pragma once

#include "log/logentry.h"
#include "window/drafts.h"

#include <retune/text/problem.h>

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace retune {

class DraftKeeper;
class LiveSwitch;
struct ThreeWayMerge;
class LogPane;
class MessageBar;
class Store;
class Workspace;
struct ReadOnly;

/// What the window tells of its folder: problems, saves and what became of unsaved edits, each as a line of the log, and in a message
/// where somebody should know or decide. A message about a file goes when another file is shown, or it is over.
class FolderMessages : public QObject
{
    Q_OBJECT

public:
    /// All have to outlive it.
    FolderMessages(MessageBar &bar, LogPane &log, LiveSwitch &live, QObject *parent);
    ~FolderMessages() override;

    /// The folder that is open and who keeps its unsaved edits; null before it is closed.
    void setWorkspace(Workspace *workspace, DraftKeeper *drafts);
    /// The file that is shown from now on.
    void showFile(const QString &path);

    /// A line of the log and no message.
    void log(const QString &text);
    void logProblem(const Problem &problem);
    /// The rows of a reload: behind the row of the save that it comes of, though it is often told before that has ended.
    void logReload(const Reload &reload);

    void tellOpened();
    /// The problems of the folder as it was read.
    void tellProblems();
    /// What is wrong with something that has no text to show: a folder, or a file that is gone.
    void tellProblem(const QString &path);
    /// Drafts that cannot come back now.
    void tellHomeless(const QList<Draft> &drafts);
    /// What cannot be written, before somebody finds out by a save.
    void tellReadOnly(const ReadOnly &readOnly);
    /// Unsaved edits could not be kept.
    void tellUnkept(const Problem &problem);
    /// They are, after all.
    void tellKeptAgain();
    /// Asks for the file to be shown, too.
    void tellSaveFailure(const QString &path, const Problem &problem);
    /// Of a file in a folder that is no longer open.
    void tellLateSaveFailure(const QString &folder, const Problem &problem);
    void tellMergeRefused(const QString &path, const QString &text);
    void tellResolved(const QString &path, const QString &text, std::function<void()> undo);

Q_SIGNALS:
    void fileRequested(const QString &path);
    void placeRequested(const QString &path, const retune::TextPosition &position);
    /// The conflict of the file is to be merged, and the user asked about what clashes.
    void mergeRequested(const QString &path);
    void undoResolutionRequested(const QString &path);

private:
    /// What the message about a file tells, which says when it is over.
    enum class Subject : quint8 {
        Other,
        Conflict,
        Choice, ///< how a conflict was resolved, with Undo
        Lapse   ///< that a conflict ended, for there was nothing left of one side
    };

    void setSubject(const QString &path, Subject subject);
    void connectStore(const Store &store);
    void noteFileProblem(const Problem &problem);
    void noteRecovery(const QString &path);
    void noteSaved(const QString &path, const QStringList &notes);
    void logHeldReloads(const QString &path);
    void noteMerged(const QString &path, const ThreeWayMerge &merge);
    QStringList toldMerges() const;
    void tellMerges(const QStringList &paths);
    bool isTelling(Subject subject) const;
    void noteLapsedConflict(const QString &path);
    void tellClash(const QString &path, const Problem &problem);
    void tellEditsLeft(int files);
    void warnOfUnreadableText(const QString &path);
    void warn(const QString &path, const QString &text);
    void dropOldMessage(const QString &path);
    void offerOtherEdits(const QString &path);
    void showOtherEdits(const QString &path);

    MessageBar &m_bar;
    LogPane &m_log;
    LiveSwitch &m_live;
    Workspace *m_workspace = nullptr;
    DraftKeeper *m_drafts = nullptr;
    std::unique_ptr<QObject> m_scope;              ///< receives the signals of the folder that is open
    QHash<QString, Problem> m_problems;            ///< the problem of each file that the log told last
    QHash<QString, QList<LogEntry>> m_heldReloads; ///< of files whose save has not ended
    QHash<QString, QDateTime> m_saveBegan; ///< the moment that the log tells: a save stands before its reload
    Subject m_subject = Subject::Other;
    QStringList m_merged; ///< the files that saves merged last, the last of them at the end
    QString m_shown;      ///< the file that is shown
};

} // namespace retune
