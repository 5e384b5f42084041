#include "run/folderwatching.h"
#include "run/runbar.h"
#include "window/actions.h"
#include "window/folderprogram.h"
#include "window/recentcommands.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>

#include <QtCore/QElapsedTimer>
#include <QtGui/QAction>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QToolButton>

#include <csignal>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// The program that the user runs in the folder: through the bar, as a user does.
class TestFolderProgram
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anEditShowsInTheNextLineOfThePythonLoop();
    void theEndIsTold_data();
    void theEndIsTold();
    void thatNothingWasPrintedIsSaidNoLongerThanTrue();
    void outputIsKeptApartByStream();
    void aProgramThatPrintsWithoutEndIsHeldBack();
    void stopEndsWhatTheProgramStarted();
    void afterStopTheKeyboardIsWhereTheProgramIsRunAgain();
    void aProgramThatIgnoresTheWishIsKilled();
    void restartRunsTheCommandAgain();
    void whatWasAskedForRunsWhateverIsTypedMeanwhile();
    void anotherFolderAndTheEndOfTheWindowEndIt_data();
    void anotherFolderAndTheEndOfTheWindowEndIt();
    void whatDoesNotStartIsNotSaidToHaveStarted();
    void aRunningProgramIsInSightWithoutItsBar();
    void aWrongCommandIsToldAtItsPlace();
    void commandsAreRememberedAndNeverRunByThemselves();
    void whatWatchesTheFolderIsKnown();

private:
    /// Types a command into the bar and presses Enter.
    void run(MainWindow &window, const QString &command);
    static QString remark(const MainWindow &window);
    static QStringList output(MainWindow &window) { return logTexts(window, LogEntry::Kind::Program); }
    static bool lives(const QByteArray &process) { return ::kill(pid_t(process.trimmed().toInt()), 0) == 0; }
};

void TestFolderProgram::init()
{
    makeHome();
    write(path(u"setting.py"_s), "redis = \"hello\"\n");
}

void TestFolderProgram::run(MainWindow &window, const QString &command)
{
    window.findChild<Actions *>()->runProgram->trigger();
    auto *bar = window.findChild<RunBar *>();
    QVERIFY(bar->isVisibleTo(&window));
    auto *line = bar->findChild<QComboBox *>()->lineEdit();
    line->selectAll();
    QTest::keyClicks(line, command);
    QTest::keyClick(line, Qt::Key_Return);
    QCoreApplication::processEvents();
}

/// What is said below the command.
QString TestFolderProgram::remark(const MainWindow &window)
{
    return window.findChild<RunBar *>()->accessibleDescription();
}

void TestFolderProgram::anEditShowsInTheNextLineOfThePythonLoop()
{
    QVERIFY(
        QFile::copy(QStringLiteral(RETUNE_TEST_DATA "/../../resources/sample/loop.py"), path(u"loop.py"_s)));
    MainWindow window;
    window.show();
    window.program().setLookTime(std::chrono::milliseconds(1));
    QVERIFY(open(window, path({})));
    run(window, u"python3 loop.py"_s);
    QTRY_VERIFY_WITH_TIMEOUT(output(window).contains(u"hello"_s), 30'000);
    QTRY_VERIFY2(remark(window).contains(u"read its files anew by itself"_s), qPrintable(remark(window)));

    QVERIFY(window.workspace()->buffer(u"setting.py"_s)->setValue({u"redis"_s}, Value::string(u"你好"_s)));
    window.workspace()->saveAll();
    QTRY_VERIFY_WITH_TIMEOUT(output(window).contains(u"你好"_s), 30'000);
    QVERIFY(!QFileInfo::exists(path(u"__pycache__"_s)));
    window.findChild<Actions *>()->stopProgram->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!window.program().isRunning(), 30'000);
}

void TestFolderProgram::theEndIsTold_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("end");
    QTest::addColumn<bool>("isFailure");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("exit code 0, and a last line without a line break")
        << u"printf 'a\\nb'"_s << u"exit code 0"_s << false << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("another exit code") << u"sh -c 'exit 3'"_s << u"exit code 3"_s << true << QStringList();
    QTest::newRow("a signal") << u"sh -c 'kill -SEGV $$'"_s << u"signal 11"_s << true << QStringList();
    QTest::newRow("a program that is not there")
        << u"no-such-program-here"_s << u"found no no-such-program-here in PATH"_s << true << QStringList();
    QTest::newRow("a file that is not there")
        << u"./run"_s << u"found no file ./run"_s << true << QStringList();
    QTest::newRow("a file that is not executable")
        << u"./setting.py"_s << u"./setting.py is not executable"_s << true << QStringList();
    QTest::newRow("the folder is where it runs")
        << u"sh -c 'echo setting*'"_s << u"exit code 0"_s << false << QStringList{u"setting.py"_s};
}

void TestFolderProgram::theEndIsTold()
{
    QFETCH(const QString, command);
    QFETCH(const QString, end);
    QFETCH(const bool, isFailure);
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    QSignalSpy ended(&window.program(), &FolderProgram::ended);
    run(window, command);
    QVERIFY(ended.count() == 1 || ended.wait(30'000));
    QTEST(output(window), "lines");
    const QStringList rows = logTexts(window, isFailure ? LogEntry::Kind::Failed : LogEntry::Kind::Info);
    QVERIFY2(rows.last().contains(end), qPrintable(rows.join(u'\n')));
    QVERIFY(!window.findChild<Actions *>()->stopProgram->isEnabled());
    if (end.startsWith(u"exit"_s)) {
        const auto labels = window.findChild<RunBar *>()->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [&](const QLabel *label) { return label->text() == end; }));
    }
}

void TestFolderProgram::thatNothingWasPrintedIsSaidNoLongerThanTrue()
{
    MainWindow window;
    window.show();
    window.program().setLookTime(std::chrono::milliseconds(1));
    QVERIFY(open(window, path({})));
    run(window, u"sh -c 'until test -e go; do sleep 0.02; done; echo word; exec sleep 60'"_s);
    QTRY_VERIFY_WITH_TIMEOUT(remark(window).contains(u"It has printed nothing yet"_s), 30'000);
    write(path(u"go"_s), "");
    QTRY_COMPARE_WITH_TIMEOUT(output(window), QStringList{u"word"_s}, 30'000);
    QVERIFY2(!remark(window).contains(u"It has printed nothing yet"_s), qPrintable(remark(window)));
    QVERIFY2(remark(window).contains(u"read its files anew by itself"_s), qPrintable(remark(window)));
}

void TestFolderProgram::outputIsKeptApartByStream()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    run(window, u"sh -c 'echo out; echo err >&2'"_s);
    QTRY_COMPARE_WITH_TIMEOUT(logTexts(window, LogEntry::Kind::ProgramError), QStringList{u"err"_s}, 30'000);
    QTRY_COMPARE(output(window), QStringList{u"out"_s});
    LogModel &model = window.findChild<LogPane *>()->model();
    model.setShownKinds(allLogKinds() & ~logKinds({LogEntry::Kind::Program, LogEntry::Kind::ProgramError}));
    QCOMPARE(output(window), QStringList());
}

/// A program that prints as fast as it can is slowed down; the window goes on, and holds no more than it shows.
void TestFolderProgram::aProgramThatPrintsWithoutEndIsHeldBack()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    run(window, u"yes something to read"_s);
    LogModel &model = window.findChild<LogPane *>()->model();
    QElapsedTimer turn;
    qint64 longest = 0;
    while (model.endNumber() < 60'000) {
        turn.start();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        longest = std::max(longest, turn.elapsed());
    }
    QVERIFY2(longest < 1'000, qPrintable(u"the window did not answer for %1 ms"_s.arg(longest)));
    window.findChild<Actions *>()->stopProgram->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!window.program().isRunning(), 30'000);
}

void TestFolderProgram::stopEndsWhatTheProgramStarted()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    run(window, u"sh -c 'sleep 1000 & echo $! >child; echo ready; wait'"_s);
    QTRY_COMPARE_WITH_TIMEOUT(output(window), QStringList{u"ready"_s}, 30'000);
    const QByteArray child = contentOf(path(u"child"_s));
    QVERIFY(lives(child));
    auto *bar = window.findChild<RunBar *>();
    for (QPushButton *button : bar->findChildren<QPushButton *>()) {
        if (button->text() == u"Stop"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!window.program().isRunning(), 30'000);
    QTRY_VERIFY(!lives(child) || contentOf(u"/proc/%1/stat"_s.arg(child.trimmed().toInt())).contains(") Z "));
}

/// And not at the next button of the window, which may be the one that runs the code of the folder.
void TestFolderProgram::afterStopTheKeyboardIsWhereTheProgramIsRunAgain()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(open(window, path({})));
    run(window, u"sleep 1000"_s);
    QTRY_VERIFY(window.program().isRunning());
    QPushButton *stop = nullptr;
    QPushButton *again = nullptr;
    for (QPushButton *button : window.findChild<RunBar *>()->findChildren<QPushButton *>())
        (button->text() == u"Stop"_s ? stop : again) = button;
    stop->setFocus();
    QTest::keyClick(stop, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!stop->isEnabled(), 30'000);
    QCOMPARE(again->text(), u"Run"_s);
    QVERIFY2(again->hasFocus(),
             window.focusWidget() ? window.focusWidget()->metaObject()->className() : "none");
}

void TestFolderProgram::aProgramThatIgnoresTheWishIsKilled()
{
    Program program;
    program.setGrace(std::chrono::milliseconds(50));
    QSignalSpy ended(&program, &Program::ended);
    QSignalSpy printed(&program, &Program::printed);
    program.start({u"sh"_s, u"-c"_s, u"trap '' TERM; echo ready; while :; do sleep 1000; done"_s}, path({}));
    QVERIFY(printed.count() > 0 || printed.wait(30'000));
    program.stop();
    QVERIFY(ended.wait(30'000));
    const auto end = ended.first().first().value<ProgramEnd>();
    QVERIFY(end.way == ProgramEnd::Way::Killed);
    QCOMPARE(end.code, SIGKILL);
    QVERIFY(end.wasStopped);
}

void TestFolderProgram::restartRunsTheCommandAgain()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    run(window, u"sh -c 'echo hello; exec sleep 1000'"_s);
    QTRY_COMPARE_WITH_TIMEOUT(output(window).size(), 1, 30'000);
    QVERIFY(
        logTexts(window, LogEntry::Kind::Info).filter(u"being stopped"_s).isEmpty()); // Enter is meant once
    window.findChild<Actions *>()->restartProgram->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(output(window).size(), 2, 30'000);
    QVERIFY(window.program().isRunning());
    QCOMPARE(window.statusBar()->currentMessage(), QString()); // no more how the one before ended
}

void TestFolderProgram::whatWasAskedForRunsWhateverIsTypedMeanwhile()
{
    write(path(u"slow.sh"_s), "trap 'while [ ! -e go ]; do sleep 0.01; done; exit' TERM\n"
                              "echo ready\nwhile :; do sleep 0.01; done\n");
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    run(window, u"sh slow.sh"_s);
    QTRY_COMPARE_WITH_TIMEOUT(output(window), QStringList{u"ready"_s}, 30'000);
    run(window, u"echo second"_s);
    auto *line = window.findChild<RunBar *>()->findChild<QComboBox *>()->lineEdit();
    line->selectAll();
    QTest::keyClicks(line, u"echo third"_s);
    write(path(u"go"_s), "");
    QTRY_COMPARE_WITH_TIMEOUT(output(window), (QStringList{u"ready"_s, u"second"_s}), 30'000);
    QCOMPARE(window.findChild<RunBar *>()->command(), u"echo third"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!window.program().isRunning(), 30'000);
    QCOMPARE(recentCommands(path({})).first(), u"echo second"_s);
}

void TestFolderProgram::anotherFolderAndTheEndOfTheWindowEndIt_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("another folder is opened") << u"folder"_s;
    QTest::newRow("the window is closed") << u"close"_s;
    QTest::newRow("the window goes") << u"end"_s;
}

void TestFolderProgram::anotherFolderAndTheEndOfTheWindowEndIt()
{
    QFETCH(const QString, what);
    QVERIFY(QDir(home({})).mkpath(u"other"_s));
    auto window = std::make_unique<MainWindow>();
    window->show();
    QVERIFY(open(*window, path({})));
    run(*window, u"sh -c 'echo $$; exec sleep 1000'"_s);
    QTRY_COMPARE_WITH_TIMEOUT(output(*window).size(), 1, 30'000);
    const QByteArray process = output(*window).first().toUtf8();
    QVERIFY(lives(process));
    if (what == u"folder"_s)
        QVERIFY(open(*window, home(u"other"_s)));
    else if (what == u"close"_s)
        window->close();
    else
        window.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!lives(process), 30'000);
}

void TestFolderProgram::whatDoesNotStartIsNotSaidToHaveStarted()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    QSignalSpy ended(&window.program(), &FolderProgram::ended);
    run(window, u"nosuch-program --x"_s);
    QVERIFY(ended.count() == 1 || ended.wait(30'000));
    QVERIFY(logTexts(window, LogEntry::Kind::Info).filter(u"  started"_s).isEmpty());
    run(window, u"true"_s);
    QVERIFY(ended.wait(30'000));
    QCOMPARE(logTexts(window, LogEntry::Kind::Info).filter(u"true  started"_s).size(), 1);
}

void TestFolderProgram::aRunningProgramIsInSightWithoutItsBar()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    run(window, u"sleep 100"_s);
    auto *bar = window.findChild<RunBar *>();
    QTest::keyClick(bar, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    const auto button = [&window]() -> QToolButton * {
        for (QToolButton *shown : window.statusBar()->findChildren<QToolButton *>()) {
            if (shown->isVisible() && shown->text() == u"sleep 100 runs"_s)
                return shown;
        }
        return nullptr;
    };
    QVERIFY(button());
    button()->click();
    QVERIFY(bar->isVisible());
    QSignalSpy ended(&window.program(), &FolderProgram::ended);
    window.program().stop();
    QVERIFY(ended.wait(30'000));
    QVERIFY(!button());
}

void TestFolderProgram::aWrongCommandIsToldAtItsPlace()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    run(window, u"sh -c 'echo"_s);
    QTRY_VERIFY2(remark(window).contains(u"expected a closing '"_s), qPrintable(remark(window)));
    auto *line = window.findChild<RunBar *>()->findChild<QComboBox *>()->lineEdit();
    QCOMPARE(line->selectedText(), u"'"_s);
    QVERIFY(!window.program().isRunning());
    QTest::keyClick(line, Qt::Key_End);
    QTest::keyClick(line, '\'');
    QVERIFY2(!remark(window).contains(u"expected"_s), qPrintable(remark(window)));
}

void TestFolderProgram::commandsAreRememberedAndNeverRunByThemselves()
{
    QVERIFY(QDir(home({})).mkpath(u"other"_s));
    {
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        for (const QString &command : {u"touch ran"_s, u"true --password=x"_s}) {
            QSignalSpy ended(&window.program(), &FolderProgram::ended);
            run(window, command);
            QVERIFY(ended.count() == 1 || ended.wait(30'000));
        }
        QVERIFY(QFile::remove(path(u"ran"_s)));
        window.close();
    }
    QCOMPARE(recentCommands(path({})), QStringList{u"touch ran"_s});
    QCOMPARE(recentCommands(home(u"other"_s)), QStringList());
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    QCOMPARE(window.findChild<RunBar *>()->command(), u"touch ran"_s);
    QVERIFY(!window.program().isRunning());
    QVERIFY(!QFileInfo::exists(path(u"ran"_s)));
}

void TestFolderProgram::whatWatchesTheFolderIsKnown()
{
    QVERIFY(!watchesFolder(QCoreApplication::applicationPid(), path({})));
    MainWindow window; // watches it with inotify
    QVERIFY(open(window, path({})));
    QVERIFY(watchesFolder(QCoreApplication::applicationPid(), path({})));
    QVERIFY(!watchesFolder(QCoreApplication::applicationPid(), home(u"data"_s)));
}

QTEST_MAIN(TestFolderProgram)
#include "tst_folderprogram.moc"
