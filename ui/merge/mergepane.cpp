#include "merge/mergepane.h"

#include "merge/clashcard.h"
#include "merge/mergetext.h"
#include "style/foldingrow.h"

#include <retune/edit/workspace.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtGui/QShortcut>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace retune {

namespace {

using Side = MergeChoice::Side;

/// More than these nobody decides one by one.
constexpr qsizetype maximumCards = 200;

} // namespace

MergePane::MergePane(QWidget *parent)
    : QWidget(parent)
    , m_question(new QLabel)
    , m_more(new QLabel)
    , m_allMine(new QPushButton(tr("All &yours")))
    , m_allDisk(new QPushButton(tr("All on &disk")))
    , m_scroll(new QScrollArea)
    , m_list(new QVBoxLayout)
    , m_showSecrets(new QCheckBox(tr("Show &secrets")))
    , m_count(new QLabel)
    , m_apply(new QPushButton)
{
    setAccessibleName(tr("Merge"));
    auto *cards = new QWidget;
    m_list->setContentsMargins(12, 4, 12, 12);
    m_list->setSpacing(8);
    m_list->addWidget(m_more);
    m_list->addStretch(1);
    cards->setLayout(m_list);
    m_more->setWordWrap(true);
    m_scroll->setWidget(cards);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_scroll, 1);
    layout->addWidget(makeFoot());
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &MergePane::closed);
    // Not QFuture::then with a context: in Qt 6.4 that fails an assertion when the context is gone by then.
    connect(&m_merging, &QFutureWatcherBase::finished, this, &MergePane::finish);
}

MergePane::~MergePane() = default;

QWidget *MergePane::makeHead()
{
    auto *head = new QWidget;
    m_question->setWordWrap(true);
    m_question->setTextFormat(Qt::PlainText);
    m_allMine->setToolTip(tr("Choose your side of every place"));
    m_allDisk->setToolTip(tr("Choose the disk's side of every place"));
    connect(m_allMine, &QPushButton::clicked, this, [this] { chooseAll(Side::Mine); });
    connect(m_allDisk, &QPushButton::clicked, this, [this] { chooseAll(Side::Disk); });
    auto *both = new QWidget;
    auto *buttons = new QHBoxLayout(both);
    buttons->setContentsMargins({});
    buttons->addWidget(m_allMine);
    buttons->addWidget(m_allDisk);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(12, 10, 12, 6);
    layout->addWidget(new FoldingRow(m_question, both));
    return head;
}

QWidget *MergePane::makeFoot()
{
    auto *foot = new QWidget;
    auto *back = new QPushButton(tr("&Back to the text"));
    showAfter();
    m_count->setForegroundRole(QPalette::PlaceholderText);
    connect(back, &QPushButton::clicked, this, &MergePane::closed);
    connect(m_apply, &QPushButton::clicked, this, [this] { run(Wish::Apply); });
    connect(m_showSecrets, &QCheckBox::toggled, this, &MergePane::uncover);
    auto *end = new QWidget;
    auto *buttons = new QHBoxLayout(end);
    buttons->setContentsMargins({});
    buttons->addStretch(1);
    buttons->addWidget(m_count);
    buttons->addSpacing(8);
    buttons->addWidget(back);
    buttons->addWidget(m_apply);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(12, 6, 12, 8);
    layout->addWidget(new FoldingRow(m_showSecrets, end));
    return foot;
}

void MergePane::begin(Workspace *workspace, const QString &path, AfterMerge after)
{
    if (m_workspace != workspace || m_path != path) {
        end();
        m_clashes.clear();
        m_rest.reset();
        for (ClashCard *card : std::exchange(m_cards, {}))
            delete card;
        m_showSecrets->setChecked(false);
    }
    end();
    m_workspace = workspace;
    m_path = path;
    m_after = after;
    showAfter();
    connect(workspace, &Workspace::bufferStateChanged, this, &MergePane::follow);
    if (const Buffer *buffer = workspace->openBuffer(path))
        connect(buffer, &Buffer::changed, this, [this] { follow(m_path); });
    run(Wish::Begin);
}

void MergePane::showAfter()
{
    const bool isSaved = m_after == AfterMerge::Save;
    m_apply->setText(isSaved ? tr("&Apply and Save") : tr("&Apply"));
    m_apply->setToolTip(
        isSaved ? tr("Put the merged text in the place of yours and save it; undo brings yours back")
                : tr("Put the merged text in the place of yours; undo brings yours back"));
}

void MergePane::end()
{
    if (m_workspace) {
        m_workspace->disconnect(this);
        if (const Buffer *buffer = m_workspace->openBuffer(m_path))
            buffer->disconnect(this);
    }
    m_isShown = false;
    m_merging.setFuture({});
}

/// A side may have changed, or the conflict ended.
void MergePane::follow(const QString &path)
{
    if (path != m_path || !m_workspace)
        return;
    const std::optional<MergeSides> sides = m_workspace->mergeSides(path);
    if (!sides) {
        end();
        Q_EMIT closed();
    } else if (*sides != m_sides) {
        run(m_isShown ? Wish::Look : m_wish);
    }
}

void MergePane::run(Wish wish)
{
    const std::optional<MergeSides> sides = m_workspace ? m_workspace->mergeSides(m_path) : std::nullopt;
    if (!sides)
        return;
    m_sides = *sides;
    m_wish = wish;
    m_apply->setEnabled(false);
    m_merging.setFuture(
        QtConcurrent::run([sides = *sides, chosen = choices()] { return threeWayMerge(sides, chosen); }));
}

void MergePane::finish()
{
    if (m_merging.isCanceled() || !m_workspace)
        return;
    const Result<ThreeWayMerge> merge = m_merging.result();
    if (!merge) {
        const QString path = m_path;
        end();
        Q_EMIT closed();
        Q_EMIT refused(path, merge.error().message);
    } else if (merge->isSettled() &&
               (m_wish == Wish::Apply || (m_wish == Wish::Begin && merge->clashes.isEmpty()))) {
        take(*merge);
    } else {
        showClashes(*merge);
    }
}

void MergePane::take(const ThreeWayMerge &merge)
{
    const QString path = m_path;
    const MergeSides sides = m_sides;
    const AfterMerge after = m_after;
    const QPointer<Workspace> workspace = m_workspace;
    if (workspace->mergeSides(path) != sides)
        return run(m_isShown ? Wish::Look : Wish::Begin); // what is shown is what is merged
    end();
    Q_EMIT closed();
    workspace->takeMerged(path, sides, merge.text);
    if (workspace && after == AfterMerge::Save)
        save(*workspace, path, mergeSummary(path, merge));
    else
        Q_EMIT merged(path, mergeSummary(path, merge));
}

/// Tells of the merge when the file is saved, since a save ends what was told about it before.
void MergePane::save(Workspace &workspace, const QString &path, const QString &summary)
{
    const Buffer *buffer = workspace.openBuffer(path);
    if (!buffer || !buffer->isModified())
        return Q_EMIT merged(path, summary); // the text on disk was chosen
    auto *saving = new QObject(this);
    connect(&workspace, &Workspace::saved, saving, [this, saving, path, summary](const QString &saved) {
        if (saved != path)
            return;
        saving->deleteLater();
        Q_EMIT merged(path, summary);
    });
    connect(&workspace, &Workspace::saveFailed, saving, [saving, path](const QString &failed) {
        if (failed == path)
            saving->deleteLater();
    });
    workspace.save(path);
}

/// Cards of clashes that stayed stay, with what was chosen and the focus.
void MergePane::showClashes(const ThreeWayMerge &merge)
{
    if (m_clashes.mid(maximumCards) != merge.clashes.mid(maximumCards))
        m_rest.reset();
    m_clashes = merge.clashes;
    std::vector<ClashCard *> cards;
    for (const MergeClash &clash : m_clashes.first(std::min(m_clashes.size(), maximumCards)))
        cards.push_back(cardFor(clash));
    std::swap(m_cards, cards);
    for (ClashCard *card : cards) {
        if (std::find(m_cards.begin(), m_cards.end(), card) == m_cards.end())
            delete card;
    }
    for (int i = 0; i < int(m_cards.size()); ++i) {
        if (m_list->indexOf(m_cards[std::size_t(i)]) != i)
            m_list->insertWidget(i, m_cards[std::size_t(i)]);
    }
    const auto more = int(m_clashes.size()) - int(m_cards.size());
    m_more->setVisible(more > 0);
    m_more->setText(tr("%n more places are not listed: choose a side for all of them above.", nullptr, more));
    m_question->setText(mergeQuestion(m_path, merge));
    m_allMine->setVisible(m_clashes.size() > 1);
    m_allDisk->setVisible(m_clashes.size() > 1);
    m_showSecrets->setVisible(
        std::any_of(m_cards.begin(), m_cards.end(), [](const ClashCard *card) { return card->isSecret(); }));
    updateFoot();
    if (std::exchange(m_isShown, true))
        return;
    Q_EMIT asked();
    if (!m_cards.empty())
        m_cards.front()->focusChoice();
}

ClashCard *MergePane::cardFor(const MergeClash &clash)
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(),
                                    [&](const ClashCard *card) { return card->clash() == clash; });
    if (found != m_cards.end())
        return *found;
    auto *card = new ClashCard(clash);
    card->setUncovered(m_showSecrets->isChecked());
    connect(card, &ClashCard::choiceChanged, this, &MergePane::updateFoot);
    return card;
}

void MergePane::chooseAll(Side side)
{
    for (ClashCard *card : m_cards)
        card->choose(side);
    m_rest = side;
    updateFoot();
}

QList<MergeChoice> MergePane::choices() const
{
    QList<MergeChoice> chosen;
    for (const ClashCard *card : m_cards) {
        if (const std::optional<MergeChoice> choice = card->choice())
            chosen += *choice;
    }
    for (qsizetype i = qsizetype(m_cards.size()); m_rest && i < m_clashes.size(); ++i)
        chosen += MergeChoice{m_clashes.at(i), *m_rest, {}};
    return chosen;
}

void MergePane::updateFoot()
{
    const qsizetype decided = choices().size();
    m_count->setText(m_clashes.isEmpty() ? QString()
                                         : tr("%1 of %2 decided").arg(decided).arg(m_clashes.size()));
    m_apply->setEnabled(decided == m_clashes.size());
}

void MergePane::uncover(bool isUncovered)
{
    for (ClashCard *card : m_cards)
        card->setUncovered(isUncovered);
}

} // namespace retune
