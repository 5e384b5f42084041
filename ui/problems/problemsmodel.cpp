#include "problems/problemsmodel.h"

#include "style/icons.h"
#include "style/theme.h"

#include <QtGui/QGuiApplication>

#include <algorithm>

namespace retune {

namespace {

bool isBefore(const Problem &a, const Problem &b)
{
    return a.file != b.file ? a.file < b.file : a.position < b.position;
}

/// The whole folder has no name below itself.
QString shownFile(const Problem &problem)
{
    return problem.file.isEmpty() ? ProblemsModel::tr("(the folder)") : problem.file;
}

} // namespace

void ProblemsModel::setProblems(QList<Problem> problems)
{
    std::stable_sort(problems.begin(), problems.end(), &isBefore);
    // A problem that goes or comes leaves equal rows above and below it.
    const auto head = std::mismatch(problems.begin(), problems.end(), m_problems.begin(), m_problems.end());
    const auto first = int(head.first - problems.begin());
    const auto tail = std::mismatch(problems.rbegin(), problems.rend() - first, m_problems.rbegin(),
                                    m_problems.rend() - first);
    const auto kept = int(tail.first - problems.rbegin());
    replace(first, int(m_problems.size()) - first - kept,
            problems.mid(first, problems.size() - first - kept));
}

void ProblemsModel::replace(int first, int removed, const QList<Problem> &inserted)
{
    if (removed > 0) {
        beginRemoveRows({}, first, first + removed - 1);
        m_problems.remove(first, removed);
        endRemoveRows();
    }
    if (!inserted.isEmpty()) {
        beginInsertRows({}, first, first + int(inserted.size()) - 1);
        m_problems = m_problems.first(first) + inserted + m_problems.sliced(first);
        endInsertRows();
    }
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_problems.size());
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Problem &shown = problem(index.row());
    if (role == Qt::ToolTipRole)
        return QStringLiteral("<p>%1</p>").arg(shown.toString().toHtmlEscaped());
    if (role == Qt::DecorationRole && index.column() == FileColumn)
        return errorIcon(QStringLiteral("problem"));
    if (role == Qt::ForegroundRole && index.column() == PlaceColumn)
        return quietText(QGuiApplication::palette());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case FileColumn:
        return shownFile(shown);
    case PlaceColumn:
        return shown.place();
    default:
        return shown.message;
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FileColumn:
        return tr("File");
    case PlaceColumn:
        return tr("Line");
    default:
        return tr("Problem");
    }
}

} // namespace retune
