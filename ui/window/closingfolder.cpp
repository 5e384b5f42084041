#include "window/closingfolder.h"

#include "window/draftkeeper.h"

#include <retune/edit/workspace.h>

#include <QtCore/QThreadPool>

namespace retune {

namespace {

using namespace std::chrono_literals;

/// The program waits for the threads of the pool before it ends.
void destroyElsewhere(std::unique_ptr<Store> store)
{
    store->moveToThread(nullptr);
    QThreadPool::globalInstance()->start([old = store.release()] { delete old; });
}

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
    m_drafts->release();
    endWhenSaved();
}

ClosingFolder::~ClosingFolder()
{
    if (!m_workspace)
        return;
    m_workspace->waitForSaves();
    end();
}

void ClosingFolder::endWhenSaved()
{
    if (!m_workspace || !m_workspace->waitForSaves(0ms))
        return;
    end();
    deleteLater();
}

void ClosingFolder::end()
{
    static_cast<void>(m_drafts->keepNow()); // what has been saved meanwhile is no draft any more
    m_drafts.reset();
    m_workspace.reset();
    destroyElsewhere(std::move(m_store));
}

} // namespace retune
