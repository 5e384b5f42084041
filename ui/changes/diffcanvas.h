#pragma once

#include "changes/difflayout.h"

#include <retune/diff/worddiff.h>

#include <QtCore/QCache>
#include <QtGui/QTextLayout>
#include <QtWidgets/QAbstractScrollArea>

namespace retune {

struct DiffColors;

enum class DiffMode : quint8 { SideBySide, Inline };

/// Paints a comparison, row by row as far as rows are in view, so that its length does not matter.
class DiffCanvas : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit DiffCanvas(QWidget *parent = nullptr);

    void setDiff(const LineDiff &diff);
    const LineDiff &diff() const { return m_diff; }
    void setMode(DiffMode mode);
    const DiffLayout &diffLayout() const { return m_layout; }

    /// The change that was gone to, by its number; -1 where none was.
    int currentChange() const { return m_current; }
    void goToChange(int change);
    bool goToNextChange();
    bool goToPreviousChange();

Q_SIGNALS:
    void currentChangeChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Side : quint8 { Before, After };
    /// Where a column's parts begin and end, in pixels of the viewport.
    struct Column
    {
        int left = 0;
        int numbersRight = 0;
        int textLeft = 0;
        int right = 0;
    };

    void updateLayout();
    void updateScrollBars();
    int rowHeight() const;
    int numberWidth() const;
    Column column(Side side) const;
    Column inlineColumn() const;
    void paintSideBySide(QPainter &painter, const DiffColors &colors, int row, int top);
    void paintInline(QPainter &painter, const DiffColors &colors, int row, int top);
    void paintLine(QPainter &painter, const DiffColors &colors, const Column &column, Side side, int row,
                   int top);
    void paintText(QPainter &painter, const DiffColors &colors, const Column &column, Side side,
                   const DiffRow &row, int top);
    const QByteArray *lineOf(const DiffRow &row, Side side) const;
    const WordDiff &wordsOf(const DiffRow &row);

    LineDiff m_diff;
    DiffLayout m_layout;
    DiffMode m_mode = DiffMode::SideBySide;
    int m_current = -1;
    int m_longestLine = 0; ///< in columns of a fixed font
    QCache<std::pair<int, int>, WordDiff> m_words;
};

} // namespace retune
