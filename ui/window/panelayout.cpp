#include "window/panelayout.h"

#include "window/preferences.h"

#include <QtGui/QAction>
#include <QtWidgets/QSplitter>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

// What panes shrink to on a small screen: they scroll, and what does not is squeezed.
constexpr int leastColumnWidth = 120;
constexpr int leastColumnHeight = 110;

/// Beginning with `shares`, which the parts keep when the window is resized, so that a small one has room for all.
QSplitter *makeSplitter(Qt::Orientation orientation, std::initializer_list<QWidget *> parts,
                        const QList<int> &shares)
{
    auto *splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->setStyleSheet(u"QSplitter::handle { background: palette(mid); }"_s);
    for (QWidget *part : parts)
        splitter->addWidget(part);
    splitter->setSizes(shares);
    return splitter;
}

int sizeOf(const QSplitter &splitter, QWidget *part)
{
    return splitter.sizes().at(splitter.indexOf(part));
}

/// So that it is seen when it is shown again: the splitter remembers the size of what is hidden.
void giveThird(QSplitter &splitter, QWidget *part)
{
    QList<int> sizes = splitter.sizes();
    const int all = std::accumulate(sizes.begin(), sizes.end(), 0);
    for (int index = 0; index < sizes.size(); ++index)
        sizes[index] = splitter.widget(index) == part ? all / 3 : all - all / 3;
    splitter.setSizes(sizes);
}

} // namespace

PaneLayout::PaneLayout(const Pane &settings, const Pane &file, const Pane &bottom, QObject *parent)
    : QObject(parent)
    , m_panes({settings, file, bottom})
    , m_columns(makeSplitter(Qt::Horizontal, {settings.widget, file.widget}, {430, 750}))
    , m_rows(makeSplitter(Qt::Vertical, {m_columns, bottom.widget}, {540, 180}))
{
    for (const Pane &column : {settings, file})
        column.widget->setMinimumSize(leastColumnWidth, leastColumnHeight);
    m_columns->setCollapsible(0, true);
    m_rows->setCollapsible(1, true);
    for (const Pane &pane : {settings, file, bottom})
        connect(pane.shown, &QAction::toggled, this, [this, pane](bool isShown) { show(pane, isShown); });
    for (const QSplitter *splitter : {m_columns, m_rows})
        connect(splitter, &QSplitter::splitterMoved, this, &PaneLayout::hideCollapsed);
}

QSplitter *PaneLayout::splitterOf(const Pane &pane) const
{
    return qobject_cast<QSplitter *>(pane.widget->parentWidget());
}

void PaneLayout::show(const Pane &pane, bool isShown)
{
    pane.widget->setVisible(isShown);
    m_columns->setVisible(m_panes[0].shown->isChecked() || m_panes[1].shown->isChecked());
}

/// What is too small to be seen must not have the focus either.
void PaneLayout::hideCollapsed()
{
    for (const Pane &pane : m_panes) {
        // Queued: the splitter is still at work.
        if (pane.shown->isChecked() && sizeOf(*splitterOf(pane), pane.widget) == 0)
            QMetaObject::invokeMethod(
                this,
                [this, pane] {
                    giveThird(*splitterOf(pane), pane.widget);
                    pane.shown->setChecked(false);
                },
                Qt::QueuedConnection);
    }
}

void PaneLayout::restore()
{
    m_columns->restoreState(savedLayout(u"columns"_s));
    m_rows->restoreState(savedLayout(u"rows"_s));
    for (QSplitter *splitter : {m_columns, m_rows})
        splitter->setHandleWidth(1);
    const QByteArray shown = savedLayout(u"panes"_s);
    for (int index = 0; index < std::min(m_panes.size(), shown.size()); ++index)
        m_panes[index].shown->setChecked(shown[index] != '0');
}

QMap<QString, QByteArray> PaneLayout::state() const
{
    QByteArray shown;
    for (const Pane &pane : m_panes)
        shown += pane.shown->isChecked() ? '1' : '0';
    return {{u"columns"_s, m_columns->saveState()}, {u"rows"_s, m_rows->saveState()}, {u"panes"_s, shown}};
}

} // namespace retune
