#pragma once

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <functional>
#include <memory>

namespace retune {

class Store;

/// What of a folder the user may not write.
struct ReadOnly
{
    bool isMount = false;  ///< the file system can only be read
    bool isFolder = false; ///< no file can be made or replaced in it
    QSet<QString> files;   ///< relative to the folder

    bool operator==(const ReadOnly &) const = default;
};

/// Whether the user may write what is at an absolute path.
using WriteCheck = std::function<bool(const QString &path)>;

/// Asks the system. Any thread.
bool mayWrite(const QString &path);
ReadOnly readOnlyParts(const QString &folder, const QStringList &files, const WriteCheck &check);

/// Knows which files of the folder that is open can only be read: looks in another thread when the folder was read, after each
/// reload, and when the window becomes the active one.
class FolderAccess : public QObject
{
    Q_OBJECT

public:
    explicit FolderAccess(QObject *parent = nullptr);
    /// Waits for a look under way.
    ~FolderAccess() override;

    /// In place of `mayWrite`, for tests.
    void setWriteCheck(WriteCheck check) { m_check = std::move(check); }
    /// Null: none is open.
    void setStore(const Store *store);
    /// Looks soon.
    void look() { m_timer.start(); }
    const ReadOnly &readOnly() const { return m_readOnly; }

Q_SIGNALS:
    void changed(const retune::ReadOnly &readOnly);

private:
    void start();
    void finish();
    void set(const ReadOnly &readOnly);

    WriteCheck m_check;
    const Store *m_store = nullptr;
    std::unique_ptr<QObject> m_scope;
    QTimer m_timer;
    QFutureWatcher<ReadOnly> m_looking;
    QString m_lookedAt; ///< the folder of the look under way
    ReadOnly m_readOnly;
};

} // namespace retune
