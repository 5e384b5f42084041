#pragma once

#include <retune/history/putbackplan.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <functional>

class QMessageBox;
class QWidget;

namespace retune {

class Workspace;
struct Problem;

/// Makes a folder what it was at a moment: reads and compares in another thread, says what it is going to do and asks, and then
/// edits the buffers, many of them in slices, which is one step of undo. Files that are gone get a buffer anew. Nothing is saved by it.
class FolderPutBack : public QObject
{
    Q_OBJECT

public:
    /// Both have to outlive it.
    FolderPutBack(Workspace &workspace, QWidget *window, QObject *parent = nullptr);
    ~FolderPutBack() override;

    /// Whether files are saved without being asked for; the question says so.
    void setLiveTest(std::function<bool(const QString &path)> test) { m_isLive = std::move(test); }
    /// Begins for the kept history at `location`. Nothing happens while one is under way.
    void begin(const QString &location, const QDateTime &moment);
    /// Takes back what was done, in each file that is still as it was left.
    void undo();

Q_SIGNALS:
    /// A buffer got the text of then.
    void edited(const QString &path, const QByteArray &bytes);
    /// All is done: so many files have been edited, and these could not be.
    void finished(int count, const QStringList &failed);
    /// Nothing differs, and nobody was asked.
    void nothingToDo();
    void failed(const retune::Problem &problem);

private:
    void ask(const PutBackPlan &plan);
    QString question(const PutBackPlan &plan) const;
    void apply(const PutBackPlan &plan);
    void applySlice();
    bool applyNext();

    Workspace &m_workspace;
    QWidget *m_window;
    std::function<bool(const QString &path)> m_isLive;
    QString m_moment; ///< for people
    bool m_isUnderWay = false;
    quint64 m_edit = 0; ///< one step of undo in all files; see `JointEdits`
    QPointer<QMessageBox> m_box;
    QTimer m_slices;
    QList<KeptText> m_waiting;
    QList<KeptText> m_done;
    QStringList m_failed;
};

} // namespace retune
