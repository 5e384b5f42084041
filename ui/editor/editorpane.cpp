#include "editor/editorpane.h"

#include "editor/conflictbar.h"
#include "editor/conflictcomparison.h"
#include "editor/findbar.h"
#include "editor/gonebar.h"
#include "editor/gotolinebar.h"
#include "editor/movedrange.h"
#include "editor/problemline.h"
#include "editor/textview.h"
#include "merge/mergepane.h"
#include "style/emptystate.h"
#include "style/tintedbar.h"

#include <retune/edit/workspace.h>
#include <retune/text/bytesize.h>

#include <QtGui/QKeyEvent>
#include <QtGui/QTextBlock>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace retune {

EditorPane::EditorPane(QWidget *parent)
    : QWidget(parent)
    , m_conflict(new ConflictBar(this))
    , m_gone(new GoneBar)
    , m_notice(new TintedBar(TintedBar::Tint::Notice))
    , m_noticeText(new QLabel)
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState)
    , m_unreadable(new EmptyState)
    , m_text(new TextView)
    , m_comparison(new ConflictComparison)
    , m_merge(new MergePane)
    , m_problem(new ProblemLine)
    , m_find(new FindBar(*m_text))
    , m_goToLine(new GoToLineBar)
{
    m_unreadable->setObjectName(QStringLiteral("unreadable"));
    m_conflict->hide();
    m_gone->hide();
    makeNotice();
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_unreadable);
    m_pages->addWidget(m_text);
    m_pages->addWidget(m_comparison);
    m_pages->addWidget(m_merge);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_conflict);
    layout->addWidget(m_gone);
    layout->addWidget(m_notice);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_find);
    layout->addWidget(m_goToLine);
    setFocusProxy(m_text);
    connectParts();
}

EditorPane::~EditorPane() = default;

void EditorPane::makeNotice()
{
    m_noticeText->setWordWrap(true);
    m_noticeText->setTextFormat(Qt::PlainText);
    auto *layout = new QHBoxLayout(m_notice);
    layout->setContentsMargins(10, 4, 10, 5);
    layout->addWidget(m_noticeText);
    m_notice->hide();
}

void EditorPane::connectParts()
{
    connect(m_text, &TextView::problemsChanged, this, &EditorPane::updateProblem);
    connect(m_text, &TextView::readOnlyReasonChanged, this, &EditorPane::updateNotice);
    connect(m_text, &TextView::shortened, this, [this](qsizetype position, int line) {
        if (!m_isReturning)
            m_places.insert(m_path, {static_cast<int>(position), line});
        m_isReturning = true;
    });
    connect(m_text, &TextView::completed, this, [this] {
        if (m_isReturning)
            returnToPlace();
    });
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &EditorPane::placeChanged);
    connect(m_text->verticalScrollBar(), &QScrollBar::valueChanged, this, &EditorPane::placeChanged);
    connect(m_text, &TextView::cursorMoved, this, [this](qsizetype offset) {
        if (!m_isReturning) // by itself
            Q_EMIT cursorMoved(m_path, offset);
    });
    connect(m_text, &QPlainTextEdit::selectionChanged, this, &EditorPane::placeChanged);
    connect(m_pages, &QStackedWidget::currentChanged, this, &EditorPane::placeChanged);
    connect(m_find, &FindBar::message, this, &EditorPane::message);
    connect(m_goToLine, &GoToLineBar::closed, this, [this] {
        m_goToLine->hide();
        m_text->setFocus();
    });
    connect(m_goToLine, &GoToLineBar::chosen, this, [this](TextPosition position) {
        m_goToLine->hide();
        goTo(position);
        m_text->setFocus();
    });
    connect(m_problem, &ProblemLine::clicked, this, &EditorPane::goToProblem);
    connect(m_conflict, &ConflictBar::compareRequested, this, &EditorPane::showComparison);
    connect(m_conflict, &ConflictBar::mergeRequested, this, &EditorPane::merge);
    connect(m_comparison, &ConflictComparison::closed, this, &EditorPane::showText);
    connect(m_merge, &MergePane::asked, this, [this] { m_pages->setCurrentWidget(m_merge); });
    connect(m_merge, &MergePane::closed, this, &EditorPane::showText);
    connect(m_merge, &MergePane::merged, this, &EditorPane::conflictResolved);
    connect(m_merge, &MergePane::refused, this, [this](const QString &path, const QString &reason) {
        Q_EMIT mergeRefused(path, tr("%1 was not merged: %2.").arg(path, reason));
    });
    connect(m_conflict, &ConflictBar::keepMineRequested, this, &EditorPane::keepMine);
    connect(m_conflict, &ConflictBar::takeDiskRequested, this, &EditorPane::takeDisk);
    connect(m_gone, &GoneBar::writeRequested, this, [this] { m_workspace->save(m_path); });
    connect(m_gone, &GoneBar::putBackRequested, this, [this] { Q_EMIT putBackRequested(m_path); });
    connect(m_gone, &GoneBar::forgetRequested, this, [this] { Q_EMIT forgetRequested(m_path); });
}

void EditorPane::setWorkspace(Workspace *workspace)
{
    if (m_workspace) {
        m_workspace->disconnect(this);
        m_workspace->store().disconnect(this);
    }
    showFile({});
    m_places.clear();
    m_workspace = workspace;
    // What to do without a folder is said in the tree.
    m_empty->setWords(workspace ? tr("No file chosen") : tr("No file to show"),
                      workspace ? tr("The file that you choose in the tree is edited here as text.")
                                : QString());
    if (!workspace)
        return;
    connect(workspace, &Workspace::bufferStateChanged, this, [this](const QString &path) {
        if (path == m_path)
            updateState();
    });
    connect(workspace, &QObject::destroyed, this, [this] { showFile({}); });
    // After the workspace, which was made before and so hears these first.
    const auto follow = [this](const QString &path) {
        if (path == m_path && !path.isEmpty())
            followDisk();
    };
    const Store &store = workspace->store();
    connect(&store, &Store::reloadFailed, this, [follow](const Problem &problem) { follow(problem.file); });
    connect(&store, &Store::recovered, this, follow);
    connect(&store, &Store::reloaded, this, [follow](const Reload &reload) {
        for (const FileReload &file : reload.files)
            follow(file.path());
    });
}

void EditorPane::showFile(const QString &path)
{
    if (showLibrary(path))
        return;
    Buffer *buffer = m_workspace && !path.isEmpty() ? m_workspace->buffer(path) : nullptr;
    if (buffer && buffer == m_text->buffer())
        return;
    keepPlace();
    m_merge->end();
    const bool isUnreadable = !buffer && m_workspace && m_workspace->unreadable(path);
    m_path = buffer || isUnreadable ? path : QString();
    m_isReturning = false;
    m_text->setBuffer(buffer);
    m_text->setCodeProblems(m_codeProblems.value(m_path));
    m_pages->setCurrentWidget(page());
    returnToPlace();
    updateState();
    updateNotice();
}

/// Goes to where the user was in the file, as far as its text is shown.
void EditorPane::returnToPlace()
{
    const Place place = m_places.value(m_path);
    const int end = m_text->document()->characterCount() - 1;
    QTextCursor cursor = m_text->textCursor();
    cursor.setPosition(std::min(place.position, end));
    m_text->setTextCursor(cursor);
    m_text->verticalScrollBar()->setValue(place.firstLine);
    m_isReturning = !m_text->isComplete();
}

/// Says what a file is that has no text; false where it has one.
bool EditorPane::showLibrary(const QString &path)
{
    const SettingsFilePtr file = m_workspace ? m_workspace->store().snapshot().file(path) : nullptr;
    if (!file || file->format->isText())
        return false;
    keepPlace();
    m_merge->end();
    m_path = path;
    m_text->setBuffer(nullptr);
    const QString name = path.section(u'/', -1);
    const QString size = file->document.isNull() ? QString() : byteSizeText(file->document.bytes().size());
    m_unreadable->setWords(tr("%1 is a native library").arg(name),
                           size.isEmpty() ? tr("It has no text to show.")
                                          : tr("It has %1 and no text to show.").arg(size));
    m_pages->setCurrentWidget(m_unreadable);
    updateState();
    updateNotice();
    return true;
}

void EditorPane::setCodeProblems(const QHash<QString, QList<Problem>> &problems)
{
    m_codeProblems = problems;
    m_text->setCodeProblems(m_text->buffer() ? m_codeProblems.value(m_path) : QList<Problem>());
}

QWidget *EditorPane::page() const
{
    if (m_text->buffer())
        return m_text;
    return m_path.isEmpty() ? m_empty : m_unreadable;
}

/// The file may have become one that can be read, or one that cannot.
void EditorPane::followDisk()
{
    if (m_text->buffer())
        updateNotice();
    else
        showFile(m_path);
}

void EditorPane::keepPlace()
{
    if (m_text->buffer() && m_text->isComplete())
        m_places.insert(m_path, {m_text->textCursor().position(), m_text->verticalScrollBar()->value()});
}

void EditorPane::goTo(ByteRange range)
{
    showText();
    m_isReturning = false;
    m_text->goTo(range);
}

void EditorPane::goTo(TextPosition position)
{
    showText();
    m_isReturning = false;
    m_text->goTo(position);
}

void EditorPane::goToNode(ByteRange range)
{
    const Buffer *buffer = m_text->buffer();
    if (!buffer)
        return;
    const Document &tree = buffer->lastGoodDocument();
    m_isReturning = false;
    m_text->goTo(tree.isNull() ? range : movedRange(tree.bytes(), buffer->bytes(), range));
}

EditorPane::Place EditorPane::place() const
{
    return {m_text->textCursor().position(), m_text->verticalScrollBar()->value()};
}

void EditorPane::goTo(const Place &place)
{
    m_places.insert(m_path, place);
    returnToPlace();
}

void EditorPane::setTextSize(int points)
{
    m_text->setTextSize(points);
}

// Finding, and where the user is

void EditorPane::find(bool isReplacing)
{
    if (!m_text->buffer())
        return;
    showText();
    m_goToLine->hide();
    m_find->begin(isReplacing);
}

void EditorPane::findNext(bool isForward)
{
    if (!m_text->buffer())
        return;
    showText();
    m_find->step(isForward);
}

void EditorPane::askForLine()
{
    if (!m_text->buffer())
        return;
    showText();
    if (!m_find->isHidden())
        m_find->close();
    m_text->complete();
    m_goToLine->begin({m_text->textCursor().blockNumber() + 1, 0}, m_text->blockCount());
}

QString EditorPane::whereText() const
{
    if (m_pages->currentWidget() != m_text)
        return {};
    const auto characters = [](QStringView text) {
        return text.size() -
               std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLowSurrogate(); });
    };
    const QTextCursor cursor = m_text->textCursor();
    const QString line = cursor.block().text();
    const auto column = characters(QStringView(line).first(cursor.positionInBlock())) + 1;
    const QString where = tr("Line %1, column %2").arg(cursor.blockNumber() + 1).arg(column);
    if (!cursor.hasSelection())
        return where;
    const auto selected = static_cast<int>(characters(cursor.selectedText()));
    return tr("%1 (%2)").arg(where, selected == 1 ? tr("1 character selected")
                                                  : tr("%n characters selected", nullptr, selected));
}

bool EditorPane::event(QEvent *event)
{
    // The window has the same key for its settings.
    if (event->type() == QEvent::ShortcutOverride && m_pages->currentWidget() == m_text &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Find))
        event->accept();
    return QWidget::event(event);
}

void EditorPane::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find) && m_pages->currentWidget() == m_text)
        find(false);
    else
        QWidget::keyPressEvent(event);
}

void EditorPane::undo()
{
    m_text->undo();
}

void EditorPane::redo()
{
    m_text->redo();
}

// What has to be known about the file

void EditorPane::updateProblem()
{
    const QList<Problem> &problems = m_text->problems();
    // That the text cannot be edited is said above it, with the reason.
    if (problems.isEmpty() || m_path.isEmpty() || !m_text->readOnlyReason().isEmpty())
        m_problem->setProblem(std::nullopt, false, 0);
    else
        m_problem->setProblem(problems.first(), m_text->hasError(), static_cast<int>(problems.size()) - 1);
}

/// What has to be known of the text as a whole: that it cannot be edited, or is not the one on disk any more.
void EditorPane::updateNotice()
{
    const std::optional<Problem> unreadable =
        m_workspace && !m_path.isEmpty() ? m_workspace->unreadable(m_path) : std::nullopt;
    QStringList notices{m_text->readOnlyReason()};
    if (unreadable && m_text->buffer()) {
        notices += tr("The file on disk cannot be read now: %1. This is the text that was read last.")
                       .arg(unreadable->message);
    } else if (unreadable) {
        m_unreadable->setWords(tr("%1 cannot be read").arg(m_path), unreadable->message);
    }
    notices.removeAll(QString());
    m_noticeText->setText(notices.join(QLatin1Char('\n')));
    m_notice->setVisible(!notices.isEmpty());
    updateProblem();
}

void EditorPane::goToProblem()
{
    const std::optional<Problem> &problem = m_problem->problem();
    if (!problem)
        return;
    if (problem->range.isEmpty() && !problem->position.isNull())
        goTo(problem->position);
    else
        goTo(problem->range);
    m_text->setFocus();
}

// When the disk has moved on

void EditorPane::updateState()
{
    updateConflict();
    const bool isGone = m_workspace && !m_path.isEmpty() && m_workspace->isGone(m_path);
    if (isGone)
        m_gone->setFile(m_path, m_isTrashed && m_isTrashed(m_path));
    m_gone->setVisible(isGone);
}

/// What a save may merge in a moment is not asked, and what is asked already stays until the save has merged it.
void EditorPane::updateConflict()
{
    const std::optional<Conflict> conflict =
        m_workspace && !m_path.isEmpty() ? m_workspace->conflict(m_path) : std::nullopt;
    m_conflict->setVisible(conflict && (m_workspace->awaitsChoice(m_path) || !m_conflict->isHidden()));
    if (conflict)
        m_conflict->setConflict(*conflict);
    if (m_pages->currentWidget() != m_comparison)
        return;
    if (conflict)
        m_comparison->compare(*conflict, *m_text->buffer());
    else
        showText();
}

void EditorPane::showComparison()
{
    const std::optional<Conflict> conflict = m_workspace ? m_workspace->conflict(m_path) : std::nullopt;
    if (!conflict)
        return;
    m_merge->end();
    m_comparison->compare(*conflict, *m_text->buffer());
    m_pages->setCurrentWidget(m_comparison);
    m_comparison->setFocus();
}

void EditorPane::merge()
{
    if (m_workspace && m_workspace->conflict(m_path))
        m_merge->begin(m_workspace, m_path, AfterMerge::Edit);
}

void EditorPane::mergeAndSave()
{
    if (m_workspace && m_workspace->conflict(m_path))
        m_merge->begin(m_workspace, m_path, AfterMerge::Save);
}

/// A merge that is not shown yet goes on: a save may have asked for it.
void EditorPane::showText()
{
    QWidget *shown = m_pages->currentWidget();
    if (shown != m_comparison && shown != m_merge)
        return;
    const bool hasFocus = isAncestorOf(QApplication::focusWidget());
    m_merge->end();
    m_pages->setCurrentWidget(page());
    if (hasFocus)
        m_text->setFocus();
}

void EditorPane::keepMine()
{
    m_workspace->keepMine(m_path);
    Q_EMIT conflictResolved(
        m_path, tr("Your text of %1 is kept; the next save replaces the one on disk.").arg(m_path));
}

void EditorPane::takeDisk()
{
    m_workspace->takeDisk(m_path);
    Q_EMIT conflictResolved(m_path, tr("The text of %1 is the one on disk.").arg(m_path));
}

void EditorPane::undoResolution(const QString &path)
{
    Buffer *buffer = m_workspace ? m_workspace->openBuffer(path) : nullptr;
    if (!buffer)
        return;
    if (buffer->canUndoResolution())
        buffer->undoResolution();
    else
        Q_EMIT message(tr("%1 was edited since: go back step by step with Undo").arg(path));
}

} // namespace retune
