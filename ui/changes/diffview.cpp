#include "changes/diffview.h"

#include "changes/diffcanvas.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace retune {

namespace {

/// Up to this many bytes on both sides are compared in the thread of the window: some milliseconds.
constexpr qsizetype shortTexts = 256 * 1024;

QToolButton *buttonOf(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    return button;
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_canvas(new DiffCanvas)
    , m_titles(new QLabel)
    , m_count(new QLabel)
    , m_next(makeAction(tr("↓ Next change"), Qt::Key_F7, &DiffView::goToNextChange))
    , m_previous(makeAction(tr("↑ Previous change"), Qt::SHIFT | Qt::Key_F7, &DiffView::goToPreviousChange))
{
    auto *inlineMode = new QAction(tr("Inline"), this);
    inlineMode->setCheckable(true);
    inlineMode->setToolTip(tr("Show both sides in one column"));
    connect(inlineMode, &QAction::toggled, m_canvas,
            [canvas = m_canvas](bool on) { canvas->setMode(on ? DiffMode::Inline : DiffMode::SideBySide); });
    m_titles->setTextFormat(Qt::PlainText);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 2, 4, 2);
    bar->addWidget(m_titles, 1);
    bar->addWidget(m_count);
    bar->addWidget(buttonOf(m_previous));
    bar->addWidget(buttonOf(m_next));
    bar->addWidget(buttonOf(inlineMode));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_canvas, 1);
    setFocusProxy(m_canvas);
    connect(m_canvas, &DiffCanvas::currentChangeChanged, this, &DiffView::showCount);
    // Not QFuture::then with a context: in Qt 6.4 that fails an assertion when the context is gone by then.
    connect(&m_elsewhere, &QFutureWatcherBase::finished, this, [this] {
        if (!m_elsewhere.isCanceled())
            showDiff(m_elsewhere.result());
    });
    clear();
}

QAction *DiffView::makeAction(const QString &text, const QKeySequence &key, void (DiffView::*run)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void DiffView::compare(const QByteArray &before, const QByteArray &after, const QString &beforeTitle,
                       const QString &afterTitle)
{
    m_titles->setText(tr("%1 → %2").arg(beforeTitle, afterTitle));
    if (before.size() + after.size() <= shortTexts) {
        m_elsewhere.setFuture({});
        showDiff(lineDiff(before, after));
    } else {
        m_elsewhere.setFuture(QtConcurrent::run([before, after] { return lineDiff(before, after); }));
    }
}

void DiffView::clear()
{
    m_elsewhere.setFuture({});
    m_titles->clear();
    showDiff({});
    m_count->clear();
}

const LineDiff &DiffView::diff() const
{
    return m_canvas->diff();
}

void DiffView::showDiff(const LineDiff &diff)
{
    m_canvas->setDiff(diff);
}

void DiffView::showCount()
{
    const auto count = static_cast<int>(m_canvas->diffLayout().changes.size());
    const int current = m_canvas->currentChange();
    m_previous->setEnabled(current > 0);
    m_next->setEnabled(current + 1 < count);
    m_count->setText(count == 0 ? tr("No difference") : tr("Change %1 of %2").arg(current + 1).arg(count));
}

void DiffView::goToNextChange()
{
    m_canvas->goToNextChange();
}

void DiffView::goToPreviousChange()
{
    m_canvas->goToPreviousChange();
}

} // namespace retune
