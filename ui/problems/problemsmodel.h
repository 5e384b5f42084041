#pragma once

#include <retune/text/problem.h>

#include <QtCore/QAbstractTableModel>

namespace retune {

/// What is wrong now: a row for each problem, by file and place.
class ProblemsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { FileColumn, PlaceColumn, MessageColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that stay are left alone, so that what is selected among them stays so.
    void setProblems(QList<Problem> problems);
    const Problem &problem(int row) const { return m_problems.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void replace(int first, int removed, const QList<Problem> &inserted);

    QList<Problem> m_problems;
};

} // namespace retune
