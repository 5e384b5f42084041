#pragma once

#include <retune/text/problem.h>

#include <QtWidgets/QAbstractButton>

#include <optional>

namespace retune {

/// One quiet line that says what is wrong with a text and where: `3:7 expected ':'`. A click goes there.
class ProblemLine : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ProblemLine(QWidget *parent = nullptr);

    /// Hidden where there is none. `others` more are not shown.
    void setProblem(const std::optional<Problem> &problem, bool isError, int others);
    const std::optional<Problem> &problem() const { return m_problem; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<Problem> m_problem;
    bool m_isError = true;
};

} // namespace retune
