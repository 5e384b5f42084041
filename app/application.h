#pragma once

#include "demoworker.h"

#include "window/mainwindow.h"

#include <retune/text/result.h>

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>

namespace retune {

/// The window, the demo worker, and what connects them. Made by `main`, and by tests that click through the whole program.
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(QObject *parent = nullptr);
    /// Reads files of up to this many bytes in this run, whatever the preference says. For the folders opened from now on.
    void setMaximumFileSize(qint64 bytes);

    /// Opens a folder, or the folder of a file. Where `path` is empty, it is the folder that was opened last, or the sample folder
    /// where there is none, made at the first time.
    void open(const QString &path);

    MainWindow &window() { return m_window; }
    DemoWorker &worker() { return m_worker; }

private:
    void connectWorker();
    void connectCode();
    void openSample();
    void showHint();
    void resetSample();
    void finishReset();
    void followFolder(const QString &folder);
    void togglePause();
    void tell(const QString &title, const Problem &problem);

    MainWindow m_window;
    DemoWorker m_worker;
    QFutureWatcher<Result<QStringList>> m_resetting;
};

} // namespace retune
