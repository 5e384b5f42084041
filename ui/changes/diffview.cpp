#include "changes/diffview.h"

#include "changes/diffoverview.h"
#include "style/action.h"
#include "style/elidedlabel.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace retune {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Up to this many bytes on both sides are compared in the thread of the window: some milliseconds, even where each line is another.
constexpr qsizetype shortTexts = 32 * 1024;
constexpr double smallestFont = 6;
constexpr double largestFont = 40;

QToolButton *buttonOf(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    button->setHidden(!action->isVisible());
    QObject::connect(action, &QAction::visibleChanged, button,
                     [button, action] { button->setVisible(action->isVisible()); });
    return button;
}

/// The first of some lines, in one.
QString firstLines(const QList<QByteArray> &lines, const LineRange &range)
{
    constexpr int mostLines = 5;
    QStringList texts;
    for (int line = range.begin; line < std::min(range.end, range.begin + mostLines); ++line)
        texts += QString::fromUtf8(lines.at(line)).trimmed();
    return texts.join(u"; "_s);
}

/// The lines of a text with those of one block replaced by the older ones.
QByteArray withBlockTakenBack(const LineDiff &diff, const DiffBlock &block)
{
    const auto joined = [](const QList<QByteArray> &lines, int begin, int end) {
        QByteArray text;
        for (int line = begin; line < end; ++line)
            text += lines.at(line);
        return text;
    };
    return joined(diff.after, 0, block.after.begin) +
           joined(diff.before, block.before.begin, block.before.end) +
           joined(diff.after, block.after.end, static_cast<int>(diff.after.size()));
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
    , m_canvas(new DiffCanvas)
    , m_titles(new ElidedLabel)
    , m_count(new QLabel)
{
    makeActions();
    auto *comparison = new QHBoxLayout;
    comparison->setContentsMargins({});
    comparison->setSpacing(0);
    comparison->addWidget(m_canvas, 1);
    comparison->addWidget(new DiffOverview(*m_canvas));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addLayout(comparison, 1);
    setFocusProxy(m_canvas);
    connect(m_canvas, &DiffCanvas::currentChangeChanged, this, &DiffView::showCount);
    connect(m_canvas, &DiffCanvas::putBackAsked, this, &DiffView::putBack);
    connect(m_canvas, &DiffCanvas::zoomAsked, this, &DiffView::zoom);
    // Not QFuture::then with a context: in Qt 6.4 that fails an assertion when the context is gone by then.
    connect(&m_elsewhere, &QFutureWatcherBase::finished, this, [this] {
        if (!m_elsewhere.isCanceled())
            showDiff(m_elsewhere.result());
    });
    clear();
}

QAction *DiffView::make(const char *iconName, const QString &text, const QKeySequence &shortcut,
                        const QString &tip, const std::function<void()> &run)
{
    QAction *action = makeAction(iconName, text, shortcut, tip, this);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    connect(action, &QAction::triggered, this, run);
    return action;
}

QAction *DiffView::makeToggle(const QString &text, const QString &tip, const std::function<void(bool)> &run)
{
    QAction *action = makeAction(nullptr, text, {}, tip, this);
    action->setCheckable(true);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void DiffView::makeActions()
{
    m_previous = make("up", tr("Previous Change"), Qt::SHIFT | Qt::Key_F7, tr("Go to the previous change"),
                      [this] { goToPreviousChange(); });
    m_next = make("down", tr("Next Change"), Qt::Key_F7, tr("Go to the next change"),
                  [this] { goToNextChange(); });
    for (QAction *step : {m_previous, m_next}) // the log, which led here, keeps the focus
        step->setShortcutContext(Qt::WindowShortcut);
    m_putBack =
        make("undo", tr("Put This Change Back"), Qt::ALT | Qt::Key_F7,
             tr("Put the older lines of this change back"), [this] { putBack(m_canvas->currentChange()); });
    m_putBack->setVisible(false);
    m_copyPatch =
        make("copy", tr("Copy as Patch"), {},
             tr("Copy the comparison as a patch, as git apply and patch take it"), [this] { copyPatch(); });
    m_putBackTip = m_putBack->toolTip();
    m_copyPatchTip = m_copyPatch->toolTip();
    m_inline = makeToggle(tr("&Inline"), tr("Show both texts in one column"), [this](bool on) {
        change([on](DiffOptions &options) { options.mode = on ? DiffMode::Inline : DiffMode::SideBySide; });
    });
    m_wrap = makeToggle(tr("&Wrap Long Lines"), tr("Go on in the next line where a line is too long"),
                        [this](bool on) { change([on](DiffOptions &options) { options.isWrapping = on; }); });
    m_ignoreWhiteSpace =
        makeToggle(tr("Ignore White &Space"),
                   tr("Take lines for equal that differ in blanks, tabs and line ends"), [this](bool on) {
                       change([on](DiffOptions &options) {
                           options.whiteSpace = on ? WhiteSpace::Ignore : WhiteSpace::Compare;
                       });
                   });
    m_larger = make(nullptr, tr("&Larger Text"), QKeySequence::ZoomIn, tr("Make the text larger"),
                    [this] { zoom(1); });
    m_larger->setShortcuts({QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Equal});
    m_smaller = make(nullptr, tr("S&maller Text"), QKeySequence::ZoomOut, tr("Make the text smaller"),
                     [this] { zoom(-1); });
    m_usualSize = make(nullptr, tr("&Usual Text Size"), Qt::CTRL | Qt::Key_0,
                       tr("Show the text in the size of the system"),
                       [this] { change([](DiffOptions &options) { options.fontSize = 0; }); });
}

QWidget *DiffView::makeBar()
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    menu->addActions({m_inline, m_wrap, m_ignoreWhiteSpace});
    menu->addSeparator();
    menu->addActions({m_larger, m_smaller, m_usualSize});
    auto *view = new QToolButton;
    view->setText(tr("View") + QStringLiteral(" ▾"));
    view->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    view->setAccessibleName(tr("How the comparison is shown"));
    view->setToolTip(tr("How the comparison is shown"));
    view->setMenu(menu);
    view->setPopupMode(QToolButton::InstantPopup);
    view->setAutoRaise(true);
    view->setFocusPolicy(Qt::TabFocus);
    auto *widget = new QWidget;
    auto *bar = new QHBoxLayout(widget);
    bar->setContentsMargins(8, 2, 4, 2);
    bar->addWidget(m_titles, 1);
    bar->addWidget(m_count);
    for (QAction *action : {m_previous, m_next, m_putBack, m_copyPatch})
        bar->addWidget(buttonOf(action));
    bar->addWidget(view);
    return widget;
}

void DiffView::compare(const QByteArray &before, const QByteArray &after, const QString &beforeTitle,
                       const QString &afterTitle)
{
    m_wantedTitles = tr("%1 → %2").arg(beforeTitle, afterTitle);
    m_before = before;
    m_after = after;
    compareAgain();
}

void DiffView::compareAgain()
{
    if (m_before.size() + m_after.size() <= shortTexts) {
        m_elsewhere.setFuture({});
        showDiff(preparedDiff(m_before, m_after, m_options.whiteSpace, m_options.mode));
        return;
    }
    m_elsewhere.setFuture(
        QtConcurrent::run(&preparedDiff, m_before, m_after, m_options.whiteSpace, m_options.mode));
}

void DiffView::clear()
{
    m_wantedTitles.clear();
    m_before.clear();
    m_after.clear();
    compareAgain();
    m_count->clear();
}

const LineDiff &DiffView::diff() const
{
    return m_canvas->diff();
}

void DiffView::showDiff(const PreparedDiff &prepared)
{
    // A comparison that goes on, as that of edits under way, stays where it is.
    const bool isSame = !m_shown.isEmpty() && m_shown == m_wantedTitles;
    const bool isSameMode = m_canvas->diffLayout().isInline == prepared.layout.isInline;
    const int change = m_canvas->currentChange();
    const int place = m_canvas->verticalScrollBar()->value();
    m_shown = m_wantedTitles;
    m_titles->setText(m_shown);
    m_isShownCovered = m_isCovered;
    m_canvas->setDiff(prepared);
    if (isSame && change >= 0 && change < m_canvas->diffLayout().changes.size()) {
        m_canvas->goToChange(change);
        if (isSameMode)
            m_canvas->verticalScrollBar()->setValue(place);
    }
    updateOffers();
}

void DiffView::showCount()
{
    const auto count = static_cast<int>(m_canvas->diffLayout().changes.size());
    const int current = m_canvas->currentChange();
    m_previous->setEnabled(current > 0);
    m_next->setEnabled(current + 1 < count);
    updateOffers();
    m_count->setText(count == 0 ? tr("No difference") : tr("Change %1 of %2").arg(current + 1).arg(count));
    m_canvas->setAccessibleDescription(QStringList{m_count->text(), changeInWords(current)}.join(u". "_s));
}

/// What is painted of a change, for those who hear it.
QString DiffView::changeInWords(int change) const
{
    const DiffLayout &layout = m_canvas->diffLayout();
    if (change < 0 || change >= layout.changes.size())
        return {};
    const DiffBlock &block = diff().blocks.at(layout.changes.at(change));
    QStringList words;
    if (!block.before.isEmpty())
        words += tr("Before, from line %1: %2")
                     .arg(block.before.begin + 1)
                     .arg(firstLines(diff().before, block.before));
    if (!block.after.isEmpty())
        words += tr("After, from line %1: %2")
                     .arg(block.after.begin + 1)
                     .arg(firstLines(diff().after, block.after));
    return words.join(u". "_s);
}

// Options

void DiffView::setOptions(const DiffOptions &options)
{
    const DiffOptions former = std::exchange(m_options, options);
    m_inline->setChecked(options.mode == DiffMode::Inline);
    m_wrap->setChecked(options.isWrapping);
    m_ignoreWhiteSpace->setChecked(options.whiteSpace == WhiteSpace::Ignore);
    if (former.fontSize != options.fontSize)
        m_canvas->setFontSize(options.fontSize);
    if (former.isWrapping != options.isWrapping)
        m_canvas->setWrapping(options.isWrapping);
    if (former.mode != options.mode || former.whiteSpace != options.whiteSpace)
        compareAgain();
}

void DiffView::change(const std::function<void(DiffOptions &)> &how)
{
    DiffOptions options = m_options;
    how(options);
    setOptions(options);
    Q_EMIT optionsChanged(options);
}

void DiffView::zoom(int steps)
{
    change([this, steps](DiffOptions &options) {
        options.fontSize = std::clamp(m_canvas->fontSize() + steps, smallestFont, largestFont);
    });
}

// What is done with a comparison

void DiffView::goToLine(int before, int after)
{
    m_canvas->goToLine(before, after);
}

void DiffView::goToNextChange()
{
    m_canvas->goToNextChange();
}

void DiffView::goToPreviousChange()
{
    m_canvas->goToPreviousChange();
}

QByteArray DiffView::patch() const
{
    const QString name = m_path.isEmpty() ? u"settings"_s : m_path;
    return unifiedDiff(diff(), u"a/"_s + name, u"b/"_s + name);
}

void DiffView::copyPatch() const
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(patch()));
}

void DiffView::setPutBackOffered(bool isOffered)
{
    m_isPutBackOffered = isOffered;
    m_putBack->setVisible(isOffered);
    updateOffers();
}

void DiffView::setCovered(bool isCovered)
{
    m_isCovered = isCovered;
    updateOffers();
}

/// What covered texts do not allow says so where it would have been chosen.
void DiffView::updateOffers()
{
    const bool isPutBackOffered = m_isPutBackOffered && !isCovered();
    m_canvas->setPutBackOffered(isPutBackOffered);
    m_putBack->setEnabled(isPutBackOffered && m_canvas->currentChange() >= 0);
    m_putBack->setToolTip(isCovered() ? tr("Show the secrets first: covered values cannot be put back")
                                      : m_putBackTip);
    m_copyPatch->setEnabled(!isCovered() && !diff().isEqual());
    m_copyPatch->setToolTip(isCovered() ? tr("Show the secrets first: a patch of covered values fits no file")
                                        : m_copyPatchTip);
}

void DiffView::putBack(int change)
{
    const DiffLayout &layout = m_canvas->diffLayout();
    if (!m_isPutBackOffered || isCovered() || change < 0 || change >= layout.changes.size())
        return;
    const DiffBlock &block = diff().blocks.at(layout.changes.at(change));
    Q_EMIT putBackAsked(m_canvas->prepared().after, withBlockTakenBack(diff(), block));
}

} // namespace retune
