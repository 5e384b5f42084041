#include "application.h"

#include "firstpicture.h"
#include "sample.h"

#include "window/foldercode.h"
#include "window/preferences.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtWidgets/QMessageBox>

namespace retune {

namespace {

WorkerState shown(DemoWorker::State state)
{
    switch (state) {
    case DemoWorker::State::Running:
        return WorkerState::Running;
    case DemoWorker::State::Paused:
        return WorkerState::Paused;
    case DemoWorker::State::Stopped:
        break;
    }
    return WorkerState::Stopped;
}

} // namespace

Application::Application(QObject *parent)
    : QObject(parent)
{
    setMaximumFileSize(maximumFileSize());
    connectWorker();
    connectCode();
    connect(&m_window, &MainWindow::openSampleRequested, this, &Application::openSample);
    connect(&m_window, &MainWindow::resetSampleRequested, this, &Application::resetSample);
    connect(&m_window, &MainWindow::newWindowRequested, this,
            [] { QProcess::startDetached(QCoreApplication::applicationFilePath(), {}); });
    connect(&m_resetting, &QFutureWatcherBase::finished, this, &Application::finishReset);
    connect(&m_window, &MainWindow::folderOpened, this, &Application::followFolder);
    connect(&m_window, &MainWindow::folderClosed, &m_worker, &DemoWorker::stop);
    auto *picture = new FirstPicture(&m_window);
    connect(&m_window, &MainWindow::folderOpened, picture, &FirstPicture::noteRead, Qt::SingleShotConnection);
}

void Application::connectWorker()
{
    connect(&m_window, &MainWindow::workerStartRequested, &m_worker, &DemoWorker::start);
    connect(&m_window, &MainWindow::workerPauseRequested, this, &Application::togglePause);
    connect(&m_window, &MainWindow::workerStopRequested, &m_worker, &DemoWorker::stop);
    connect(&m_worker, &DemoWorker::printed, &m_window, &MainWindow::appendWorkerLine);
    connect(&m_worker, &DemoWorker::stateChanged, &m_window,
            [this](DemoWorker::State state) { m_window.setWorkerState(shown(state)); });
}

void Application::connectCode()
{
    FolderCode *code = &m_window.code();
    code->setTaskSource([this](const QString &folder) { return m_worker.tasks(folder); });
    connect(code, &FolderCode::permissionChanged, &m_worker,
            [this](const QString &folder, bool isGiven, bool compilesSources) {
                m_worker.setCodePermission(folder, {isGiven, compilesSources});
            });
    connect(&m_worker, &DemoWorker::codeTookOver, code, &FolderCode::noteLive);
    connect(&m_worker, &DemoWorker::codeRetired, code, &FolderCode::noteRetired);
    connect(&m_worker, &DemoWorker::codeFailed, code, &FolderCode::noteFailure);
    connect(&m_worker, &DemoWorker::codeLogged, code, &FolderCode::noteLine);
}

void Application::setMaximumFileSize(qint64 bytes)
{
    StoreOptions options;
    options.limits.bytes = bytes;
    options.codeFolder = DemoWorker::codeFolder.toString(); // read and shown, and run by the worker alone
    options.sizeAdvice =
        tr("retune --max-size SIZE, or maximumFileSize in the preferences, raises the limit");
    m_window.setStoreOptions(options);
}

void Application::open(const QString &path)
{
    const QString last = recentFolders().value(0);
    if (path.isEmpty() && last.isEmpty())
        openSample();
    else if (path.isEmpty())
        m_window.openFolder(last);
    else
        m_window.openFolder(path);
}

void Application::openSample()
{
    const Result<QString> folder = makeSampleFolder();
    const QString greeting =
        folder.value_or(QString()) + QStringLiteral("/setting.py"); // what the worker prints
    if (folder)
        m_window.openFolder(QFileInfo::exists(greeting) ? greeting : *folder);
    else
        tell(tr("The sample folder cannot be made"), folder.error());
}

void Application::resetSample()
{
    m_resetting.setFuture(QtConcurrent::run(&retune::resetSample));
}

void Application::finishReset()
{
    const Result<QStringList> changed = m_resetting.result();
    if (!changed)
        tell(tr("The sample folder cannot be reset"), changed.error());
    else if (!isSampleFolder(m_window.folder()))
        openSample(); // else the reloads show what was reset
}

/// The worker belongs to the folder that is open; on the sample, and nowhere else, it starts by itself.
void Application::followFolder(const QString &folder)
{
    if (isSampleFolder(folder)) {
        m_worker.start(folder);
        showHint();
    } else if (m_worker.folder() != folder)
        m_worker.stop();
}

/// What can be done first, on the sample alone, and once.
void Application::showHint()
{
    if (hasSeenHint())
        return;
    setHintSeen();
    m_window.showHint(tr(
        "Welcome! Change a value in the tree or the text, save it with Ctrl+S, and watch the worker's next "
        "line in the log."));
}

void Application::togglePause()
{
    if (m_worker.state() == DemoWorker::State::Paused)
        m_worker.resume();
    else
        m_worker.pause();
}

void Application::tell(const QString &title, const Problem &problem)
{
    auto *box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Ok, &m_window);
    box->setInformativeText(problem.toString());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace retune
