#include "window/folderlayers.h"

#include "layers/layersdialog.h"
#include "tree/selectedrows.h"
#include "tree/settingsmodel.h"
#include "tree/settingspane.h"

#include <retune/edit/workspace.h>
#include <retune/format/format.h>

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
{}

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
