#include "window/foldersession.h"

#include "editor/editorpane.h"
#include "tree/settingspane.h"
#include "window/bottompane.h"
#include "window/folderlayers.h"
#include "window/mainwindow.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QEvent>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr std::chrono::milliseconds pause{400};

QString sessionFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/retune/sessions"_s;
}

QString sessionFile(const QString &folder)
{
    const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex();
    return sessionFolder() + u'/' + QString::fromLatin1(hash) + u".json"_s;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &state)
{
    QDir().mkpath(sessionFolder());
    QFile::setPermissions(sessionFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) && file.write(state) >= 0 &&
           file.flush() && file.commit();
}

QJsonArray toJson(const TreeState &state)
{
    QJsonArray rows;
    for (const auto &[path, key] : state.expanded)
        rows.append(QJsonArray{path, key.toString()});
    return rows;
}

TreeState treeState(const QJsonArray &rows)
{
    TreeState state;
    for (const QJsonValue &row : rows) {
        const QString key = row[1].toString();
        const Result<KeyPath> path = key.isEmpty() ? KeyPath() : KeyPath::parse(key);
        if (path)
            state.expanded.append({row[0].toString(), *path});
    }
    return state;
}

} // namespace

FolderSession::FolderSession(const Parts &parts)
    : QObject(&parts.window)
    , m_parts(parts)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &FolderSession::keep);
    connect(&m_writer, &QFutureWatcherBase::finished, this, &FolderSession::finishWriting);
    const auto later = [this] { keepSoon(); };
    connect(&parts.settings, &SettingsPane::viewChanged, this, later);
    connect(&parts.editor, &EditorPane::placeChanged, this, later);
    connect(&parts.tabs, &QTabWidget::currentChanged, this, later);
    connect(&parts.bottom, &BottomPane::pageChanged, this, later);
    connect(&parts.layers, &FolderLayers::changed, this, [this] {
        m_hasNewLayers = true;
        keepSoon();
    });
    for (const QSplitter *splitter : parts.window.findChildren<QSplitter *>())
        connect(splitter, &QSplitter::splitterMoved, this, later);
    parts.window.installEventFilter(this);
}

bool FolderSession::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move ||
        event->type() == QEvent::WindowStateChange)
        keepSoon();
    return QObject::eventFilter(watched, event);
}

void FolderSession::begin(const QString &folder, bool isFileGiven)
{
    m_folder = folder;
    m_kept = contentOf(sessionFile(folder));
    restoreLayers(m_kept);
    restore(m_kept, isFileGiven);
}

void FolderSession::end()
{
    keepNow();
    m_folder.clear();
    m_parts.layers.setSets({});
}

QByteArray FolderSession::current() const
{
    const EditorPane::Place place = m_parts.editor.place();
    const QJsonObject state{{u"folder"_s, m_folder},
                            {u"file"_s, m_parts.editor.currentPath()},
                            {u"key"_s, m_parts.settings.currentKey().toString()},
                            {u"expanded"_s, toJson(m_parts.settings.treeState())},
                            {u"tab"_s, m_parts.tabs.currentIndex()},
                            {u"bottom"_s, m_parts.bottom.currentIndex()},
                            {u"cursor"_s, place.position},
                            {u"firstLine"_s, place.firstLine},
                            {u"layers"_s, toJson(m_parts.layers.sets())}};
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

/// What has to be written; nothing where it is written already.
std::optional<QByteArray> FolderSession::toKeep()
{
    m_timer.stop();
    if (!m_parts.window.isVisible())
        return {}; // its parts have no sizes worth keeping yet, or no more
    Q_EMIT layoutChanged();
    if (m_folder.isEmpty() || current() == m_kept)
        return {};
    if (!m_hasNewLayers)
        restoreLayers(contentOf(sessionFile(m_folder))); // another window may have declared them
    m_writesNewLayers = std::exchange(m_hasNewLayers, false);
    return current();
}

void FolderSession::keep()
{
    if (m_isWriting)
        return keepSoon();
    const std::optional<QByteArray> state = toKeep();
    if (!state)
        return;
    m_next = *state;
    m_isWriting = true;
    m_writer.setFuture(QtConcurrent::run(&write, sessionFile(m_folder), m_next));
}

void FolderSession::keepNow()
{
    m_writer.waitForFinished();
    finishWriting();
    if (const std::optional<QByteArray> state = toKeep())
        noteWritten(*state, write(sessionFile(m_folder), *state));
}

void FolderSession::finishWriting()
{
    // `keepNow` may have been faster.
    if (!m_isWriting || !m_writer.isFinished())
        return;
    m_isWriting = false;
    noteWritten(m_next, m_writer.result());
}

/// What could not be written is tried again with the next change: nothing is lost but the place.
void FolderSession::noteWritten(const QByteArray &state, bool isWritten)
{
    if (isWritten)
        m_kept = state;
    m_hasNewLayers = m_hasNewLayers || (m_writesNewLayers && !isWritten);
}

void FolderSession::restoreLayers(const QByteArray &kept)
{
    const QJsonObject state = QJsonDocument::fromJson(kept).object();
    m_parts.layers.setSets(layerSets(state[u"layers"_s].toArray()));
    m_hasNewLayers = false; // they are those that are kept
}

void FolderSession::restore(const QByteArray &kept, bool isFileGiven)
{
    const QJsonObject state = QJsonDocument::fromJson(kept).object();
    if (state.isEmpty())
        return;
    m_parts.settings.restoreTree(treeState(state[u"expanded"_s].toArray()));
    m_parts.tabs.setCurrentIndex(state[u"tab"_s].toInt());
    m_parts.bottom.setCurrentIndex(state[u"bottom"_s].toInt());
    if (isFileGiven)
        return;
    const QString path = state[u"file"_s].toString();
    if (path.isEmpty() || !m_parts.settings.hasFile(path))
        return;
    Q_EMIT fileRestored(path);
    m_parts.editor.goTo(EditorPane::Place{state[u"cursor"_s].toInt(), state[u"firstLine"_s].toInt()});
    const QString key = state[u"key"_s].toString();
    const Result<KeyPath> keyPath = key.isEmpty() ? KeyPath() : KeyPath::parse(key);
    if (keyPath)
        m_parts.settings.showKey(path, *keyPath);
}

} // namespace retune
