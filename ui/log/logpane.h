#pragma once

#include "log/logentry.h"

#include <QtWidgets/QWidget>

namespace retune {

class LogModel;
class LogView;

/// What happened, row by row, with links to the diffs of reloads and to the places of problems.
class LogPane : public QWidget
{
    Q_OBJECT

public:
    explicit LogPane(QWidget *parent = nullptr);

    LogModel &model() { return *m_model; }
    void append(const LogEntry &entry);

Q_SIGNALS:
    void diffRequested(const QString &path, quint64 revision);
    void placeRequested(const QString &path, const retune::TextPosition &position);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QWidget *makeTitleRow();
    void followLink(int row);

    LogModel *m_model;
    LogView *m_view;
};

} // namespace retune
