#include "log/logsearchbar.h"

#include "log/logmodel.h"
#include "log/logsearch.h"
#include "log/logview.h"
#include "style/iconbutton.h"
#include "style/icons.h"

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

namespace retune {

namespace {

constexpr std::chrono::milliseconds typingPause{120};
constexpr int fieldCharacters = 22;

} // namespace

LogSearchBar::LogSearchBar(LogModel *model, LogView *view, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(view)
    , m_search(new LogSearch(model, this))
    , m_field(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_previous(makeIconButton(QStringLiteral("up"), tr("Previous hit (Shift+F3)"), this))
    , m_next(makeIconButton(QStringLiteral("down"), tr("Next hit (F3)"), this))
{
    m_field->setPlaceholderText(tr("Search the log"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->setClearButtonEnabled(true);
    m_field->setAcceptDrops(false); // a folder that is dropped here is for the window to open
    m_field->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_field->setMaximumWidth(fieldCharacters * m_field->fontMetrics().averageCharWidth() + 48);
    m_field->setMinimumWidth(80);
    m_field->installEventFilter(this);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    for (QWidget *part : std::initializer_list<QWidget *>{m_count, m_field, m_previous, m_next})
        layout->addWidget(part);
    layout->insertSpacing(1, 4);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, [this] {
        m_goesToHit = !m_field->text().isEmpty();
        m_view->setMarkedText(m_field->text());
        m_search->setNeedle(m_field->text());
    });
    connect(m_field, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &LogSearch::hitsChanged, this, &LogSearchBar::noteHits);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(true); });
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &LogSearchBar::updateCount);
    updateCount();
}

void LogSearchBar::begin()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void LogSearchBar::step(bool isForward)
{
    const quint64 start = m_view->searchStart();
    const std::optional<quint64> hit = isForward ? m_search->next(start) : m_search->previous(start);
    if (hit)
        show(*hit);
}

void LogSearchBar::noteHits(bool isComplete)
{
    if (isComplete && std::exchange(m_goesToHit, false)) {
        if (const std::optional<quint64> hit = m_search->nearest(m_view->searchStart()))
            show(*hit);
    }
    updateCount();
}

void LogSearchBar::show(quint64 number)
{
    if (const int row = m_model->rowFrom(number); row < m_model->rowCount())
        m_view->showRow(row);
    updateCount();
}

void LogSearchBar::updateCount()
{
    const int count = m_search->hitCount();
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
    const QModelIndex current = m_view->currentIndex();
    const int hit = current.isValid() ? m_search->hitAt(m_model->numberAt(current.row())) : -1;
    const QLocale locale;
    if (m_search->needle().isEmpty())
        m_count->clear();
    else if (m_search->isSearching())
        m_count->setText(tr("searching…"));
    else if (count == 0)
        m_count->setText(tr("not found"));
    else if (hit >= 0)
        m_count->setText(tr("%1 of %2").arg(locale.toString(hit + 1), locale.toString(count)));
    else
        m_count->setText(count == 1 ? tr("1 hit") : tr("%1 hits").arg(locale.toString(count)));
}

bool LogSearchBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (isEnter || key->key() == Qt::Key_F3) {
        step(key->modifiers().testFlag(Qt::ShiftModifier) == isEnter); // Enter goes up, to older rows
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        m_field->clear();
        m_view->setFocus(Qt::ShortcutFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace retune
