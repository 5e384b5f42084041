#include "window/windowmenus.h"

#include "window/actions.h"
#include "window/mainwindow.h"
#include "window/preferences.h"
#include "window/textactions.h"
#include "window/valueactions.h"

#include <QtGui/QAction>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr int keysOfDigits = 9;

} // namespace

WindowMenus::WindowMenus(const Actions &actions, const ValueActions &valueActions, TextActions &textActions,
                         MainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    makeFileMenu(actions);
    makeEditMenu(actions, valueActions, textActions);
    makeViewMenu(actions, textActions);
    makeWorkerMenu(actions);
    makeHelpMenu(actions);
    makeToolBar(actions);
}

void WindowMenus::makeFileMenu(const Actions &actions)
{
    QMenu *file = m_window.menuBar()->addMenu(tr("&File"));
    file->addActions({actions.newWindow, actions.openFolder});
    m_recent = file->addMenu(tr("Open &Recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &WindowMenus::fillRecentFolders);
    file->addSeparator();
    file->addActions(actions.fileActions());
    file->addAction(actions.putFileBack);
    file->addSeparator();
    file->addActions({actions.save, actions.saveAll, actions.revert});
    file->addSeparator();
    file->addActions({actions.liveApply, actions.liveApplyFile});
    file->addSeparator();
    file->addAction(actions.readAgain);
    QMenu *watchers = file->addMenu(tr("W&atch With"));
    watchers->setToolTipsVisible(true);
    watchers->addActions(actions.watchers());
    QMenu *history = file->addMenu(tr("&History"));
    history->setToolTipsVisible(true);
    history->addActions({actions.keepHistory, actions.deleteHistory});
    file->addSeparator();
    file->addActions({actions.closeFolder, actions.quit});
}

void WindowMenus::makeEditMenu(const Actions &actions, const ValueActions &valueActions,
                               TextActions &textActions)
{
    QMenu *edit = m_window.menuBar()->addMenu(tr("&Edit"));
    connect(edit, &QMenu::aboutToShow, &textActions, &TextActions::updateClipboard);
    edit->addActions({actions.undo, actions.redo});
    edit->addSeparator();
    edit->addActions(textActions.clipboardActions());
    edit->addSeparator();
    edit->addActions(textActions.findActions());
    edit->addAction(actions.filter);
    edit->addSeparator();
    QMenu *setting = edit->addMenu(tr("&Setting"));
    setting->addActions(actions.memberActions());
    setting->addSeparator();
    setting->addActions(valueActions.actions());
    QMenu *putBack = edit->addMenu(tr("Put &Back"));
    putBack->setToolTipsVisible(true);
    putBack->addActions({actions.putVersionBack, actions.putValueBack, actions.putFolderBack});
    edit->addSeparator();
    edit->addAction(actions.preferences);
}

void WindowMenus::makeViewMenu(const Actions &actions, const TextActions &textActions)
{
    QMenu *view = m_window.menuBar()->addMenu(tr("&View"));
    view->addActions({actions.showSettings, actions.showText, actions.showLog});
    view->addSeparator();
    view->addActions(
        {actions.goToText, actions.goToChanges, actions.goToLog, actions.showProblems, actions.goToHistory});
    view->addSeparator();
    view->addActions({actions.nextPane, actions.previousPane});
    view->addSeparator();
    view->addActions({actions.expandAll, actions.collapseAll});
    view->addSeparator();
    view->addActions(textActions.sizeActions());
    view->addSeparator();
    QMenu *themes = view->addMenu(tr("T&heme"));
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
        themes->addAction(actions.theme(theme));
}

void WindowMenus::makeWorkerMenu(const Actions &actions)
{
    QMenu *worker = m_window.menuBar()->addMenu(tr("&Worker"));
    worker->addActions({actions.startWorker, actions.pauseWorker, actions.stopWorker});
    worker->addSeparator();
    worker->addActions({actions.runProgram, actions.restartProgram, actions.stopProgram});
    worker->addSeparator();
    worker->addActions({actions.runCode, actions.stopCode, actions.compileSources});
}

void WindowMenus::makeHelpMenu(const Actions &actions)
{
    QMenu *help = m_window.menuBar()->addMenu(tr("&Help"));
    help->addAction(actions.listShortcuts);
    help->addSeparator();
    help->addActions({actions.openSample, actions.resetSample});
    help->addSeparator();
    help->addAction(actions.about);
}

void WindowMenus::makeToolBar(const Actions &actions)
{
    QToolBar *bar = m_window.addToolBar(tr("Tools"));
    bar->setObjectName(u"tools"_s);
    bar->setMovable(false);
    bar->setIconSize(QSize(16, 16));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    const auto addBare = [bar](QAction *action) {
        bar->addAction(action);
        qobject_cast<QToolButton *>(bar->widgetForAction(action))->setToolButtonStyle(Qt::ToolButtonIconOnly);
    };
    bar->addActions({actions.openFolder, actions.save, actions.liveApply});
    bar->addSeparator();
    addBare(actions.undo);
    addBare(actions.redo);
    bar->addSeparator();
    bar->addAction(actions.startWorker);
    addBare(actions.pauseWorker);
    addBare(actions.stopWorker);
    bar->addSeparator();
    bar->addAction(actions.runProgram);
}

void WindowMenus::fillRecentFolders()
{
    m_recent->clear();
    int number = 0;
    for (const QString &folder : recentFolders()) {
        const QString path = QString(folder).replace(u'&', u"&&"_s);
        const QString text = ++number <= keysOfDigits ? u"&%1  %2"_s.arg(number).arg(path) : path;
        m_recent->addAction(text, this, [this, folder] { m_window.openFolder(folder); });
    }
    if (m_recent->isEmpty()) {
        m_recent->addAction(tr("No folder was opened yet"))->setEnabled(false);
        return;
    }
    m_recent->addSeparator();
    m_recent->addAction(tr("&Forget These"), this, &clearRecentFolders);
}

} // namespace retune
