#include "editor/conflictcomparison.h"

#include "changes/comparedtexts.h"
#include "changes/reloadcomparison.h"
#include "editor/conflictbar.h"

#include <retune/edit/workspace.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtGui/QShortcut>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace retune {

ConflictComparison::ConflictComparison(QWidget *parent)
    : QWidget(parent)
    , m_texts(new ReloadComparison)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_texts, 1);
    addFoot();
    setFocusProxy(m_texts);
    // Not QFuture::then with a context: in Qt 6.4 that fails an assertion when the context is gone by then.
    connect(&m_elsewhere, &QFutureWatcherBase::finished, this, [this] {
        if (!m_elsewhere.isCanceled())
            m_texts->compare(m_elsewhere.result(), m_diskTitle, tr("Yours (unsaved)"));
    });
}

void ConflictComparison::addFoot()
{
    auto *close = new QPushButton(tr("Back to the text"));
    close->setToolTip(tr("Show the text with your edits again (Esc)"));
    connect(close, &QPushButton::clicked, this, &ConflictComparison::closed);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &ConflictComparison::closed);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(8, 4, 8, 4);
    foot->addStretch(1);
    foot->addWidget(close);
    qobject_cast<QVBoxLayout *>(layout())->addLayout(foot);
}

void ConflictComparison::compare(const Conflict &conflict, const Buffer &buffer)
{
    if (std::exchange(m_path, conflict.path) != conflict.path || !isVisible()) {
        m_texts->clear();
        m_texts->setPath(conflict.path);
    }
    m_diskTitle = tr("On disk (%1)").arg(diskTimeText(conflict));
    const auto compared = [path = conflict.path, &format = buffer.format(), limits = buffer.limits(),
                           disk = conflict.disk,
                           mine = buffer.bytes()] { return comparedTexts(path, format, disk, mine, limits); };
    m_elsewhere.setFuture(QtConcurrent::run(compared));
}

} // namespace retune
