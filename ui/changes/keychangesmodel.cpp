#include "changes/keychangesmodel.h"

#include "changes/reloadtext.h"

namespace retune {

void KeyChangesModel::setChanges(const QList<Change> &changes)
{
    beginResetModel();
    m_changes = changes;
    endResetModel();
}

int KeyChangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_changes.size());
}

int KeyChangesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString KeyChangesModel::text(const Change &change, int column) const
{
    if (column == BeforeColumn)
        return change.before ? valueText(change, change.before) : tr("(new)");
    if (column == AfterColumn)
        return change.after ? valueText(change, change.after) : tr("(removed)");
    switch (change.type()) {
    case Change::Type::Added:
        return QStringLiteral("+ ") + change.path.toString();
    case Change::Type::Removed:
        return QStringLiteral("− ") + change.path.toString();
    case Change::Type::Modified:
        break;
    }
    return change.path.toString();
}

QVariant KeyChangesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(m_changes.at(index.row()), index.column());
    return {};
}

QVariant KeyChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KeyColumn:
        return tr("Key");
    case BeforeColumn:
        return tr("Before");
    case AfterColumn:
        return tr("After");
    default:
        return {};
    }
}

} // namespace retune
