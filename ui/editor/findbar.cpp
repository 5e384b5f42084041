#include "editor/findbar.h"

#include "editor/textview.h"
#include "style/iconbutton.h"
#include "style/icons.h"
#include "style/theme.h"

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace retune {

FindBar::FindBar(TextView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_hits(view)
    , m_field(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_case(makeOption(QStringLiteral("Aa"), tr("Match case: upper and lower case differ")))
    , m_word(makeOption(QStringLiteral("“ ”"), tr("Whole words: no letter or digit stands next to a hit")))
    , m_expression(makeOption(QStringLiteral(".*"), tr("Regular expression")))
    , m_previous(makeIconButton(QStringLiteral("up"), tr("Previous hit (Shift+F3)"), this))
    , m_next(makeIconButton(QStringLiteral("down"), tr("Next hit (F3)"), this))
    , m_close(makeIconButton(QStringLiteral("close"), tr("Close (Esc)"), this))
    , m_replacement(new QLineEdit(this))
    , m_replace(new QPushButton(tr("Re&place"), this))
    , m_replaceAll(new QPushButton(tr("Replace &All"), this))
{
    setUpField();
    setUpReplacement();
    layOut();
    connect(m_field, &QLineEdit::textChanged, this, [this] { startSearch(Going::FromOrigin); });
    connect(m_previous, &QToolButton::clicked, this, [this] { step(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(true); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    connect(m_replace, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(m_replaceAll, &QPushButton::clicked, this, &FindBar::replaceAll);
    connect(&m_hits, &TextHits::hitsChanged, this, &FindBar::noteHits);
    connect(&view, &QPlainTextEdit::selectionChanged, this, &FindBar::showState);
    connect(&view, &QPlainTextEdit::cursorPositionChanged, this, &FindBar::showState);
    hide();
}

QToolButton *FindBar::makeOption(const QString &text, const QString &tip)
{
    auto *option = new QToolButton(this);
    option->setText(text);
    option->setCheckable(true);
    option->setAutoRaise(true);
    option->setToolTip(tip);
    option->setAccessibleName(tip);
    option->setFocusPolicy(Qt::TabFocus);
    connect(option, &QToolButton::toggled, this, [this] { startSearch(Going::FromOrigin); });
    return option;
}

void FindBar::setUpField()
{
    m_field->setPlaceholderText(tr("Find in the text"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->setClearButtonEnabled(true);
    m_field->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_field->setMinimumWidth(80);
    m_field->installEventFilter(this);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(tr("searching…"))); // or the fields jump
}

void FindBar::setUpReplacement()
{
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_replacement->setAccessibleName(m_replacement->placeholderText());
    m_replacement->setMinimumWidth(80);
    m_replacement->installEventFilter(this);
    m_replace->setToolTip(tr("Replace the hit that is selected and go to the next one (Enter)"));
    m_replaceAll->setToolTip(tr("Replace every hit, as one step of undo"));
}

/// What is added first is first for Tab too: who has typed what he looks for types what is to stand there, and replaces.
void FindBar::layOut()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(8, 5, 6, 5);
    grid->setVerticalSpacing(4);
    grid->setHorizontalSpacing(6);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_field, 0, 0);
    grid->addWidget(m_replacement, 1, 0);
    auto *replacing = new QHBoxLayout;
    replacing->setSpacing(6);
    replacing->addWidget(m_replace, 1);
    replacing->addWidget(m_replaceAll, 1);
    grid->addLayout(replacing, 1, 1);
    auto *finding = new QHBoxLayout;
    finding->setSpacing(2);
    finding->addWidget(m_count, 1);
    finding->addSpacing(6);
    for (QToolButton *button : {m_case, m_word, m_expression, m_previous, m_next, m_close})
        finding->addWidget(button);
    grid->addLayout(finding, 0, 1);
}

// What is looked for

TextSearch FindBar::search() const
{
    return {m_field->text(), m_case->isChecked(), m_word->isChecked(), m_expression->isChecked()};
}

void FindBar::begin(bool isReplacing)
{
    const QTextCursor cursor = m_view.textCursor();
    const QString selected = cursor.selectedText();
    m_origin = cursor.selectionStart();
    for (QWidget *part : std::initializer_list<QWidget *>{m_replacement, m_replace, m_replaceAll})
        part->setVisible(isReplacing);
    show();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_field->setText(m_expression->isChecked() ? QRegularExpression::escape(selected) : selected);
    startSearch(Going::Nowhere);
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::close()
{
    hide();
    m_going = Going::Nowhere;
    m_hits.setSearch({});
    m_view.setFocus(Qt::ShortcutFocusReason);
}

/// What was found already is not looked for again.
void FindBar::startSearch(Going going)
{
    if (isHidden())
        return;
    m_going = going;
    m_hits.setSearch(search());
    showState();
}

void FindBar::noteHits(bool isComplete)
{
    if (isComplete)
        go(std::exchange(m_going, Going::Nowhere));
    showState();
}

// From hit to hit

void FindBar::step(bool isForward)
{
    if (m_field->text().isEmpty())
        return begin(false);
    show();
    m_going = isForward ? Going::Forward : Going::Backward;
    m_hits.setSearch(search());
    if (!m_hits.isSearching())
        go(std::exchange(m_going, Going::Nowhere));
    showState();
}

void FindBar::go(Going going)
{
    const QList<TextHit> &hits = m_hits.hits();
    if (going == Going::Nowhere || hits.isEmpty())
        return;
    const QTextCursor cursor = m_view.textCursor();
    if (going == Going::FromOrigin) {
        m_view.goTo(hits.at(m_hits.indexFrom(m_origin)));
        return;
    }
    const qsizetype hit = going == Going::Forward ? m_hits.indexFrom(cursor.selectionEnd())
                                                  : m_hits.indexBefore(cursor.selectionStart());
    m_view.goTo(hits.at(hit));
    m_origin = hits.at(hit).begin;
}

/// Who has pressed a button that can do no more stays in the bar; the next who takes the focus would be in another pane.
void FindBar::setUsable(QWidget *button, bool isUsable)
{
    if (!isUsable && button->hasFocus())
        m_field->setFocus(Qt::OtherFocusReason);
    button->setEnabled(isUsable);
}

void FindBar::showState()
{
    if (isHidden())
        return;
    const bool isFound = !m_hits.hits().isEmpty();
    const bool maybeFound = isFound || m_hits.isSearching();
    setUsable(m_previous, maybeFound);
    setUsable(m_next, maybeFound);
    setUsable(m_replace, maybeFound && !m_view.isReadOnly());
    setUsable(m_replaceAll, isFound && !m_hits.isSearching() && !m_view.isReadOnly());
    const QRegularExpression expression = searchExpression(search());
    QPalette colours = palette();
    if (!expression.isValid())
        colours.setColor(QPalette::Text, errorText(palette()));
    m_field->setPalette(colours);
    m_field->setToolTip(expression.isValid() ? QString() : expression.errorString());
    m_count->setText(countText());
    m_count->setToolTip(m_field->toolTip());
}

QString FindBar::countText() const
{
    const TextSearch wanted = search();
    if (wanted.needle.isEmpty())
        return {};
    if (!searchExpression(wanted).isValid())
        return tr("no regular expression");
    const QLocale locale;
    const auto count = m_hits.hits().size();
    if (count == 0)
        return m_hits.isSearching() ? tr("searching…") : tr("not found");
    const QTextCursor cursor = m_view.textCursor();
    const qsizetype hit = m_hits.indexOf(cursor.selectionStart(), cursor.selectionEnd());
    if (hit >= 0)
        return tr("%1 of %2").arg(locale.toString(hit + 1), locale.toString(count));
    return count == 1 ? tr("1 hit") : tr("%1 hits").arg(locale.toString(count));
}

// Replacing

void FindBar::replaceOne()
{
    const QTextCursor cursor = m_view.textCursor();
    const qsizetype index = m_hits.indexOf(cursor.selectionStart(), cursor.selectionEnd());
    if (index < 0 || m_view.isReadOnly())
        return step(true);
    const TextHit hit = m_hits.hits().at(index);
    const QString text =
        replacementsFor(m_view.shown().text(), {hit}, search(), m_replacement->text()).first();
    m_view.replaceShown({{hit.begin, hit.end(), text}});
    m_view.goTo(TextHit{hit.begin + text.size(), 0}); // what was put there is no hit to be replaced again
    step(true);
}

void FindBar::replaceAll()
{
    if (m_hits.isSearching() || m_view.isReadOnly())
        return;
    const QList<TextHit> hits = m_hits.hits();
    const QStringList texts = replacementsFor(m_view.shown().text(), hits, search(), m_replacement->text());
    QList<DisplayEdit> edits;
    edits.reserve(hits.size());
    for (qsizetype i = 0; i < hits.size(); ++i)
        edits.append({hits.at(i).begin, hits.at(i).end(), texts.at(i)});
    m_view.replaceShown(edits);
    Q_EMIT message(hits.size() == 1 ? tr("1 hit replaced")
                                    : tr("%n hits replaced", nullptr, static_cast<int>(hits.size())));
}

// Keys and look

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    if (watched == m_replacement)
        replaceOne();
    else
        step(!key->modifiers().testFlag(Qt::ShiftModifier));
    return true;
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

void FindBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, separator(palette()));
}

} // namespace retune
