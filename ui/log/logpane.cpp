#include "log/logpane.h"

#include "log/kindbuttons.h"
#include "log/logexport.h"
#include "log/logmodel.h"
#include "log/logsearchbar.h"
#include "log/logview.h"
#include "style/emptystate.h"
#include "style/iconbutton.h"
#include "style/icons.h"
#include "thread/whenfinished.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDir>
#include <QtGui/QContextMenuEvent>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace retune {

LogPane::LogPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new LogModel({}, this))
    , m_view(new LogView(m_model, this))
    , m_tools(new QWidget(this))
    , m_kinds(new KindButtons(m_tools))
    , m_empty(new EmptyState(this))
    , m_pages(new QStackedLayout)
    , m_searchBar(new LogSearchBar(m_model, m_view, m_tools))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_tools);
    layout->addLayout(m_pages);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_view);
    makeTools();
    setFocusProxy(m_view);
    connect(m_view, &LogView::linkRequested, this, &LogPane::followLink);
    connect(m_view, &LogView::searchRequested, m_searchBar, &LogSearchBar::begin);
    connect(m_view, &LogView::stepRequested, m_searchBar, &LogSearchBar::step);
    connect(m_kinds, &KindButtons::kindsChanged, m_model, &LogModel::setShownKinds);
    connect(m_empty, &EmptyState::buttonClicked, m_kinds, &KindButtons::showAll);
    for (const auto change : {&LogModel::rowsInserted, &LogModel::rowsRemoved})
        connect(m_model, change, this, &LogPane::showState);
    connect(m_model, &LogModel::modelReset, this, &LogPane::showState);
    showState();
}

void LogPane::append(const LogEntry &entry)
{
    m_model->append(entry);
}

void LogPane::makeTools()
{
    QToolButton *follow =
        makeIconButton(QStringLiteral("follow"),
                       tr("Follow: keep the newest row in sight; off: hold what is shown"), m_tools);
    follow->setCheckable(true);
    follow->setChecked(true);
    connect(follow, &QToolButton::clicked, m_view, &LogView::setFollowing);
    connect(m_view, &LogView::followingChanged, follow, &QToolButton::setChecked);
    QToolButton *save = makeIconButton(QStringLiteral("save"), tr("Save the log as text…"), m_tools);
    connect(save, &QToolButton::clicked, this, &LogPane::chooseFile);
    QToolButton *clear = makeIconButton(QStringLiteral("clear"), tr("Clear the log"), m_tools);
    connect(clear, &QToolButton::clicked, this, &LogPane::clear);

    auto *layout = new QHBoxLayout(m_tools);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addWidget(m_kinds, 1);
    layout->addWidget(m_searchBar);
    layout->addSpacing(6);
    for (QToolButton *tool : {follow, save, clear})
        layout->addWidget(tool);
}

void LogPane::showState()
{
    const bool isEmpty = m_model->rowCount() == 0;
    const bool hasRows = m_model->beginNumber() < m_model->endNumber();
    if (isEmpty && !hasRows && m_model->endNumber() > 0)
        m_empty->setWords(tr("The log was cleared"), tr("What happens from now on is listed here."));
    else if (isEmpty && !hasRows)
        m_empty->setWords(tr("Nothing has happened yet"),
                          tr("Reloads, saves, problems and what programs print are listed here."));
    else if (isEmpty)
        m_empty->setWords(tr("No rows of the chosen kinds"), tr("Other kinds of rows are hidden."),
                          tr("Show All Kinds"));
    m_pages->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_view);
}

void LogPane::followLink(int row)
{
    const LogEntry entry = m_model->entry(row);
    if (!entry.hasLink())
        return;
    if (entry.kind == LogEntry::Kind::Reload)
        Q_EMIT diffRequested(entry.path, entry.revision, entry.when);
    else
        Q_EMIT placeRequested(entry.path, entry.position);
}

/// Without a question, since it can be had back.
void LogPane::clear()
{
    m_model->flush();
    const quint64 first = m_model->beginNumber();
    if (first == m_model->endNumber())
        return;
    m_model->clear();
    Q_EMIT cleared([model = m_model, first] { model->showFrom(first); });
}

void LogPane::chooseFile()
{
    const QString suggested = QDir::home().filePath(
        QStringLiteral("retune-%1.log")
            .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"))));
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the Log"), suggested);
    if (!path.isEmpty())
        save(path);
}

void LogPane::save(const QString &path)
{
    m_model->flush();
    whenFinished(
        QtConcurrent::run(&saveLog, m_model->blocks(), path), this, [this, path](const Result<qint64> &rows) {
            if (rows)
                noteSaved(path, *rows);
            else
                note(LogEntry::Kind::Problem, tr("the log was not saved: %1").arg(rows.error().toString()));
        });
}

void LogPane::noteSaved(const QString &path, qint64 rows)
{
    note(LogEntry::Kind::Info, rows == 1
                                   ? tr("1 row of the log saved to %1").arg(path)
                                   : tr("%n rows of the log saved to %1", nullptr, int(rows)).arg(path));
}

void LogPane::note(LogEntry::Kind kind, const QString &text)
{
    LogEntry entry;
    entry.when = QDateTime::currentDateTime();
    entry.kind = kind;
    entry.text = text;
    append(entry);
}

void LogPane::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *copy = menu.addAction(icon(QStringLiteral("copy")), tr("&Copy rows"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(m_view->selectionModel()->hasSelection());
    QAction *save = menu.addAction(icon(QStringLiteral("save")), tr("&Save the log as text…"));
    QAction *clear = menu.addAction(icon(QStringLiteral("clear")), tr("C&lear the log"));
    const QAction *chosen = menu.exec(event->globalPos());
    if (chosen == copy)
        m_view->copySelection();
    else if (chosen == save)
        chooseFile();
    else if (chosen == clear)
        this->clear();
}

} // namespace retune
