#pragma once

#include <QtWidgets/QProxyStyle>

class QStyleOptionTab;
class QStyleOptionViewItem;

namespace retune {

/// Whether a row of a list is drawn for a list that has the keyboard focus, or whose editor has it.
bool isFocused(const QStyleOptionViewItem &option);

/// Fusion, with three things of its own: no icons on the buttons of dialogs, which are black in the dark too; flat tabs, of which the
/// chosen one is underlined in a colour that stands out; and chosen rows in the accent colour where the keys of the keyboard go, in
/// a quiet one in other lists. On a dark ground check boxes and spin boxes are outlined, since Fusion's own outline is darker still.
class PlainStyle : public QProxyStyle
{
    Q_OBJECT

public:
    PlainStyle();

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;

private:
    void drawTab(const QStyleOptionTab &tab, QPainter &painter) const;
};

} // namespace retune
