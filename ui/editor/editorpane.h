#pragma once

#include <retune/text/problem.h>

#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <functional>
#include <optional>

class QLabel;
class QStackedWidget;

namespace retune {

class ConflictBar;
class ConflictComparison;
class EmptyState;
class FindBar;
class GoToLineBar;
class GoneBar;
class MergePane;
class ProblemLine;
class TextView;
class TintedBar;
class Workspace;

/// The text of one file of a workspace, with what has to be known about it: why it does not parse, why it cannot be
/// edited, and what to do when the disk has moved on under unsaved edits. A view: the text belongs to the workspace.
class EditorPane : public QWidget
{
    Q_OBJECT

public:
    explicit EditorPane(QWidget *parent = nullptr);
    ~EditorPane() override;

    /// Null where no folder is open. The workspace may go before the pane.
    void setWorkspace(Workspace *workspace);
    /// Shows this file of the workspace, or why it cannot be read; the empty path, or one that the workspace does not have,
    /// shows the empty state.
    void showFile(const QString &path);
    /// What is wrong with the code of files, by path, beyond what their texts say: it is marked in them, at its line.
    void setCodeProblems(const QHash<QString, QList<Problem>> &problems);
    /// Whether the user has moved a file to the trash: that is said where it is gone.
    void setTrashTest(std::function<bool(const QString &path)> test) { m_isTrashed = std::move(test); }
    /// Empty where no file is shown.
    QString currentPath() const { return m_path; }

    /// Selects these bytes of the file shown and brings them into view.
    void goTo(ByteRange range);
    void goTo(TextPosition position);
    /// Selects what the newest tree of the file names so: the text may have moved on since, and have no tree. A comparison or a merge
    /// that is shown stays: whoever walks through the tree does not ask for the text.
    void goToNode(ByteRange range);
    /// Ends a comparison or a merge that is shown.
    void showText();

    /// Where the user is in a file: the character of the cursor, and the line at the top.
    struct Place
    {
        int position = 0;
        int firstLine = 0;
    };
    Place place() const;
    /// Goes there without taking the focus, as soon as the text is shown that far.
    void goTo(const Place &place);
    /// Of the text, in points; 0 is that of the system.
    void setTextSize(int points);

    /// Asks under the text what to look for there, and what to put in its place.
    void find(bool isReplacing);
    /// Goes to the next hit of what was looked for, or to the one before.
    void findNext(bool isForward);
    /// Asks under the text for a line to go to.
    void askForLine();
    /// Where the user is, as the status bar says it: "Line 12, column 5", and how much is selected. Empty where no text is shown.
    QString whereText() const;
    TextView &text() { return *m_text; }

    /// Undo and redo of the file shown; the cursor goes to what changed.
    void undo();
    void redo();
    /// Takes back how the conflict of a file was resolved, unless it was edited since; saved it may be.
    void undoResolution(const QString &path);
    /// Merges the conflict of the file shown, and asks where something clashes.
    void merge();
    /// The same for a save that met the conflict; the save goes through where the user has decided.
    void mergeAndSave();

Q_SIGNALS:
    /// A sentence for the status bar.
    void message(const QString &text);
    /// The conflict of a file was resolved, as `text` says; `undoResolution` takes that back.
    void conflictResolved(const QString &path, const QString &text);
    /// The conflict of a file cannot be merged, as `text` says.
    void mergeRefused(const QString &path, const QString &text);
    /// A file that is gone is to be put back from the trash, or not to be shown any more.
    void putBackRequested(const QString &path);
    void forgetRequested(const QString &path);
    /// The user moved the cursor to the byte at `offset`.
    void cursorMoved(const QString &path, qsizetype offset);
    /// Another file, line or character is the one the user is at.
    void placeChanged();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeNotice();
    void connectParts();
    void keepPlace();
    void returnToPlace();
    void updateState();
    void updateConflict();
    void updateProblem();
    void followDisk();
    bool showLibrary(const QString &path);
    QWidget *page() const;
    void updateNotice();
    void goToProblem();
    void showComparison();
    void keepMine();
    void takeDisk();

    QPointer<Workspace> m_workspace;
    bool m_isReturning = false; ///< to a place in a text that is not shown that far yet
    QString m_path;
    QHash<QString, Place> m_places;
    QHash<QString, QList<Problem>> m_codeProblems;
    std::function<bool(const QString &path)> m_isTrashed;
    ConflictBar *m_conflict;
    GoneBar *m_gone;
    TintedBar *m_notice;
    QLabel *m_noticeText;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    EmptyState *m_unreadable;
    TextView *m_text;
    ConflictComparison *m_comparison;
    MergePane *m_merge;
    ProblemLine *m_problem;
    FindBar *m_find;
    GoToLineBar *m_goToLine;
};

} // namespace retune
