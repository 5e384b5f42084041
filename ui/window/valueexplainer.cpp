#include "window/valueexplainer.h"

#include "thread/whenfinished.h"
#include "tree/settingsmodel.h"
#include "tree/settingspane.h"
#include "tree/valuetext.h"
#include "window/folderhistory.h"
#include "window/folderlayers.h"

#include <retune/edit/workspace.h>
#include <retune/format/secret.h>
#include <retune/store/environment.h>

#include <QtConcurrent/QtConcurrentRun>

#include <QtGui/QScreen>

#include <algorithm>

namespace retune {

namespace {

/// What changes often is told in steps.
constexpr std::chrono::milliseconds pause{30};
constexpr int maximumLength = 400;

bool isAbout(const Reload &reload, const QString &path)
{
    return std::any_of(reload.files.begin(), reload.files.end(),
                       [&path](const FileReload &file) { return file.path() == path; });
}

} // namespace

ValueExplainer::ValueExplainer(SettingsPane &settings, FolderHistory &history, FolderLayers &layers)
    : QObject(&settings)
    , m_settings(settings)
    , m_history(history)
    , m_layers(layers)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &ValueExplainer::refresh);
    connect(&layers, &FolderLayers::changed, this, &ValueExplainer::refreshSoon);
    connect(&history, &FolderHistory::added, this, [this](const Reload &reload) {
        m_hasNewHistory = m_hasNewHistory || isAbout(reload, m_path);
        refreshSoon();
    });
    followModel();
}

void ValueExplainer::followModel()
{
    const SettingsModel *model = &m_settings.model();
    connect(model, &SettingsModel::modelReset, this, &ValueExplainer::close); // another folder
    connect(model, &SettingsModel::rowsRemoved, this, &ValueExplainer::refreshSoon);
    connect(model, &SettingsModel::rowsInserted, this, &ValueExplainer::refreshSoon);
    connect(model, &SettingsModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles != QList<int>{SettingsModel::FreshRole})
                    refreshSoon();
            });
}

bool ValueExplainer::canExplain() const
{
    const QModelIndex current = m_settings.view().currentIndex();
    return current.parent().isValid() && m_settings.model().node(current);
}

void ValueExplainer::explain()
{
    close();
    if (!canExplain())
        return;
    SettingsView &view = m_settings.view();
    const QModelIndex current = view.currentIndex();
    m_row = current;
    m_path = m_settings.model().path(current);
    m_key = m_settings.model().node(current).path();
    m_story = story(current);
    m_place = view.visualRect(current.siblingAtColumn(SettingsModel::ValueColumn));
    m_place.moveTopLeft(view.viewport()->mapToGlobal(m_place.topLeft()));
    m_popup = new ExplainPopup(m_story, &view);
    connectPopup();
    lookAround(current);
    lookUpHistory();
    place();
    m_popup->show();
    m_popup->activateWindow();
    m_popup->setFocus();
}

void ValueExplainer::connectPopup()
{
    connect(m_popup, &ExplainPopup::closed, this, &ValueExplainer::close);
    connect(m_popup, &ExplainPopup::resized, this, &ValueExplainer::place);
    connect(m_popup, &ExplainPopup::layersRequested, this, &ValueExplainer::declareLayers);
    connect(m_popup, &ExplainPopup::placeRequested, this,
            [this](const QString &path, const TextPosition &position) {
                close();
                Q_EMIT placeRequested(path, position);
            });
    connect(m_popup, &ExplainPopup::putBackRequested, this, [this](const ValueChange &change) {
        close();
        m_settings.model().keepInSight(m_path, m_key);
        m_history.putBack(m_path, m_key, change);
    });
    const Store &store = m_settings.workspace()->store();
    connect(&store, &Store::reloaded, m_popup, [this] { refreshSoon(); });
    connect(&store, &Store::forgotten, m_popup, [this] { refreshSoon(); });
}

ValueStory ValueExplainer::story(const QModelIndex &row) const
{
    const SettingsModel &model = m_settings.model();
    const Node node = model.node(row);
    ValueStory story;
    story.subject = model.subject(row);
    story.type = typeText(node);
    story.isSecret = row.data(SettingsModel::MaskedRole).toBool();
    story.value = story.isSecret ? secretMask() : onOneLine(valueText(node), maximumLength);
    story.path = model.path(row);
    story.surroundings = m_story.surroundings;
    story.changes = model.changeTexts(row);
    if (const auto problem = model.problem(row); problem && problem->kind == ProblemKind::Missing)
        story.changes += tr("The file is gone; its last values stay in force.");
    if (node.isShadowed())
        story.changes += whyNotEditable(node);
    return story;
}

// What changes while it is shown

void ValueExplainer::refreshSoon()
{
    if (m_popup && !m_timer.isActive())
        m_timer.start();
}

void ValueExplainer::refresh()
{
    if (!m_popup)
        return;
    if (m_isLooking)
        return m_timer.start();
    if (m_hasNewHistory)
        lookUpHistory();
    const QModelIndex explained = row();
    if (!explained.isValid())
        return m_popup->setGone(whyGone());
    m_key = m_settings.model().node(explained).path(); // it may have been renamed
    m_story = story(explained);
    lookAround(explained);
}

/// The row that is explained, also where it was gone for a while.
QModelIndex ValueExplainer::row()
{
    const SettingsModel &model = m_settings.model();
    if (m_row.isValid() && model.node(m_row))
        return m_row;
    const QModelIndex found = model.nodeIndex(m_path, m_key);
    const Node node = model.node(found);
    m_row = node && found.parent().isValid() && node.path() == m_key ? found : QModelIndex();
    return m_row;
}

QString ValueExplainer::whyGone() const
{
    const Document document = m_settings.model().document(m_path);
    if (document.isNull())
        return tr("%1 is no longer in the folder. What follows is as it was.").arg(m_path);
    if (document.find(m_key))
        return tr("The filter of the tree leaves this value out now. What follows is as it was.");
    return tr("This key is no longer in %1. What follows is as it was.").arg(m_path);
}

/// In another thread: it reads through files.
void ValueExplainer::lookAround(const QModelIndex &row)
{
    const Node node = m_settings.model().node(row);
    SurroundingsQuery query{m_settings.workspace()->store().snapshot(),
                            m_path,
                            m_key,
                            m_settings.model().document(row),
                            node.range().begin,
                            node.isShadowed(),
                            m_layers.setsWith(m_path),
                            environmentEntries()};
    m_isLooking = true;
    whenFinished(QtConcurrent::run(&surroundings, std::move(query)), m_popup,
                 [this, popup = m_popup.data()](const ValueSurroundings &found) {
                     if (popup != m_popup)
                         return; // it is closed, and lives on for a moment
                     m_isLooking = false;
                     m_story.surroundings = found;
                     m_popup->setStory(m_story);
                 });
}

void ValueExplainer::lookUpHistory()
{
    m_hasNewHistory = false;
    whenFinished(
        m_history.changesOf(m_path, m_key), m_popup,
        [this, popup = m_popup.data(), request = ++m_historyRequests](const QList<ValueChange> &changes) {
            if (popup == m_popup && request == m_historyRequests)
                m_popup->setChanges(changes);
        });
}

void ValueExplainer::declareLayers()
{
    QStringList files{m_path};
    if (m_story.surroundings) {
        for (const PlacedValue &other : m_story.surroundings->otherFiles.values)
            files += other.origin.source;
    }
    files.sort();
    close();
    m_layers.declare(files);
}

// The pop-up

/// Below the row, or above it where there is more room.
void ValueExplainer::place()
{
    if (!m_popup)
        return;
    const QRect room = m_settings.view().screen()->availableGeometry();
    const int below = m_place.y() + m_place.height();
    const bool fitsBelow = below + m_popup->height() <= room.bottom();
    const int y = fitsBelow ? below : std::max(room.top(), m_place.y() - m_popup->height());
    m_popup->move(
        std::clamp(m_place.x(), room.left(), std::max(room.left(), room.right() - m_popup->width())), y);
}

void ValueExplainer::close()
{
    m_timer.stop();
    m_isLooking = false;
    if (!m_popup)
        return;
    ExplainPopup *popup = m_popup;
    m_popup.clear();
    m_story = {};
    popup->disconnect(this);
    const bool hadFocus = popup->isActiveWindow();
    popup->hide();
    popup->deleteLater();
    if (hadFocus)
        m_settings.view().activateWindow();
    m_settings.view().setFocus();
}

} // namespace retune
