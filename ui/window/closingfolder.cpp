#include "window/closingfolder.h"

#include "thread/destroyelsewhere.h"
#include "window/draftkeeper.h"

#include <retune/edit/workspace.h>

#include <QtCore/QTimer>

namespace retune {

namespace {

using namespace std::chrono_literals;

/// The window shows first what it is to show next.
constexpr auto pauseForPainting = 20ms;

} // namespace

ClosingFolder::ClosingFolder(std::unique_ptr<Store> store, std::unique_ptr<Workspace> workspace,
                             std::unique_ptr<DraftKeeper> drafts, QObject *parent)
    : QObject(parent)
    , m_store(std::move(store))
    , m_workspace(std::move(workspace))
    , m_drafts(std::move(drafts))
{
    // Queued: the workspace is not to go while it speaks.
    connect(m_workspace.get(), &Workspace::saved, this, &ClosingFolder::endWhenSaved, Qt::QueuedConnection);
    connect(
        m_workspace.get(), &Workspace::saveFailed, this,
        [this](const QString &, const Problem &problem) {
            Q_EMIT saveFailed(m_store->folder(), problem);
            endWhenSaved();
        },
        Qt::QueuedConnection);
    connect(m_drafts.get(), &DraftKeeper::written, this, &ClosingFolder::end, Qt::QueuedConnection);
    m_drafts->release();
    endWhenSaved();
}

ClosingFolder::~ClosingFolder()
{
    if (!m_workspace)
        return;
    m_workspace->waitForSaves();
    if (m_drafts) {
        m_drafts->keep();
        m_drafts->waitForFinished();
    }
    m_drafts.reset();
    leave();
}

void ClosingFolder::endWhenSaved()
{
    if (!m_drafts || !m_workspace->waitForSaves(0ms))
        return;
    if (!m_drafts->keep()) // what has been saved meanwhile is no draft any more
        end();
}

void ClosingFolder::end()
{
    if (!m_drafts)
        return;
    m_drafts.reset();
    m_workspace->disconnect(this);
    QTimer::singleShot(pauseForPainting, this, &ClosingFolder::closeNext);
}

void ClosingFolder::closeNext()
{
    if (m_workspace->closeNext())
        return QTimer::singleShot(0, this, &ClosingFolder::closeNext);
    leave();
    deleteLater();
}

void ClosingFolder::leave()
{
    m_workspace.reset();
    m_store->moveToThread(nullptr);
    destroyElsewhere(std::move(m_store));
}

} // namespace retune
