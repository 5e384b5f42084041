#include "window/valueexplainer.h"

#include "thread/whenfinished.h"
#include "tree/explainpopup.h"
#include "tree/settingsmodel.h"
#include "tree/settingspane.h"
#include "tree/valuetext.h"
#include "window/folderhistory.h"

#include <retune/edit/workspace.h>
#include <retune/format/secret.h>

#include <QtGui/QScreen>

#include <algorithm>

namespace retune {

namespace {

constexpr int maximumOtherFiles = 5;
/// Each file is looked into here, in the thread of the window.
constexpr int maximumSearchedFiles = 2000;
constexpr int maximumLength = 400;
constexpr int maximumOtherLength = 40;

QString placeText(const QString &path, const Document &document, const Node &node)
{
    const TextPosition position = document.position(node.range().begin);
    return QStringLiteral("%1:%2:%3").arg(path).arg(position.line).arg(position.column);
}

QString otherValue(const Node &node, bool isSecret)
{
    return isSecret ? secretMask() : onOneLine(valueText(node), maximumOtherLength);
}

/// Where else in the folder the key is given.
QStringList otherFiles(const Snapshot &snapshot, const QString &path, const KeyPath &key)
{
    QStringList others;
    int searched = 0;
    for (const SettingsFilePtr &file : snapshot.files()) {
        if (file->path == path || file->document.isNull())
            continue;
        if (++searched > maximumSearchedFiles || others.size() == maximumOtherFiles) {
            others += QStringLiteral("…");
            break;
        }
        if (const Node node = file->document.find(key)) {
            const bool isSecret = isSecretKey(key) && !node.isContainer();
            others += ValueExplainer::tr("%1 (%2)").arg(placeText(file->path, file->document, node),
                                                        otherValue(node, isSecret));
        }
    }
    return others;
}

} // namespace

ValueExplainer::ValueExplainer(SettingsPane &settings, FolderHistory &history)
    : QObject(&settings)
    , m_settings(settings)
    , m_history(history)
{}

bool ValueExplainer::canExplain() const
{
    const QModelIndex current = m_settings.view().currentIndex();
    return current.parent().isValid() && m_settings.model().node(current);
}

ValueStory ValueExplainer::story() const
{
    const SettingsModel &model = m_settings.model();
    const QModelIndex row = m_settings.view().currentIndex();
    const Node node = model.node(row);
    ValueStory story;
    story.subject = model.subject(row);
    story.type = typeText(node);
    story.isSecret = row.data(SettingsModel::MaskedRole).toBool();
    story.value = story.isSecret ? secretMask() : onOneLine(valueText(node), maximumLength);
    story.place = placeText(model.path(row), model.document(row), node);
    story.changes = model.changeTexts(row);
    if (node.isShadowed())
        story.changes += whyNotEditable(node);
    if (m_settings.workspace())
        story.otherFiles =
            otherFiles(m_settings.workspace()->store().snapshot(), model.path(row), node.path());
    return story;
}

void ValueExplainer::explain()
{
    close();
    if (!canExplain())
        return;
    SettingsView &view = m_settings.view();
    const QString path = m_settings.model().path(view.currentIndex());
    const KeyPath key = m_settings.model().node(view.currentIndex()).path();
    auto *popup = new ExplainPopup(story(), &view);
    m_popup = popup;
    connect(popup, &ExplainPopup::closed, this, &ValueExplainer::close);
    connect(popup, &ExplainPopup::placeRequested, this, [this] {
        close();
        Q_EMIT m_settings.textRequested();
    });
    connect(popup, &ExplainPopup::putBackRequested, this, [this, path, key](const ValueChange &change) {
        close();
        m_settings.model().keepInSight(path, key);
        m_history.putBack(path, key, change);
    });
    whenFinished(m_history.changesOf(path, key), popup, [this, popup](const QList<ValueChange> &changes) {
        popup->setChanges(changes);
        place();
    });
    popup->adjustSize();
    place();
    popup->show();
    popup->activateWindow();
    popup->setFocus();
}

/// Below the row, or above it where there is more room.
void ValueExplainer::place()
{
    if (!m_popup)
        return;
    SettingsView &view = m_settings.view();
    const QRect row = view.visualRect(view.currentIndex().siblingAtColumn(SettingsModel::ValueColumn));
    const QPoint top = view.viewport()->mapToGlobal(row.topLeft());
    const QRect room = view.screen()->availableGeometry();
    const int below = top.y() + row.height();
    const bool fitsBelow = below + m_popup->height() <= room.bottom();
    const int y = fitsBelow ? below : std::max(room.top(), top.y() - m_popup->height());
    m_popup->move(std::clamp(top.x(), room.left(), std::max(room.left(), room.right() - m_popup->width())),
                  y);
}

void ValueExplainer::close()
{
    if (!m_popup)
        return;
    ExplainPopup *popup = m_popup;
    m_popup.clear();
    popup->disconnect(this);
    const bool hadFocus = popup->isActiveWindow();
    popup->hide();
    popup->deleteLater();
    if (hadFocus)
        m_settings.view().activateWindow();
    m_settings.view().setFocus();
}

} // namespace retune
