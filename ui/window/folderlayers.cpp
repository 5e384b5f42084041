#include "window/folderlayers.h"

#include "layers/layersdialog.h"
#include "layers/layerstory.h"
#include "tree/selectedrows.h"
#include "tree/settingsmodel.h"
#include "tree/settingspane.h"

#include <retune/edit/workspace.h>
#include <retune/format/format.h>
#include <retune/store/environment.h>

#include <algorithm>

namespace retune {

namespace {

QStringList settingsFiles(const Snapshot &snapshot)
{
    QStringList files;
    for (const SettingsFilePtr &file : snapshot.files()) {
        if (!isCode(file->format->id()))
            files += file->path;
    }
    return files;
}

bool holdsAll(const LayerSet &set, const QStringList &files)
{
    return std::all_of(files.begin(), files.end(),
                       [&set](const QString &file) { return set.files.contains(file); });
}

} // namespace

FolderLayers::FolderLayers(SettingsPane &settings, QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_window(window)
{
    settings.model().setRemark([this](const QString &file, const KeyPath &key) { return remark(file, key); });
}

/// For the tool tip of a value.
QString FolderLayers::remark(const QString &file, const KeyPath &key) const
{
    const QList<LayerSet> sets = setsWith(file);
    if (sets.isEmpty() || !m_settings.workspace())
        return {};
    const Snapshot snapshot = m_settings.workspace()->store().snapshot();
    QStringList lines;
    for (const LayerSet &set : sets) {
        const QString stronger = hidingLayer(set, environmentEntries(), snapshot, file, key);
        if (!stronger.isEmpty())
            lines += tr("Hidden by %1, which is a stronger layer").arg(stronger);
    }
    return lines.join(u'\n');
}

void FolderLayers::setSets(const QList<LayerSet> &sets)
{
    if (m_sets == sets)
        return;
    m_sets = sets;
    Q_EMIT changed();
}

QList<LayerSet> FolderLayers::setsWith(const QString &file) const
{
    QList<LayerSet> found;
    std::copy_if(m_sets.begin(), m_sets.end(), std::back_inserter(found),
                 [&file](const LayerSet &set) { return set.files.contains(file); });
    return found;
}

void FolderLayers::renameFile(const QString &from, const QString &to)
{
    QList<LayerSet> sets = m_sets;
    for (LayerSet &set : sets)
        std::replace(set.files.begin(), set.files.end(), from, to);
    setSets(sets);
}

bool FolderLayers::canDeclare() const
{
    return m_settings.workspace() && m_settings.workspace()->store().isLoaded();
}

void FolderLayers::declareSelected()
{
    QStringList files;
    const QModelIndexList rows = m_settings.selectedRows()->rows();
    for (const QModelIndex &row : rows) {
        if (!m_settings.model().isCode(row))
            files += m_settings.model().path(row);
    }
    files.removeDuplicates();
    declare(files);
}

void FolderLayers::declare(const QStringList &files)
{
    if (!canDeclare() || (m_dialog && m_dialog->isVisible()))
        return;
    const Store &store = m_settings.workspace()->store();
    LayersDialog::Question question{store.folder(), settingsFiles(store.snapshot()), m_sets, 0};
    const auto known = std::find_if(m_sets.begin(), m_sets.end(),
                                    [&files](const LayerSet &set) { return holdsAll(set, files); });
    if (known == m_sets.end())
        question.sets += LayerSet{files, {}};
    question.current = int(known - m_sets.begin());
    auto *dialog = new LayersDialog(question, m_window);
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { setSets(dialog->sets()); });
    connect(&m_settings.model(), &SettingsModel::modelReset, dialog, &QDialog::reject); // another folder
    dialog->open();
}

} // namespace retune
