#include "tree/selectedrows.h"

#include "tree/jsonline.h"
#include "tree/settingsmodel.h"
#include "tree/settingsview.h"
#include "tree/valuetext.h"

#include <retune/format/format.h>
#include <retune/format/secret.h>

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

#include <algorithm>

namespace retune {

namespace {

/// The rows from the top of the tree to this one.
QList<int> wayTo(QModelIndex index)
{
    QList<int> way;
    for (; index.isValid(); index = index.parent())
        way.prepend(index.row());
    return way;
}

bool takesEdits(const QModelIndex &value)
{
    return value.flags() & (Qt::ItemIsEditable | Qt::ItemIsUserCheckable);
}

int kindOf(const QModelIndex &value)
{
    return value.data(SettingsModel::KindRole).toInt();
}

void copy(const QStringList &lines, bool isSecret = false)
{
    if (lines.isEmpty())
        return;
    auto *data = new QMimeData;
    data->setText(lines.join(QLatin1Char('\n')));
    if (isSecret) // clipboard histories that know this leave it out
        data->setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
    QGuiApplication::clipboard()->setMimeData(data);
}

} // namespace

SelectedRows::SelectedRows(SettingsModel *model, SettingsView *view)
    : QObject(view)
    , m_model(model)
    , m_view(view)
{
    model->setCompanions([this](const QModelIndex &value) { return editedTogether(value); });
}

QModelIndexList SelectedRows::rows() const
{
    QList<std::pair<QList<int>, QModelIndex>> placed;
    for (const QModelIndex &row : m_view->selectionModel()->selectedRows(SettingsModel::NameColumn))
        placed.append({wayTo(row), row});
    std::sort(placed.begin(), placed.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QModelIndexList rows;
    for (const auto &[way, row] : std::as_const(placed))
        rows.append(row);
    return rows;
}

QModelIndexList SelectedRows::editedTogether(const QModelIndex &value) const
{
    QModelIndexList values;
    for (const QModelIndex &row : m_view->selectionModel()->selectedRows(SettingsModel::NameColumn)) {
        const QModelIndex other = row.siblingAtColumn(SettingsModel::ValueColumn);
        const Document document = m_model->document(other);
        const bool fits = takesEdits(other) && !document.isNull() &&
                          (kindOf(other) == kindOf(value) || !document.format().hasTypes());
        if (!fits)
            return {value};
        values += other;
    }
    return values.contains(value) ? values : QModelIndexList{value};
}

QString SelectedRows::note() const
{
    const qsizetype selected = m_view->selectionModel()->selectedRows(SettingsModel::NameColumn).size();
    const QModelIndex value = m_view->currentIndex().siblingAtColumn(SettingsModel::ValueColumn);
    if (selected < 2 || !value.isValid() || !takesEdits(value))
        return {};
    if (editedTogether(value).size() == selected)
        return tr("%n values are selected: an edit changes all of them.", nullptr, int(selected));
    return tr(
        "%n rows are selected, not all of them values of one type: an edit changes the current one alone.",
        nullptr, int(selected));
}

bool SelectedRows::canCopyValue() const
{
    const QModelIndexList selected = rows();
    return std::any_of(selected.begin(), selected.end(),
                       [this](const QModelIndex &row) { return bool(m_model->node(row)); });
}

bool SelectedRows::hasSecrets() const
{
    const QModelIndexList selected = rows();
    return std::any_of(selected.begin(), selected.end(), [this](const QModelIndex &row) {
        const Node node = m_model->node(row);
        return node &&
               (node.isContainer() ? holdsSecrets(node) : row.data(SettingsModel::MaskedRole).toBool());
    });
}

bool SelectedRows::canSelectSameKey() const
{
    return m_view->currentIndex().parent().isValid();
}

void SelectedRows::copyRows() const
{
    const QModelIndexList selected = rows();
    const bool isOfOneFile = std::all_of(selected.begin(), selected.end(), [&](const QModelIndex &row) {
        return m_model->path(row) == m_model->path(selected.first());
    });
    QStringList lines;
    for (const QModelIndex &row : selected) {
        const bool isFile = !row.parent().isValid();
        QString line = m_model->subject(row);
        const Node node = m_model->node(row);
        if (node && !isFile && !isOfOneFile)
            line = tr("%1: %2").arg(m_model->path(row), line);
        const QString value = node && node.isContainer() && !isFile
                                  ? jsonLine(node)
                                  : row.siblingAtColumn(SettingsModel::ValueColumn).data().toString();
        lines += isFile || value.isEmpty() ? line : line + QStringLiteral(" = ") + value;
    }
    copy(lines);
}

void SelectedRows::copyPaths() const
{
    QStringList lines;
    for (const QModelIndex &row : rows())
        lines += m_model->subject(row);
    copy(lines);
}

void SelectedRows::copyValues()
{
    const bool isSecret = hasSecrets();
    QStringList lines;
    for (const QModelIndex &row : rows()) {
        if (const Node node = m_model->node(row))
            lines += node.value().text;
    }
    copy(lines, isSecret);
    if (isSecret)
        Q_EMIT message(tr("A secret value is on the clipboard now."));
}

void SelectedRows::selectSameKey()
{
    const QModelIndex current = m_view->currentIndex();
    const Node node = m_model->node(current);
    if (!node || !canSelectSameKey())
        return;
    const KeyPath key = node.path();
    QItemSelection same;
    int count = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QString path = m_model->path(m_model->index(row, SettingsModel::NameColumn));
        const QModelIndex found = m_model->nodeIndex(path, key);
        const Node other = m_model->node(found);
        if (!other || !found.parent().isValid() || other.path() != key)
            continue;
        m_view->reveal(found);
        same.select(found, found.siblingAtColumn(SettingsModel::MarkColumn));
        ++count;
    }
    m_view->selectionModel()->select(same, QItemSelectionModel::ClearAndSelect);
    if (count < 2)
        Q_EMIT message(tr("No other file in sight has %1.").arg(key.toString()));
}

} // namespace retune
