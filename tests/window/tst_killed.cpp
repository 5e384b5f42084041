#include <application.h>

#include "editor/editorpane.h"
#include "editor/textview.h"
#include "tree/nameform.h"
#include "tree/settingsmodel.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/drafts.h"
#include "window/messagebar.h"

#include <retune/edit/workspace.h>
#include <retune/format/format.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTabWidget>

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

void say(const QString &text)
{
    std::fputs(qUtf8Printable(text + u'\n'), stdout);
    std::fflush(stdout);
}

/// The program in a process of its own, as it is after `main`, with a hand at its keyboard.
class Hand
{
public:
    bool open(const QString &folder)
    {
        QSignalSpy opened(&m_application.window(), &MainWindow::folderOpened);
        m_application.window().show();
        m_application.open(folder);
        return QTest::qWaitForWindowActive(&m_application.window()) &&
               (opened.count() == 1 || opened.wait(20'000));
    }

    /// Types into the text of a file, before its last character.
    void type(const QString &path, const QString &text)
    {
        m_application.window().findChild<SettingsView *>()->setCurrentIndex(
            m_application.window().findChild<SettingsModel *>()->fileIndex(path));
        auto *view = m_application.window().findChild<EditorPane *>()->findChild<TextView *>();
        m_application.window().findChild<QTabWidget *>()->setCurrentIndex(0);
        view->setFocus();
        view->moveCursor(QTextCursor::End);
        view->moveCursor(QTextCursor::Left);
        QTest::keyClicks(view, text);
    }

    void rename(const QString &name)
    {
        m_application.window().findChild<Actions *>()->renameFile->trigger();
        auto *line = m_application.window().findChild<NameForm *>()->findChild<QLineEdit *>();
        line->setText(name);
        QTest::keyClick(line, Qt::Key_Return);
    }

    /// What the window says of it.
    QString save()
    {
        m_application.window().findChild<Actions *>()->save->trigger();
        const auto *bar = m_application.window().findChild<MessageBar *>();
        const bool isTold = QTest::qWaitFor([bar] { return bar->isVisible(); }, 20'000);
        return isTold ? bar->accessibleName() : u"(nothing)"_s;
    }

    void applyLive() { m_application.window().findChild<Actions *>()->liveApply->trigger(); }

    /// As a slider would, with time for what follows each step.
    void set(const QString &path, const QString &key, int number)
    {
        auto *model = m_application.window().findChild<SettingsModel *>();
        const QModelIndex cell = model->nodeIndex(path, {key}).siblingAtColumn(SettingsModel::ValueColumn);
        model->setData(cell, QString::number(number), Qt::EditRole);
        QTest::qWait(1);
    }

    /// What came back.
    void tell()
    {
        const MainWindow &window = m_application.window();
        say(u"shown: "_s + window.findChild<EditorPane *>()->currentPath());
        for (const QString &path : window.workspace()->modifiedPaths()) {
            const bool hasConflict = window.workspace()->conflict(path).has_value();
            say(u"%1%2: %3"_s.arg(hasConflict ? u"conflict "_s : u"unsaved "_s, path,
                                  QString::fromUtf8(window.workspace()->openBuffer(path)->bytes())));
        }
    }

private:
    Application m_application;
};

/// What the process does that is killed, by its first argument.
int live(const QStringList &arguments)
{
    Hand hand;
    const QString &task = arguments.at(1);
    if (!hand.open(arguments.value(2)))
        return 1;
    if (task == u"tell") {
        hand.tell();
        return 0;
    }
    if (task == u"live")
        hand.applyLive();
    hand.type(arguments.at(3), arguments.at(4));
    say(u"typed"_s);
    if (task == u"rename") {
        hand.rename(arguments.at(5));
        std::raise(SIGKILL);
    }
    if (task == u"save")
        say(hand.save());
    for (int i = 0; task == u"live"; ++i)
        hand.set(arguments.at(3), u"a"_s, 1000 + i);
    return QApplication::exec();
}

} // namespace

/// The program is killed, so that it can do nothing any more, and is started again.
class TestKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_isOtherUser = false;
        for (const char *variable : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
            qputenv(variable, QFile::encodeName(m_home->filePath(QLatin1String(variable))));
        QVERIFY(QDir(m_home->path()).mkpath(u"demo"_s));
        write(u"app.json"_s, R"({"a": 1})");
        write(u"server.json"_s, R"({"port": 8080})");
    }

    void cleanup() { m_processes.clear(); }

    void unsavedEditsAndThePlaceComeBack()
    {
        QProcess &program = start({u"type"_s, folder(), u"server.json"_s, u"5"_s});
        QVERIFY(hasTyped(program));
        QTRY_COMPARE(keptDrafts(folder()).size(), 1);
        QTRY_VERIFY(isKept(u"sessions"_s, "server.json"));
        kill(program);
        QCOMPARE(contentOf(u"server.json"_s), R"({"port": 8080})"_ba);
        QCOMPARE(told({}),
                 (QStringList{u"shown: server.json"_s, uR"(unsaved server.json: {"port": 80805})"_s}));
    }

    void whatTheDiskGotMeanwhileIsAConflict()
    {
        QProcess &program = start({u"type"_s, folder(), u"app.json"_s, u"5"_s});
        QVERIFY(hasTyped(program));
        QTRY_COMPARE(keptDrafts(folder()).size(), 1);
        kill(program);
        write(u"app.json"_s, R"({"a": 7})");
        QCOMPARE(told(folder()).last(), uR"(conflict app.json: {"a": 15})"_s);
        QCOMPARE(contentOf(u"app.json"_s), R"({"a": 7})"_ba);
    }

    void editsOfAFileThatWasJustRenamedComeBackUnderItsNewName()
    {
        QProcess &program =
            start({u"rename"_s, folder(), u"app.json"_s, u"5"_s, u"other.json"_s}); // kills itself
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::CrashExit);
        QCOMPARE(contentOf(u"other.json"_s), R"({"a": 1})"_ba);
        QCOMPARE(told(folder()).last(), uR"(unsaved other.json: {"a": 15})"_s);
        QVERIFY(!QFile::exists(path(u"app.json"_s)));
    }

    void editsOfTwoProgramsAreBothThere()
    {
        QProcess &first = start({u"type"_s, folder(), u"app.json"_s, u"5"_s});
        QProcess &second = start({u"type"_s, folder(), u"app.json"_s, u"6"_s});
        QVERIFY(hasTyped(first) && hasTyped(second));
        QTRY_COMPARE(keptDrafts(folder()).size(), 2);
        kill(first);
        kill(second);
        const QString shown = told(folder()).last();
        QVERIFY2(shown.contains(uR"({"a": 15})"_s) || shown.contains(uR"({"a": 16})"_s), qPrintable(shown));
        QStringList kept;
        for (const Draft &draft : keptDrafts(folder()))
            kept += QString::fromUtf8(draft.bytes);
        kept.sort();
        QCOMPARE(kept, (QStringList{uR"({"a": 15})"_s, uR"({"a": 16})"_s}));
    }

    void aFileThatCannotBeWrittenIsToldAndItsEditsComeBack()
    {
        m_isOtherUser = ::geteuid() == 0; // who may write everything
        QCOMPARE(::chmod(QFile::encodeName(path(u"app.json"_s)).constData(), 0444), 0);
        QProcess &program = start({u"save"_s, folder(), u"app.json"_s, u"5"_s});
        QVERIFY(hasTyped(program));
        QVERIFY(program.canReadLine() || program.waitForReadyRead(30'000));
        const QString told = QString::fromUtf8(program.readLine());
        QVERIFY2(told.startsWith(u"app.json was not saved: the file is read-only"_s), qPrintable(told));
        QTRY_COMPARE(keptDrafts(folder()).size(), 1);
        kill(program);
        QCOMPARE(contentOf(u"app.json"_s), R"({"a": 1})"_ba);
        QCOMPARE(this->told(folder()).last(), uR"(unsaved app.json: {"a": 15})"_s);
    }

    /// Whenever it is killed, the file is a whole one, and what is not in it comes back but for the last half second.
    void aFileThatIsSavedAllTheTimeIsWhole()
    {
        constexpr int rounds = 5;
        for (int round = 0; round < rounds; ++round) {
            write(u"app.json"_s, R"({"a": 1})");
            QProcess &program = start({u"live"_s, folder(), u"app.json"_s, u"1"_s});
            QVERIFY(hasTyped(program));
            QTRY_VERIFY2(contentOf(u"app.json"_s) >= withNumber(1000 + round * 7),
                         contentOf(u"app.json"_s).constData());
            kill(program);
            const QByteArray left = contentOf(u"app.json"_s);
            QCOMPARE(left, withNumber(left.sliced(6).chopped(1).toInt()));
            // What a save that was killed leaves is hidden, and no settings file by its name.
            QStringList names = QDir(folder()).entryList(QDir::Files | QDir::Hidden);
            names.removeIf([](const QString &name) {
                return name.startsWith(u".app.json.") && name.endsWith(u".tmp") && !formatForPath(name);
            });
            QCOMPARE(names, (QStringList{u"app.json"_s, u"server.json"_s}));
        }
    }

private:
    QString folder() const { return m_home->filePath(u"demo"_s); }
    QString path(const QString &name) const { return folder() + u'/' + name; }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QByteArray contentOf(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QByteArray withNumber(int number) { return R"({"a": )" + QByteArray::number(number) + '}'; }
    /// Whether a file of the user's data holds this text.
    bool isKept(const QString &kind, const QByteArray &text) const
    {
        const QDir place(m_home->filePath(u"XDG_DATA_HOME/retune/"_s + kind));
        const QFileInfoList files = place.entryInfoList(QDir::Files);
        return std::any_of(files.begin(), files.end(), [&](const QFileInfo &info) {
            QFile file(info.filePath());
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(text);
        });
    }

    QProcess &start(const QStringList &arguments)
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        if (m_isOtherUser) {
            QProcess::execute(u"chown"_s, {u"-R"_s, QString::number(nobody), m_home->path()});
            process->setChildProcessModifier([] {
                if (::setgid(nobody) != 0 || ::setuid(nobody) != 0)
                    ::_exit(1);
            });
        }
        process->start(QCoreApplication::applicationFilePath(), QStringList{u"--live"_s} + arguments);
        m_processes.push_back(std::move(process));
        return *m_processes.back();
    }
    static bool hasTyped(QProcess &process)
    {
        while (!process.canReadLine()) {
            if (!process.waitForReadyRead(30'000))
                return false;
        }
        return process.readLine() == "typed\n";
    }
    static void kill(QProcess &process)
    {
        process.kill();
        QVERIFY(process.waitForFinished());
    }
    /// What the program tells after a new start; without a folder it opens the one that was open.
    QStringList told(const QString &folder)
    {
        QProcess &process = start({u"tell"_s, folder});
        if (!process.waitForFinished())
            return {u"(it does not end)"_s};
        return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    }

    static constexpr uid_t nobody = 65534;

    std::unique_ptr<QTemporaryDir> m_home;
    bool m_isOtherUser = false;
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == u"--live")
        return live(arguments.sliced(1));
    TestKilled test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killed.moc"
