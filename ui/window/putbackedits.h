#pragma once

#include "window/folderputback.h"

#include <retune/history/reloadhistory.h>

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>
#include <optional>

class QWidget;

namespace retune {

class Workspace;
struct Problem;

/// The text of a revision, or nothing where it has none to put back.
std::optional<QByteArray> textToPutBack(const HistoryEntry &entry);

/// Puts versions, lines, values and the whole folder back, as edits with undo, and knows what to call them once they are saved.
class PutBackEdits : public QObject
{
    Q_OBJECT

public:
    using LiveTest = std::function<bool(const QString &path)>;

    /// Both have to outlive it. `liveTest` tells whether a file is saved with each edit.
    PutBackEdits(Workspace &workspace, const LiveTest &liveTest, QWidget *window);

    /// Nothing happens where the revision has no text.
    void putVersionBack(const QString &path, const HistoryEntry &entry);
    /// Makes of the lines that differ those of `wanted`. The file may have been edited since it was `newer`; what else was changed
    /// in it stays.
    void putLinesBack(const QString &path, const QByteArray &newer, const QByteArray &wanted);
    /// Takes back a change that was made `when`.
    void putValueBack(const QString &path, const Change &change, const QDateTime &when);
    /// Asks first; `location` is that of the kept history.
    void putFolderBack(const QString &location, const QDateTime &moment);
    /// What the text that was saved is to be called, where it was put back; empty where it was not. Asked once.
    QString takeLabel(const FileReload &file);

Q_SIGNALS:
    /// What was done, or why not, for people.
    void message(const QString &text);
    /// The same with one thing that can be done about it.
    void offered(const QString &text, const QString &actionText, const std::function<void()> &action);
    void failed(const retune::Problem &problem);

private:
    struct Waiting
    {
        QByteArray bytes; ///< what the file holds when it is saved
        QString label;
    };

    bool putTextBack(const QString &path, const QByteArray &bytes, const QString &label);
    void tellFolderPutBack(int count, const QStringList &failed);

    Workspace &m_workspace;
    FolderPutBack m_folder;
    QString m_folderLabel;
    QHash<QString, Waiting> m_waiting; ///< not saved yet
};

} // namespace retune
