#include "tree/filteredit.h"

#include "style/theme.h"
#include "tree/filterquery.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr int meaningRole = Qt::UserRole;
constexpr int distance = 16; // between a term and what it means
constexpr int margin = 8;
constexpr int rowPadding = 8;

/// A term, and what it means in quiet letters beside it.
class TermDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool isSelected = option.state & QStyle::State_Selected;
        const QPalette &palette = option.palette;
        painter->fillRect(option.rect, palette.color(isSelected ? QPalette::Highlight : QPalette::Base));
        painter->setPen(palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
        QRect place = option.rect.adjusted(margin, 0, -margin, 0);
        painter->drawText(place, Qt::AlignVCenter, index.data().toString());
        if (!isSelected)
            painter->setPen(quietText(palette));
        place.setLeft(place.left() + termWidth(option, *index.model()) + distance);
        painter->drawText(place, Qt::AlignVCenter, index.data(meaningRole).toString());
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int meaning = option.fontMetrics.horizontalAdvance(index.data(meaningRole).toString());
        return {termWidth(option, *index.model()) + distance + meaning + 2 * margin,
                option.fontMetrics.height() + rowPadding};
    }

private:
    static int termWidth(const QStyleOptionViewItem &option, const QAbstractItemModel &model)
    {
        int width = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            width =
                std::max(width, option.fontMetrics.horizontalAdvance(model.index(row, 0).data().toString()));
        return width;
    }
};

QStandardItemModel *makeTerms(QObject *parent)
{
    auto *model = new QStandardItemModel(parent);
    for (const FilterTerm &term : filterTerms()) {
        auto *item = new QStandardItem(term.text);
        item->setData(term.meaning, meaningRole);
        item->setData(FilterEdit::tr("%1: %2").arg(term.text, term.meaning), Qt::AccessibleTextRole);
        item->setEditable(false);
        model->appendRow(item);
    }
    return model;
}

} // namespace

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_completer(new QCompleter(this))
{
    m_completer->setModel(makeTerms(m_completer));
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setWidget(this);
    m_completer->popup()->setItemDelegate(new TermDelegate(m_completer));
    m_completer->popup()->setAccessibleName(tr("Conditions of the filter"));
    m_completer->setMaxVisibleItems(int(filterTerms().size()));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterEdit::take);
    connect(this, &QLineEdit::textEdited, this, [this] { offer(false); });
}

FilterEdit::Word FilterEdit::currentWord() const
{
    const QString all = text();
    const qsizetype cursor = cursorPosition();
    qsizetype begin = cursor;
    while (begin > 0 && !all.at(begin - 1).isSpace())
        --begin;
    qsizetype end = cursor;
    while (end < all.size() && !all.at(end).isSpace())
        ++end;
    return {begin, all.sliced(begin, cursor - begin), end};
}

/// A plain word is offered nothing: that would be in the way of those who look for it.
void FilterEdit::offer(bool offersAll)
{
    const QString prefix = currentWord().text;
    const bool isCondition = prefix.startsWith(QLatin1String("is:"), Qt::CaseInsensitive) ||
                             prefix.startsWith(QLatin1String("type:"), Qt::CaseInsensitive);
    m_completer->setCompletionPrefix(prefix);
    const bool isComplete = m_completer->completionCount() == 1 &&
                            m_completer->currentCompletion().compare(prefix, Qt::CaseInsensitive) == 0;
    if ((!isCondition && !offersAll) || isComplete || m_completer->completionCount() == 0) {
        m_completer->popup()->hide();
        return;
    }
    QAbstractItemView *popup = m_completer->popup();
    m_completer->complete(
        {0, 0, std::max(width(), popup->sizeHintForColumn(0) + 2 * popup->frameWidth()), height()});
    popup->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void FilterEdit::take(const QString &term)
{
    const Word word = currentWord();
    const QString all = text();
    const QString behind = all.sliced(word.end);
    setText(all.first(word.begin) + term + (behind.isEmpty() ? u" "_s : behind));
    setCursorPosition(int(word.begin + term.size()) + 1);
}

QString FilterEdit::objection() const
{
    const Word typed = hasFocus() ? currentWord() : Word();
    QStringList conditions;
    for (const FilterTerm &term : filterTerms())
        conditions += term.text;
    for (const QString &term : filterQuery(text()).unknown) {
        const bool mayBecomeOne =
            std::any_of(conditions.begin(), conditions.end(), [&](const QString &condition) {
                return condition.startsWith(term, Qt::CaseInsensitive);
            });
        if (mayBecomeOne && typed.text == term)
            continue;
        const QString beginning = term.first(term.indexOf(u':') + 1);
        const QStringList known = conditions.filter(QRegularExpression(
            u'^' + QRegularExpression::escape(beginning), QRegularExpression::CaseInsensitiveOption));
        return tr("Left out: %1. There are %2.").arg(term, known.join(u", "_s));
    }
    return {};
}

bool FilterEdit::event(QEvent *event)
{
    // Ctrl+Space is nobody's shortcut here, but an input method may take it before a key press.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier)
            event->accept();
    }
    return QLineEdit::event(event);
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        offer(true);
        return;
    }
    const QAbstractItemView *popup = m_completer->popup();
    const bool isTab = event->key() == Qt::Key_Tab;
    if (popup->isVisible() && isTab && popup->currentIndex().isValid()) {
        take(popup->currentIndex().data().toString());
        m_completer->popup()->hide();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace retune
