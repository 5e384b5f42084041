#include <application.h>
#include <quitonsignal.h>
#include <sample.h>

#include <rawfile.h>
#include <signalrecord.h>

#include "window/drafts.h"
#include "window/messagebar.h"

#include <retune/edit/workspace.h>

#include <QtCore/QAbstractItemModel>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QMessageBox>

#include <csignal>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// The whole program, as a user starts it.
class tst_Application : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void withoutAFolderOpensTheSampleAndStartsTheWorker();
    void anEditedValueReachesTheWorkerAndTheLog();
    void anEditByAnotherProgramReachesTheWorkerAndTheWindow();
    void anotherFolderStartsNothing();
    void leavingTheSampleStopsTheWorker();
    void closingTheFolderStopsTheWorker();
    void withoutAFolderOpensTheOneThatWasOpenedLast();
    void pauseStopAndStart();
    void resetMakesTheSampleNew();
    void saysWhyTheSampleCannotBeMade();
    void aSignalKeepsUnsavedEdits_data();
    void aSignalKeepsUnsavedEdits();

private:
    QByteArray read(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    QString settingPy() const { return sampleFolder() + u"/setting.py"_s; }
    bool isLogged(const QString &part) const
    {
        for (const auto *view : m_application->window().findChildren<QAbstractItemView *>()) {
            const QAbstractItemModel *model = view->model();
            for (int row = 0; model && row < model->rowCount(); ++row) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    if (model->index(row, column).data().toString().contains(part))
                        return true;
                }
            }
        }
        return false;
    }
    void trigger(const QString &text) const
    {
        for (QAction *action : m_application->window().findChildren<QAction *>()) {
            if (action->text().remove(u'&') == text && action->isEnabled())
                return action->trigger();
        }
        QFAIL(qPrintable(u"no action "_s + text));
    }
    bool hasPrinted(const QString &line) const
    {
        return std::any_of(m_printed->begin(), m_printed->end(),
                           [&](const QVariantList &arguments) { return arguments[1].toString() == line; });
    }
    void openSample() const
    {
        m_application->open({});
        QTRY_COMPARE(m_application->worker().state(), DemoWorker::State::Running);
        QTRY_VERIFY(!m_printed->isEmpty());
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Application> m_application;
    std::unique_ptr<test::SignalRecord> m_printed;
};

void tst_Application::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    for (const char *variable : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
        qputenv(variable, QFile::encodeName(m_home->filePath(QLatin1String(variable))));
    m_application = std::make_unique<Application>();
    m_application->window().show();
    m_printed = std::make_unique<test::SignalRecord>(&m_application->worker(), &DemoWorker::printed);
}

void tst_Application::cleanup()
{
    m_printed.reset();
    m_application.reset();
}

void tst_Application::withoutAFolderOpensTheSampleAndStartsTheWorker()
{
    m_application->open({});
    QTRY_COMPARE(m_application->window().folder(), sampleFolder());
    QVERIFY(QFile::exists(settingPy()));
    QTRY_VERIFY(hasPrinted(u"redis = 你好"_s));
    QTRY_VERIFY(isLogged(u"redis = 你好"_s));
}

void tst_Application::anEditedValueReachesTheWorkerAndTheLog()
{
    openSample();
    Workspace *workspace = m_application->window().workspace();
    QVERIFY(workspace->buffer(u"setting.py"_s)->setValue({u"redis"_s}, Value::string(u"你好，精神小伙"_s)));
    trigger(u"Save All"_s);
    QTRY_VERIFY(hasPrinted(u"redis = 你好，精神小伙"_s));
    QVERIFY(read(settingPy()).contains(u"redis = \"你好，精神小伙\"\n"_s.toUtf8()));
    QTRY_VERIFY(isLogged(u"你好 → 你好，精神小伙"_s));
}

void tst_Application::anEditByAnotherProgramReachesTheWorkerAndTheWindow()
{
    openSample();
    Buffer *buffer = m_application->window().workspace()->buffer(u"setting.py"_s);
    test::writeInPlace(
        settingPy(), "redis = \"from outside\"\nname = \"worker\"\ncolors = []\nretry = {}\ndebug = True\n");
    QTRY_VERIFY(hasPrinted(u"redis = from outside"_s));
    QTRY_VERIFY(buffer->bytes().contains("from outside"));
    QVERIFY(!buffer->isModified());
}

void tst_Application::anotherFolderStartsNothing()
{
    QTemporaryDir other;
    test::writeInPlace(other.filePath(u"setting.py"_s), "redis = 1\n");
    QSignalSpy opened(&m_application->window(), &MainWindow::folderOpened);
    m_application->open(other.filePath(u"setting.py"_s));
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(m_application->worker().state(), DemoWorker::State::Stopped);
    QVERIFY(!QFile::exists(sampleFolder()));
    trigger(u"Start"_s);
    QTRY_VERIFY(hasPrinted(u"redis = 1"_s));
}

void tst_Application::leavingTheSampleStopsTheWorker()
{
    openSample();
    QTemporaryDir other;
    m_application->open(other.path());
    QTRY_COMPARE(m_application->worker().state(), DemoWorker::State::Stopped);
    trigger(u"Open Sample"_s);
    QTRY_COMPARE(m_application->worker().state(), DemoWorker::State::Running);
}

void tst_Application::closingTheFolderStopsTheWorker()
{
    openSample();
    trigger(u"Close Folder"_s);
    QTRY_COMPARE(m_application->worker().state(), DemoWorker::State::Stopped);
    QVERIFY(
        m_application->window().findChild<MessageBar *>()->isHidden()); // what it said was about the folder
}

void tst_Application::withoutAFolderOpensTheOneThatWasOpenedLast()
{
    openSample();
    const QTemporaryDir other;
    m_application->open(other.path());
    QTRY_COMPARE(m_application->worker().state(), DemoWorker::State::Stopped);
    m_application = std::make_unique<Application>();
    m_application->open({});
    QTRY_COMPARE(m_application->window().folder(), other.path());
}

void tst_Application::pauseStopAndStart()
{
    openSample();
    DemoWorker &worker = m_application->worker();
    trigger(u"Pause"_s);
    QCOMPARE(worker.state(), DemoWorker::State::Paused);
    trigger(u"Pause"_s);
    QCOMPARE(worker.state(), DemoWorker::State::Running);
    trigger(u"Stop"_s);
    QCOMPARE(worker.state(), DemoWorker::State::Stopped);
    trigger(u"Start"_s);
    QCOMPARE(worker.state(), DemoWorker::State::Running);
}

void tst_Application::resetMakesTheSampleNew()
{
    openSample();
    const QByteArray shipped = read(settingPy());
    test::writeInPlace(settingPy(), "redis = \"mine\"\n");
    QTRY_VERIFY(hasPrinted(u"redis = mine"_s));
    m_printed->clear();
    trigger(u"Reset Sample"_s);
    QTRY_COMPARE(read(settingPy()), shipped);
    QTRY_VERIFY(hasPrinted(u"redis = 你好"_s));
}

void tst_Application::saysWhyTheSampleCannotBeMade()
{
    test::writeInPlace(m_home->filePath(u"XDG_DATA_HOME"_s), "a file in the way, which stops root too");
    m_application->open({});
    const auto *box = m_application->window().findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY(box->informativeText().contains(m_home->path()));
    QCOMPARE(m_application->window().folder(), QString());
}

void tst_Application::aSignalKeepsUnsavedEdits_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("asked to end") << SIGTERM;
    QTest::newRow("the terminal is gone") << SIGHUP;
}

void tst_Application::aSignalKeepsUnsavedEdits()
{
    QFETCH(const int, signal);
    openSample();
    Workspace *workspace = m_application->window().workspace();
    const QuitOnSignal quitOnSignal;
    QMetaObject::invokeMethod(
        m_application.get(),
        [workspace, signal] {
            QVERIFY(workspace->buffer(u"setting.py"_s)->setValue({u"redis"_s}, Value::string(u"x"_s)));
            QCOMPARE(::raise(signal), 0);
        },
        Qt::QueuedConnection);
    QCOMPARE(QApplication::exec(), 0);
    QVERIFY(!m_application->window().isVisible());
    QCOMPARE(keptDrafts(sampleFolder()).size(), 1);
}

QTEST_MAIN(tst_Application)
#include "tst_application.moc"
