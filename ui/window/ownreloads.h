#pragma once

#include <retune/history/joinedreload.h>

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QStringList>

namespace retune {

class Workspace;

/// Knows the reloads that come of saves of this window, and makes one of those that come of one gesture: a number that is
/// dragged is saved many times, and what is to be remembered is where it came from and where it went. Its reloads are held
/// until the last of them has come; where the program ends before, the history finds the last state at its next beginning.
class OwnReloads : public QObject
{
    Q_OBJECT

public:
    /// `workspace` has to outlive it.
    explicit OwnReloads(Workspace &workspace, QObject *parent = nullptr);

    /// To be called with each reload of the store; `told` follows for what is not held.
    void add(const Reload &reload);
    /// Tells all that is held.
    void flush();

Q_SIGNALS:
    /// A reload to be remembered, and the files of it that this window has saved.
    void told(const retune::Reload &reload, const QStringList &ownPaths);

private:
    struct Gesture
    {
        JoinedReload reload;
        bool isSaved = false;  ///< a save has begun
        bool isEnding = false; ///< the user has ended it
    };

    void watchBuffer(const QString &path);
    void noteSaveBegan(const QString &path, const QByteArray &bytes);
    void noteSaveFailed(const QString &path);
    void endGesture(const QString &path);
    bool takeSave(const FileReload &file);
    bool hold(const Reload &reload, const FileReload &file, bool isOwn);
    bool isComplete(const QString &path) const;
    void release(const QString &path);

    Workspace &m_workspace;
    QHash<QString, QList<QByteArray>> m_saves; ///< those whose reload has not come, oldest first
    QHash<QString, qsizetype> m_underWay;      ///< how many texts the save under way has tried to write
    QHash<QString, Gesture> m_gestures;
};

} // namespace retune
