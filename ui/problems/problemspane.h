#pragma once

#include "problems/watchtest.h"

#include <retune/text/problem.h>

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QStackedLayout;
class QToolButton;
class QTreeView;

namespace retune {

class ElidedLabel;
class EmptyState;
class ProblemsModel;

/// What is wrong in the open folder, with links to the places, and how well the folder is watched, with a test of that.
class ProblemsPane : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsPane(QWidget *parent = nullptr);

    /// Shown a moment later, so that many changes one after the other cost the window little. Nothing: no folder is open.
    void setProblems(const std::optional<QList<Problem>> &problems);
    /// Nothing: no folder is open.
    void setWatchStatus(const std::optional<WatchStatus> &status, const WatchOptions &options);
    /// Goes to the list, with a row as the current one.
    void begin();
    /// The row of tools, for whoever places it; the pane's own where nobody does.
    QWidget *tools() const { return m_tools; }
    const ProblemsModel &model() const { return *m_model; }

Q_SIGNALS:
    void placeRequested(const QString &path, const retune::TextPosition &position);
    /// The number of rows.
    void countChanged(int count);
    /// What a test of watching gave, as a sentence.
    void watchingTested(const QString &result);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void makeView();
    void makeTools();
    void showProblems();
    void follow(const QModelIndex &index);
    void copyCurrent();
    void testWatching();
    void noteTest(const QList<WatchTest> &tests);
    void showHealth();

    ProblemsModel *m_model;
    QTreeView *m_view;
    EmptyState *m_empty;
    QStackedLayout *m_pages;
    QWidget *m_tools;
    ElidedLabel *m_health;
    QToolButton *m_test;
    std::optional<QList<Problem>> m_problems;
    QTimer m_showing; ///< until they are shown
    std::optional<WatchStatus> m_status;
    WatchOptions m_options;
    QString m_result; ///< of the latest test of this way to watch
};

} // namespace retune
