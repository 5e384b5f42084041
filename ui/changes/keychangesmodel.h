#pragma once

#include <retune/format/keydiff.h>

#include <QtCore/QAbstractTableModel>

namespace retune {

/// The keys that a reload changed, with their values before and after. Secret values are masked.
class KeyChangesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, BeforeColumn, AfterColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setChanges(const QList<Change> &changes);
    const Change &change(int row) const { return m_changes.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Change &change, int column) const;

    QList<Change> m_changes;
};

} // namespace retune
