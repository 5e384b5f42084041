#pragma once

#include <retune/history/historykeeper.h>
#include <retune/history/reloadhistory.h>
#include <retune/history/valuehistory.h>

#include <QtCore/QFuture>
#include <QtCore/QObject>
#include <QtCore/QSet>

#include <functional>
#include <memory>

class QWidget;

namespace retune {

class Actions;
class ChangesPane;
class FolderTimeline;
class OwnReloads;
class PutBackEdits;
class Store;
class Workspace;

/// What the window does with the history of its folder: keeps it across restarts unless the user does not want that, shows the
/// reloads of earlier runs, and puts versions, values and the whole folder back. What is put back is an edit like
/// any other, with undo; when it is saved, its revision says what it is.
class FolderHistory : public QObject
{
    Q_OBJECT

public:
    /// All have to outlive it.
    FolderHistory(ChangesPane &changes, FolderTimeline &timeline, const Actions &actions, QWidget *window);
    ~FolderHistory() override;

    /// Null when the folder is closed; what waits to be written is written in another thread then.
    void setWorkspace(Workspace *workspace);
    /// Those of this run.
    const ReloadHistory &reloads() const { return m_reloads; }
    /// Whether a file is saved with each edit: said before the folder is put back.
    void setLiveTest(std::function<bool(const QString &path)> test) { m_liveTest = std::move(test); }
    /// To be called when the files have been read: keeps how the folder is.
    void begin();
    /// Remembers a reload, and keeps it; `added` follows. Those of one gesture are made one, which is added at its end.
    void add(const Reload &reload);
    /// Remembers that this file was taken away by the user himself, and keeps that.
    void addRemoval(const SettingsFile &file);
    /// The file that is about to be read for the first time was put there by the user himself, in this way; no more with an
    /// empty label.
    void expectFile(const QString &path, const QString &label);
    /// Removes all that is kept of the folder, without asking; goes on keeping where that is wanted.
    void deleteKept();
    /// The changes of one value that are known, newest first: those of this run, and those kept of earlier ones, which are read
    /// in another thread.
    QFuture<QList<ValueChange>> changesOf(const QString &path, const KeyPath &key) const;
    /// Gives a value what it was before a change, as an edit with undo.
    void putBack(const QString &path, const KeyPath &key, const ValueChange &change);
    /// Null where the folder's history is not kept.
    const HistoryKeeper *keeper() const { return m_keeper.get(); }

Q_SIGNALS:
    /// This was remembered: a reload, or several made one.
    void added(const retune::Reload &reload);
    /// What was done, or why not, for people.
    void message(const QString &text);
    /// The same with one thing that can be done about it.
    void offered(const QString &text, const QString &actionText, const std::function<void()> &action);
    void failed(const retune::Problem &problem);

private:
    void connectStore(const Store &store);
    void noteRemoved(const QString &path);
    void noteBack(const QString &path);
    void setEarlier(const QString &location, const QString &newest);
    QString location() const;
    void setKept(bool isKept);
    void startKeeper();
    void stopKeeper();
    void askToDelete();
    void keep(const Reload &reload, const QStringList &ownPaths);
    void remember(const Reload &reload, RevisionSource source, const QString &label);
    void putVersionBack();
    void putChangeBack(const QString &path, const QByteArray &newer, const QByteArray &wanted);
    void putValueBack();
    void putFolderBack();
    void makePutBack();
    void update();

    ReloadHistory m_reloads;
    ChangesPane &m_changes;
    FolderTimeline &m_timeline;
    const Actions &m_actions;
    QWidget *m_window;
    Workspace *m_workspace = nullptr;
    bool m_hasBegun = false;
    QString m_earlierLocation; ///< of the reloads of earlier runs; empty where they are not known yet
    QString m_earlierNewest;
    std::unique_ptr<HistoryKeeper> m_keeper;
    std::unique_ptr<OwnReloads> m_ownReloads;
    std::unique_ptr<PutBackEdits> m_putBack;
    std::unique_ptr<QObject> m_scope; ///< receives the signals of the folder that is open
    QSet<QString> m_removed;          ///< files whose removal is remembered
    QHash<QString, QString> m_placed; ///< files that the user has put there, and how; not read yet
    std::function<bool(const QString &path)> m_liveTest;
};

} // namespace retune
