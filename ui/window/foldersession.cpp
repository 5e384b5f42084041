#include "window/foldersession.h"

#include "editor/editorpane.h"
#include "thread/whenfinished.h"
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
#include <QtCore/QLockFile>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr std::chrono::milliseconds pause{400};
/// For another window that writes about the same folder.
constexpr std::chrono::milliseconds longestWait{1000};
constexpr QLatin1StringView layersKey("layers");

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

QByteArray toBytes(const QJsonObject &state)
{
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

QJsonObject fromBytes(const QByteArray &state)
{
    return QJsonDocument::fromJson(state).object();
}

/// `state` with the layers of `kept`: another window on the folder may have declared them.
QByteArray withKeptLayers(const QByteArray &state, const QByteArray &kept)
{
    const QJsonObject old = fromBytes(kept);
    if (!old.contains(layersKey))
        return state;
    QJsonObject whole = fromBytes(state);
    whole[layersKey] = old[layersKey];
    return toBytes(whole);
}

/// Gives what was written; nothing where that failed.
std::optional<QByteArray> writeState(const QString &path, const QByteArray &state, bool hasNewLayers)
{
    QDir().mkpath(sessionFolder());
    QFile::setPermissions(sessionFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QLockFile lock(path + u".lock"_s);
    lock.tryLock(int(longestWait.count())); // layers that another window writes just now are not to be lost
    const QByteArray whole = hasNewLayers ? state : withKeptLayers(state, contentOf(path));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) || file.write(whole) < 0 ||
        !file.flush() || !file.commit())
        return {};
    return whole;
}

QJsonArray toJson(const TreeState &state)
{
    QJsonArray rows;
    for (const auto &[path, key] : state.expanded)
        rows.append(QJsonArray{path, key.toString()});
    return rows;
}

Result<KeyPath> keyPath(const QString &text)
{
    return text.isEmpty() ? KeyPath() : KeyPath::parse(text);
}

TreeState treeState(const QJsonArray &rows)
{
    TreeState state;
    for (const QJsonValue &row : rows) {
        const Result<KeyPath> path = keyPath(row[1].toString());
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
    m_thread.setMaxThreadCount(1);
    connect(&m_timer, &QTimer::timeout, this, &FolderSession::keep);
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

FolderSession::Place FolderSession::begin(const QString &folder)
{
    m_writings.take(folder).waitForFinished();
    m_folder = folder;
    m_kept = contentOf(sessionFile(folder));
    const QJsonObject state = fromBytes(m_kept);
    restoreLayers(state);
    if (state.isEmpty())
        return {};
    m_parts.settings.restoreTree(treeState(state[u"expanded"_s].toArray()));
    m_parts.tabs.setCurrentIndex(state[u"tab"_s].toInt());
    m_parts.bottom.setCurrentIndex(state[u"bottom"_s].toInt());
    const QString file = state[u"file"_s].toString();
    if (!m_parts.settings.hasFile(file))
        return {};
    return {file, keyPath(state[u"key"_s].toString()).value_or(KeyPath()),
            EditorPane::Place{state[u"cursor"_s].toInt(), state[u"firstLine"_s].toInt()}};
}

void FolderSession::end()
{
    keep();
    ++m_opening;
    m_folder.clear();
    m_parts.layers.setSets({});
}

QByteArray FolderSession::current() const
{
    const EditorPane::Place place = m_parts.editor.place();
    return toBytes({{u"folder"_s, m_folder},
                    {u"file"_s, m_parts.editor.currentPath()},
                    {u"key"_s, m_parts.settings.currentKey().toString()},
                    {u"expanded"_s, toJson(m_parts.settings.treeState())},
                    {u"tab"_s, m_parts.tabs.currentIndex()},
                    {u"bottom"_s, m_parts.bottom.currentIndex()},
                    {u"cursor"_s, place.position},
                    {u"firstLine"_s, place.firstLine},
                    {layersKey, toJson(m_parts.layers.sets())}});
}

void FolderSession::keep()
{
    m_timer.stop();
    if (!m_parts.window.isVisible())
        return; // its parts have no sizes worth keeping yet, or no more
    Q_EMIT layoutChanged();
    if (m_folder.isEmpty())
        return;
    const QByteArray state = current();
    if (state == m_kept)
        return;
    const auto writing =
        QtConcurrent::run(&m_thread, &writeState, sessionFile(m_folder), state, m_hasNewLayers);
    m_writings.insert(m_folder, writing);
    whenFinished(
        writing, this,
        [this, opening = m_opening, hadNewLayers = m_hasNewLayers](const std::optional<QByteArray> &written) {
            if (written && opening == m_opening)
                noteWritten(*written, hadNewLayers);
        });
}

/// What could not be written is tried again with the next change, and when the folder is closed: nothing is lost but the place.
void FolderSession::noteWritten(const QByteArray &written, bool hadNewLayers)
{
    m_kept = written;
    const QJsonObject state = fromBytes(written);
    if (hadNewLayers)
        m_hasNewLayers = state[layersKey] != toJson(m_parts.layers.sets()); // declared after that
    else if (!m_hasNewLayers)
        restoreLayers(state);
}

void FolderSession::restoreLayers(const QJsonObject &state)
{
    m_parts.layers.setSets(layerSets(state[layersKey].toArray()));
    m_hasNewLayers = false; // they are those that are kept
}

} // namespace retune
