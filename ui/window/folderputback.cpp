#include "window/folderputback.h"

#include "changes/reloadtext.h"
#include "thread/whenfinished.h"

#include <retune/edit/jointedits.h>
#include <retune/edit/workspace.h>
#include <retune/history/historyreader.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QElapsedTimer>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

namespace retune {

namespace {

/// Between slices the window answers.
constexpr std::chrono::milliseconds longestSlice{10};
/// Nobody reads more names than this.
constexpr qsizetype maximumNames = 500;

Result<PutBackPlan> planAt(const QString &location, const QDateTime &moment,
                           const std::map<QString, QByteArray> &now)
{
    const HistoryReader reader(location);
    const Result<std::optional<KeptRevision>> revision = reader.revisionAt(moment);
    if (!revision)
        return Unexpected{revision.error()};
    if (!*revision)
        return PutBackPlan();
    const Result<QList<KeptText>> files = reader.files((*revision)->id);
    if (!files)
        return Unexpected{files.error()};
    return putBackPlan(*files, now);
}

/// What the user has in front of him, saved or not. Texts are shared, so this is quick.
std::map<QString, QByteArray> textsOf(const Workspace &workspace)
{
    std::map<QString, QByteArray> texts;
    for (const SettingsFilePtr &file : workspace.store().snapshot().files()) {
        if (file->format->isText())
            texts[file->path] = file->disk;
    }
    for (const QString &path : workspace.openPaths())
        texts[path] = workspace.openBuffer(path)->bytes();
    return texts;
}

QString names(const QString &title, QStringList paths)
{
    if (paths.isEmpty())
        return {};
    const bool isCut = paths.size() > maximumNames;
    paths = paths.first(std::min(paths.size(), maximumNames));
    if (isCut)
        paths.append(QStringLiteral("…"));
    return title + QStringLiteral("\n  ") + paths.join(QStringLiteral("\n  ")) + u'\n';
}

QStringList pathsOf(const QList<KeptText> &texts)
{
    QStringList paths;
    for (const KeptText &text : texts)
        paths.append(text.path);
    return paths;
}

} // namespace

FolderPutBack::FolderPutBack(Workspace &workspace, QWidget *window, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_window(window)
{
    m_slices.setSingleShot(true);
    connect(&m_slices, &QTimer::timeout, this, &FolderPutBack::applySlice);
}

FolderPutBack::~FolderPutBack()
{
    delete m_box;
}

void FolderPutBack::begin(const QString &location, const QDateTime &moment)
{
    if (std::exchange(m_isUnderWay, true))
        return;
    m_moment = momentInSentence(moment);
    whenFinished(QtConcurrent::run(planAt, location, moment, textsOf(m_workspace)), this,
                 [this](const Result<PutBackPlan> &plan) {
                     m_isUnderWay = plan && !plan->isEmpty();
                     if (!plan)
                         Q_EMIT failed(plan.error());
                     else if (plan->isEmpty())
                         Q_EMIT nothingToDo();
                     else
                         ask(*plan);
                 });
}

// Asking

void FolderPutBack::ask(const PutBackPlan &plan)
{
    m_box = new QMessageBox(QMessageBox::Question, tr("Put the Folder Back"),
                            tr("Put the folder back as of %1?").arg(m_moment), QMessageBox::Cancel, m_window);
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    m_box->setInformativeText(question(plan));
    m_box->setDetailedText(names(tr("Get the text of then:"), pathsOf(plan.changed)) +
                           names(tr("Made anew:"), pathsOf(plan.gone)) +
                           names(tr("Stay as they are, because they were not there then:"), plan.newer));
    m_box->setDefaultButton(m_box->addButton(tr("Put Back"), QMessageBox::AcceptRole));
    connect(m_box, &QDialog::finished, this, [this] { m_isUnderWay = false; });
    connect(m_box, &QDialog::accepted, this, [this, plan] { apply(plan); });
    m_box->open();
}

QString FolderPutBack::question(const PutBackPlan &plan) const
{
    QStringList lines;
    if (!plan.changed.isEmpty())
        lines += tr("Files that get the text they had then: %1").arg(plan.changed.size());
    if (!plan.gone.isEmpty())
        lines += tr("Files that are gone and are made anew: %1").arg(plan.gone.size());
    if (!plan.newer.isEmpty())
        lines += tr("Files that were not there then and stay as they are: %1").arg(plan.newer.size());
    const QStringList edited = pathsOf(plan.changed + plan.gone);
    const bool isSaved = m_isLive && std::any_of(edited.begin(), edited.end(), m_isLive);
    lines += isSaved ? tr("What is applied live is saved at once. Undo takes it back.")
                     : tr("Nothing is saved before you save it. Undo takes it back.");
    return lines.join(u'\n');
}

// Doing

void FolderPutBack::apply(const PutBackPlan &plan)
{
    m_isUnderWay = true;
    m_edit = m_workspace.jointEdits().begin();
    m_waiting = plan.changed + plan.gone;
    m_done.clear();
    m_failed.clear();
    m_slices.start(0);
}

void FolderPutBack::applySlice()
{
    QElapsedTimer slice;
    slice.start();
    while (applyNext() && slice.elapsed() < longestSlice.count()) {
    }
    if (!m_waiting.isEmpty())
        return m_slices.start(0);
    m_isUnderWay = false;
    Q_EMIT finished(int(m_done.size()), m_failed);
}

bool FolderPutBack::applyNext()
{
    if (m_waiting.isEmpty())
        return false;
    const KeptText text = m_waiting.takeFirst();
    Buffer *buffer = m_workspace.create(text.path);
    if (!buffer) {
        m_failed.append(text.path);
    } else if (buffer->bytes() != text.bytes) {
        m_workspace.jointEdits().setBytes(m_edit, *buffer, text.bytes);
        m_done.append(text);
        Q_EMIT edited(text.path, text.bytes);
    }
    return !m_waiting.isEmpty();
}

/// Where the steps are the newest still, the first file takes all others along.
void FolderPutBack::undo()
{
    for (const KeptText &text : std::exchange(m_done, {})) {
        Buffer *buffer = m_workspace.openBuffer(text.path);
        if (buffer && buffer->bytes() == text.bytes)
            buffer->undo();
    }
}

} // namespace retune
