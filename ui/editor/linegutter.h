#pragma once

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

namespace retune {

class TextView;

/// What the gutter says about a line beside its number.
struct LineMark
{
    enum class Level : quint8 { Warning, Error };

    Level level = Level::Error;
    QString message;
};

/// The line numbers beside a text view, with a mark and its reason at lines that have a problem.
class LineGutter : public QWidget
{
    Q_OBJECT

public:
    explicit LineGutter(TextView &view);

    /// By line, numbered from 0.
    void setMarks(const QHash<int, LineMark> &marks);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    TextView &m_view;
    QHash<int, LineMark> m_marks;
};

} // namespace retune
