#pragma once

#include "changes/diffgeometry.h"
#include "changes/prepareddiff.h"

#include <retune/diff/worddiff.h>

#include <QtCore/QCache>
#include <QtGui/QTextLayout>
#include <QtWidgets/QAbstractScrollArea>

namespace retune {

struct DiffColors;

/// Paints a comparison as far as it is in view, so that its length does not matter: in two columns that scroll together, with
/// bands that connect what differs, or in one.
class DiffCanvas : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit DiffCanvas(QWidget *parent = nullptr);

    void setDiff(const PreparedDiff &prepared);
    const PreparedDiff &prepared() const { return m_prepared; }
    const LineDiff &diff() const { return m_prepared.diff; }
    /// Whether lines that are longer than the column go on in the next line of the screen.
    void setWrapping(bool isWrapping);
    /// In points; the system's for a value that is not positive.
    void setFontSize(double points);
    double fontSize() const { return font().pointSizeF(); }
    /// Whether each change has an arrow that asks to put it back.
    void setPutBackOffered(bool isOffered);
    const DiffLayout &diffLayout() const { return m_prepared.layout; }
    const DiffGeometry &geometryOfRows() const { return m_geometry; }

    /// The change that was gone to, by its number; -1 where none was.
    int currentChange() const { return m_current; }
    void goToChange(int change);
    /// Brings a line of the newer text into view, or one of the older text where `after` is -1, and goes to the change that it is
    /// part of, if any. Lines are numbered from 0; nothing happens where there is no such line.
    void goToLine(int before, int after);
    bool goToNextChange();
    bool goToPreviousChange();
    /// What the arrow of a change covers; empty where it is out of view, or there are none.
    QRect arrow(int change) const;

Q_SIGNALS:
    void currentChangeChanged();
    void putBackAsked(int change);
    /// The wheel was turned with Ctrl: so many steps up.
    void zoomAsked(int steps);
    /// Something that a map of it shows is another.
    void extentChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Side : quint8 { Before, After };
    static constexpr int padding = 6;
    /// Where a column's parts begin and end, in pixels of the viewport.
    struct Column
    {
        int left = 0;
        int numbersRight = 0;
        int textLeft = 0;
        int right = 0;
        Side equalSide = Side::After; ///< whose text it shows of lines that are equal

        int textWidth() const { return right - textLeft; }
    };

    void updateGeometry();
    bool isInline() const { return m_prepared.layout.isInline; }
    int lineHeight() const;
    int columnsOfText(const Column &column) const;
    int numberWidth() const;
    Column columnFrom(int left, int right, int numbers) const;
    Column leftColumn() const;
    Column rightColumn() const;
    LineRange bandsArea() const;
    DiffGeometry::Offsets offsets() const;
    std::vector<int> linesOf(const QList<DiffRow> &rows, const Column &column) const;
    void paintColumn(QPainter &painter, const DiffColors &colors, const Column &column, bool isRight);
    void paintRow(QPainter &painter, const DiffColors &colors, const DiffRow &row, const Column &column,
                  const LineRange &extent);
    void paintNumbers(QPainter &painter, const DiffColors &colors, const DiffRow &row, const Column &column,
                      int top) const;
    void paintText(QPainter &painter, const DiffColors &colors, const DiffRow &row, const Column &column,
                   int top);
    void paintPart(QPainter &painter, const QString &text, const QList<QTextLayout::FormatRange> &marks,
                   const QPointF &place) const;
    void paintBands(QPainter &painter, const DiffColors &colors);
    void paintArrow(QPainter &painter, const DiffColors &colors, int change) const;
    static Side sideOf(const DiffRow &row, const Column &column);
    bool isPair(const DiffRow &row) const { return row.before >= 0 && row.after >= 0; }
    const WordDiff &wordsOf(const DiffRow &row);
    int changeWithArrowAt(QPoint position) const;

    PreparedDiff m_prepared;
    DiffGeometry m_geometry;
    bool m_isWrapping = false;
    bool m_isPutBackOffered = false;
    int m_current = -1;
    QCache<std::pair<int, int>, WordDiff> m_words;
};

} // namespace retune
