#include "window/focusorder.h"

#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>

#include <algorithm>

namespace retune {

namespace {

bool takesTab(const QWidget &widget)
{
    return widget.isEnabled() && !widget.focusProxy() &&
           (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

QList<QWidget *> partsOf(const QWidget &widget);

QList<QWidget *> partsOf(QLayout &layout)
{
    QList<QWidget *> parts;
    for (int index = 0; index < layout.count(); ++index) {
        QLayoutItem *item = layout.itemAt(index);
        if (item->widget())
            parts += item->widget();
        else if (item->layout())
            parts += partsOf(*item->layout());
    }
    return parts;
}

/// The widgets directly in this one, as they are read.
QList<QWidget *> partsOf(const QWidget &widget)
{
    if (const auto *tabs = qobject_cast<const QTabWidget *>(&widget))
        return {tabs->tabBar(), tabs->currentWidget()};
    if (const auto *scroll = qobject_cast<const QScrollArea *>(&widget))
        return {scroll->widget()};
    if (const auto *splitter = qobject_cast<const QSplitter *>(&widget)) {
        QList<QWidget *> parts;
        for (int index = 0; index < splitter->count(); ++index)
            parts += splitter->widget(index);
        return parts;
    }
    if (qobject_cast<const QAbstractScrollArea *>(&widget))
        return {};
    if (widget.layout())
        return partsOf(*widget.layout());
    return widget.findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
}

void collect(QWidget *widget, QList<QWidget *> &found)
{
    if (!widget || !widget->isVisible())
        return;
    if (takesTab(*widget))
        found += widget; // what is inside of it, as the line of a combo box, is its own affair
    else
        for (QWidget *part : partsOf(*widget))
            collect(part, found);
}

/// The one of the widgets that is this one or holds it; -1 for none.
qsizetype placeOf(const QList<QWidget *> &widgets, const QWidget *widget)
{
    const auto found = std::find_if(widgets.begin(), widgets.end(), [widget](const QWidget *candidate) {
        return candidate == widget || candidate->isAncestorOf(widget);
    });
    return found == widgets.end() ? -1 : found - widgets.begin();
}

/// The place after or before another one, in a ring; the first or the last where there is no other.
qsizetype stepped(qsizetype place, qsizetype size, bool isForward)
{
    if (place < 0)
        return isForward ? 0 : size - 1;
    return (place + (isForward ? 1 : size - 1)) % size;
}

} // namespace

QList<QWidget *> inReadingOrder(QWidget *pane)
{
    QList<QWidget *> found;
    collect(pane, found);
    return found;
}

FocusOrder::FocusOrder(QList<QWidget *> panes)
    : m_panes(std::move(panes))
{}

QWidget *FocusOrder::next(const QWidget *widget, bool isForward) const
{
    QList<QWidget *> all;
    for (QWidget *pane : m_panes)
        all += inReadingOrder(pane);
    return all.isEmpty() ? nullptr : all.at(stepped(placeOf(all, widget), all.size(), isForward));
}

QWidget *FocusOrder::nextPane(const QWidget *widget, bool isForward) const
{
    qsizetype place = placeOf(m_panes, widget);
    for (qsizetype tried = 0; tried < m_panes.size(); ++tried) {
        place = stepped(place, m_panes.size(), isForward);
        const QList<QWidget *> inPane = inReadingOrder(m_panes.at(place));
        if (inPane.isEmpty())
            continue;
        QWidget *last = m_panes.at(place)->focusWidget();
        if (inPane.contains(last))
            return last;
        const auto list = std::find_if(inPane.begin(), inPane.end(), [](QWidget *candidate) {
            return qobject_cast<QAbstractScrollArea *>(candidate);
        });
        return list == inPane.end() ? inPane.first() : *list;
    }
    return nullptr;
}

} // namespace retune
