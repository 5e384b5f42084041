#include "window/folderaccess.h"

#include <retune/store/store.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFile>
#include <QtCore/QStorageInfo>
#include <QtGui/QGuiApplication>

#ifdef Q_OS_UNIX
#    include <fcntl.h>
#    include <unistd.h>
#endif

namespace retune {

namespace {

/// Many reloads in a row are looked at together.
constexpr std::chrono::milliseconds pause{200};

} // namespace

bool mayWrite(const QString &path)
{
#ifdef Q_OS_UNIX
    // As the save itself asks: for the user that counts, where a program has two.
    const QByteArray native = QFile::encodeName(path);
    return ::faccessat(AT_FDCWD, native.constData(), W_OK, AT_EACCESS) == 0 || errno == ENOENT;
#else
    return QFileInfo(path).isWritable();
#endif
}

ReadOnly readOnlyParts(const QString &folder, const QStringList &files, const WriteCheck &check)
{
    ReadOnly readOnly;
    readOnly.isMount = QStorageInfo(folder).isReadOnly();
    readOnly.isFolder = !check(folder);
    for (const QString &file : files) {
        if (!check(folder + u'/' + file))
            readOnly.files.insert(file);
    }
    return readOnly;
}

FolderAccess::FolderAccess(QObject *parent)
    : QObject(parent)
    , m_check(&mayWrite)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &FolderAccess::start);
    connect(&m_looking, &QFutureWatcherBase::finished, this, &FolderAccess::finish);
    connect(qApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            look();
    });
}

FolderAccess::~FolderAccess()
{
    m_looking.waitForFinished();
}

void FolderAccess::setStore(const Store *store)
{
    m_store = store;
    m_scope.reset();
    set({});
    if (!store)
        return;
    m_scope = std::make_unique<QObject>();
    connect(store, &Store::loaded, m_scope.get(), [this] { look(); });
    connect(store, &Store::reloaded, m_scope.get(), [this] { look(); });
    look();
}

void FolderAccess::start()
{
    if (!m_store || !m_store->isLoaded())
        return;
    if (m_looking.isRunning())
        return look();
    QStringList files;
    for (const SettingsFilePtr &file : m_store->snapshot().files())
        files += file->path;
    m_lookedAt = m_store->folder();
    m_looking.setFuture(QtConcurrent::run(&readOnlyParts, m_store->folder(), files, m_check));
}

void FolderAccess::finish()
{
    if (m_store && m_store->folder() == m_lookedAt)
        set(m_looking.result());
}

void FolderAccess::set(const ReadOnly &readOnly)
{
    if (m_readOnly == readOnly)
        return;
    m_readOnly = readOnly;
    Q_EMIT changed(m_readOnly);
}

} // namespace retune
