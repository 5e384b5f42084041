#include "pluginfolder.h"

#include <signalrecord.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QScopeGuard>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;

namespace {

constexpr int compileTime = 120'000; // milliseconds, on a machine that does much else

QByteArray source(const QByteArray &result, const QByteArray &before = {})
{
    return "#include <retune/plugin/task.h>\n" + before +
           "class Task : public QObject, public retune::Task {\n"
           "    Q_OBJECT\n    Q_PLUGIN_METADATA(IID RETUNE_TASK_IID)\n    Q_INTERFACES(retune::Task)\n"
           "public:\n    QJsonValue run(retune::TaskContext &) override { return " +
           result +
           "; }\n};\n"
           "#include \"task.moc\"\n";
}

} // namespace

/// C++ in the plugin folder: compiled, and then a native plugin as others.
class TestSources : public QObject
{
    Q_OBJECT

    std::unique_ptr<PluginFolder> m_folder;

    static PluginOptions options()
    {
        PluginOptions options;
        options.compilesSources = true;
        options.compiler = QStringLiteral(RETUNE_COMPILER);
        options.moc = QStringLiteral(RETUNE_MOC);
        options.compilerArguments = {u"-I" RETUNE_INCLUDES ""_s, u"-O0"_s};
        QProcess qt;
        qt.start(u"pkg-config"_s, {u"--cflags"_s, u"Qt6Core"_s});
        qt.waitForFinished();
        options.compilerArguments += QProcess::splitCommand(QString::fromLocal8Bit(qt.readAll()));
        if (*RETUNE_SANITIZE)
            options.compilerArguments += u"-fsanitize=" RETUNE_SANITIZE ""_s;
        return options;
    }
    void writeSource(const QByteArray &text) const { m_folder->write(u"plugins/task.cpp"_s, text); }
    QJsonValue call() const { return m_folder->called(u"task"_s); }
    /// A compiler that says that it has begun, and then goes on for an hour.
    QString endlessCompiler() const
    {
        const QString compiler = m_folder->path(u"compiler"_s);
        m_folder->write(u"compiler"_s,
                        "#!/bin/sh\necho > " + m_folder->path(u"begun"_s).toLocal8Bit() + "\nsleep 3600\n");
        setMode(compiler, 0755);
        return compiler;
    }
    /// Waits for what a call of the task returns; says what keeps it from it.
    void waitFor(const QJsonValue &result) const
    {
        QVERIFY(QTest::qWaitFor([&] { return call() == result || !m_folder->problem(u"task"_s).isEmpty(); },
                                compileTime));
        QCOMPARE(m_folder->problem(u"task"_s), QString());
        QCOMPARE(call(), result);
    }
    bool waitUntilCompiling() const
    {
        return QTest::qWaitFor([&] { return QFile::exists(m_folder->path(u"begun"_s)); }, compileTime);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<PluginFolder>(); }
    void cleanup() { m_folder.reset(); }

    void aSourceIsCompiledAndErrorsLeaveTheOldVersion()
    {
        m_folder->write(u"plugins/answer.h"_s, "inline int answer() { return 42; }\n");
        writeSource(source("answer()", "#include \"answer.h\"\n"));
        m_folder->start(options()); // does not wait for the compiler
        waitFor(42);

        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        writeSource("#include <retune/plugin/task.h>\nint first = nowhere;\n  int second = ;\n");
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, compileTime);
        const auto first = failed[0][0].value<TaskFailure>().problem;
        QCOMPARE(first.file, u"plugins/task.cpp"_s);
        QCOMPARE(first.position, (TextPosition{2, 13}));
        QVERIFY2(first.message.contains(u"nowhere"), qPrintable(first.message));
        const auto second = failed[1][0].value<TaskFailure>().problem;
        QCOMPARE(second.position, (TextPosition{3, 16}));
        QCOMPARE(m_folder->info(u"task"_s).failures.size(), 2);
        QCOMPARE(call(), QJsonValue(42));

        writeSource(source("43"));
        QTRY_COMPARE_WITH_TIMEOUT(call(), QJsonValue(43), compileTime);
        QCOMPARE(m_folder->problem(u"task"_s), QString());
    }

    void anErrorInAHeaderStandsWhereThatIsIncluded()
    {
        m_folder->write(u"plugins/deep.h"_s, "inline int deep() {\n    return nowhere; }\n");
        m_folder->write(u"plugins/answer.h"_s, "#pragma once\n#include \"deep.h\"\n");
        writeSource("#include <retune/plugin/task.h>\n\n#include \"answer.h\"\n");
        m_folder->start(options());
        QTRY_COMPARE_WITH_TIMEOUT(m_folder->info(u"task"_s).failures.size(), 1, compileTime);
        const Problem problem = m_folder->info(u"task"_s).failures.first().problem;
        QCOMPARE(problem.file, u"plugins/task.cpp"_s);
        QCOMPARE(problem.position, (TextPosition{3, 0}));
        QVERIFY2(problem.message.contains(u"/plugins/deep.h:2:12: ") && problem.message.contains(u"nowhere"),
                 qPrintable(problem.message));
    }

    void othersGoOnWhenSourcesAreAllowedAndForbidden()
    {
        m_folder->write(u"plugins/count.js"_s, "let n = 0;\nfunction run() { return ++n; }\n");
        writeSource(source("42"));
        PluginOptions forbidden = options();
        forbidden.compilesSources = false;
        m_folder->start(forbidden);
        QCOMPARE(m_folder->called(u"count"_s), QJsonValue(1));
        QVERIFY(m_folder->problem(u"task"_s).contains(u"not allowed"));
        SignalRecord retired(m_folder->host.get(), &PluginHost::retired);

        m_folder->host->setCompilesSources(true);
        QCOMPARE(m_folder->called(u"count"_s), QJsonValue(2));
        waitFor(42);
        QCOMPARE(m_folder->called(u"count"_s), QJsonValue(3));
        QCOMPARE(retired.size(), 0);

        m_folder->host->setCompilesSources(false);
        QTRY_COMPARE(retired.size(), 1);
        QCOMPARE(retired[0][0].value<TaskInfo>().name, u"task"_s);
        QCOMPARE(m_folder->host->taskNames(), QStringList{u"count"_s});
        QVERIFY(m_folder->problem(u"task"_s).contains(u"not allowed"));
        QCOMPARE(m_folder->called(u"count"_s), QJsonValue(4));
    }

    void aSourceIsNotRunUnlessThatIsAllowed()
    {
        writeSource(source("1"));
        m_folder->start();
        QVERIFY(!m_folder->host->call(u"task"_s));
        QVERIFY2(m_folder->problem(u"task"_s).contains(u"not allowed"),
                 qPrintable(m_folder->problem(u"task"_s)));
        QCOMPARE(m_folder->info(u"task"_s).failures.first().problem.kind, ProblemKind::NotRun);
        QVERIFY(!m_folder->info(u"task"_s).isLoading);
        // It does not take the name of one that is run.
        m_folder->write(u"plugins/task.js"_s, "function run() { return 'script'; }");
        QTRY_COMPARE(call(), QJsonValue(u"script"_s));
    }

    void aMissingCompilerIsSaidOnce()
    {
        writeSource(source("1"));
        m_folder->write(u"plugins/other.cpp"_s, source("2"));
        PluginOptions without = options();
        without.compiler = u"no-such-compiler"_s;
        m_folder->open(without);
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->host->start();
        QTRY_VERIFY(!m_folder->problem(u"task"_s).isEmpty() && !m_folder->problem(u"other"_s).isEmpty());
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(m_folder->problem(u"task"_s).contains(u"there is no compiler no-such-compiler"));
        writeSource(source("3"));
        QTRY_COMPARE(m_folder->store->snapshot().file(u"plugins/task.cpp")->document.bytes(), source("3"));
        m_folder->write(u"plugins/mark.js"_s, "function run() {}");
        QTRY_VERIFY(m_folder->host->taskNames().contains(u"mark"_s));
        QCOMPARE(failed.size(), 1);
    }

    void aSourceIsCompiledAsPkgConfigSays()
    {
        writeSource(source("1"));
        qputenv("PKG_CONFIG_PATH", RETUNE_BUILT_PACKAGES);
        PluginOptions fromPackage;
        fromPackage.compilesSources = true;
        m_folder->start(fromPackage);
        waitFor(1);
        qunsetenv("PKG_CONFIG_PATH");
    }

    void aHeaderThatOthersMayWriteIsNotRun()
    {
        m_folder->write(u"plugins/an answer.h"_s, "inline int answer() { return 42; }\n");
        setMode(m_folder->path(u"plugins/an answer.h"_s), 0666);
        writeSource(source("answer()", "#include \"an answer.h\"\n"));
        m_folder->start(options());
        QTRY_VERIFY_WITH_TIMEOUT(!m_folder->problem(u"task"_s).isEmpty(), compileTime);
        QVERIFY2(m_folder->problem(u"task"_s).contains(u"an answer.h"),
                 qPrintable(m_folder->problem(u"task"_s)));
        QCOMPARE(m_folder->info(u"task"_s).failures.first().problem.kind, ProblemKind::NotRun);
        setMode(m_folder->path(u"plugins/an answer.h"_s), 0644);
        writeSource(source("answer() + 1", "#include \"an answer.h\"\n"));
        QTRY_COMPARE_WITH_TIMEOUT(call(), QJsonValue(43), compileTime);
    }

    void aMissingPackageIsSaid()
    {
        writeSource(source("1"));
        PluginOptions without = options();
        without.compilerArguments.clear();
        qputenv("PKG_CONFIG_LIBDIR", "/nowhere");
        m_folder->start(without);
        QTRY_VERIFY_WITH_TIMEOUT(!m_folder->problem(u"task"_s).isEmpty(), compileTime);
        qunsetenv("PKG_CONFIG_LIBDIR");
        QVERIFY2(m_folder->problem(u"task"_s).contains(u"retune-plugin"),
                 qPrintable(m_folder->problem(u"task"_s)));
    }

    void withoutATemporaryFolderNothingIsWrittenElsewhere()
    {
        writeSource(source("1"));
        const QByteArray before = qgetenv("TMPDIR");
        qputenv("TMPDIR", "/proc/self"); // where nobody can make a folder
        const auto restored =
            qScopeGuard([&] { before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before); });
        m_folder->start(options());
        QTRY_VERIFY_WITH_TIMEOUT(!m_folder->problem(u"task"_s).isEmpty(), compileTime);
        const bool isWritten = QFile::remove(u"/task.cpp"_s); // the folder without a name is the root
        QVERIFY(!isWritten);
        QVERIFY2(m_folder->problem(u"task"_s).contains(u"cannot be copied"),
                 qPrintable(m_folder->problem(u"task"_s)));
    }

    void stoppingEndsACompilationThatIsUnderWay_data()
    {
        QTest::addColumn<bool>("isDestroyed");
        QTest::newRow("the host is stopped") << false;
        QTest::newRow("the host is destroyed") << true;
    }
    void stoppingEndsACompilationThatIsUnderWay()
    {
        QFETCH(bool, isDestroyed);
        PluginOptions endless = options();
        endless.compiler = endlessCompiler();
        writeSource("int x;\n");
        m_folder->start(endless);
        QVERIFY(waitUntilCompiling());
        QElapsedTimer timer;
        timer.start();
        if (isDestroyed)
            m_folder->host.reset();
        else
            m_folder->host->stop();
        QVERIFY(timer.elapsed() < 5'000);
    }

    void aNewerTextEndsTheCompilationOfTheOneBefore()
    {
        PluginOptions endless = options();
        endless.compiler = endlessCompiler();
        writeSource("int x;\n");
        m_folder->start(endless);
        QVERIFY(waitUntilCompiling());
        QVERIFY(m_folder->info(u"task"_s).isLoading);
        m_folder->write(u"compiler"_s, "#!/bin/sh\necho 'task.cpp:1:2: error: the second'; exit 1\n");
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        writeSource("int y;\n");
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10'000);
        QCOMPARE(failed.first()[0].value<TaskFailure>().problem.message, u"the second"_s);
        QTRY_VERIFY(!m_folder->info(u"task"_s).isLoading);
    }
};

QTEST_GUILESS_MAIN(TestSources)
#include "tst_sources.moc"
