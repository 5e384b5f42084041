#pragma once

#include <QtWidgets/QFrame>

namespace retune {

class ElidedLabel;

/// The thin row above a pane: its name, which is elided at its beginning as paths are, a quiet remark, and small tools at the
/// end.
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
    ElidedLabel *m_title;
    ElidedLabel *m_remark;
};

} // namespace retune
