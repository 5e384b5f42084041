#pragma once

#include <retune/history/reloadhistory.h>

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <optional>

namespace retune {

class Buffer;
class Workspace;

/// What the unsaved edits of one file change, told again while they are made. It is compared with what the disk holds, in
/// another thread.
class UnsavedEdits : public QObject
{
    Q_OBJECT

public:
    explicit UnsavedEdits(QObject *parent = nullptr);

    /// Null where no folder is open; it may go before this.
    void setWorkspace(Workspace *workspace);
    void setPath(const QString &path);

Q_SIGNALS:
    /// The entry of the file's unsaved edits, with revision 0 and no id; nothing where there are none. A text that cannot be
    /// read has no document.
    void found(const std::optional<retune::HistoryEntry> &edits);

private:
    void follow(const QString &path);
    void compare();
    QByteArray diskText() const;

    QPointer<Workspace> m_workspace;
    QPointer<Buffer> m_buffer;
    QString m_path;
    QTimer m_timer;
    QFutureWatcher<HistoryEntry> m_comparison;
    bool m_isTold = false; ///< that there are some
};

} // namespace retune
