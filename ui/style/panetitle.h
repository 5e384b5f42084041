#pragma once

#include <QtWidgets/QFrame>

class QLabel;

namespace retune {

/// The thin row above a pane: its name, a quiet remark, and small tools at the end.
class PaneTitle : public QFrame
{
    Q_OBJECT

public:
    explicit PaneTitle(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setRemark(const QString &remark);
    void addTool(QWidget *tool);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_title;
    QLabel *m_remark;
};

} // namespace retune
