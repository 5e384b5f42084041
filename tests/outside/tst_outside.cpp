// Builds the program of README.md as the README says, outside of this tree, and sees it follow an edit. The texts are taken
// from the README itself, so that it cannot say what does not work.

#include <rawfile.h>

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr int buildMinutes = 25;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The text of the README in a fence of this language that holds these words.
QByteArray fencedText(const QString &language, const QString &words)
{
    const QString readme = QString::fromUtf8(contentOf(QStringLiteral(RETUNE_SOURCE) + u"/README.md"_s));
    const QRegularExpression fence(u"^```%1\\n(.*?)^```$"_s.arg(language),
                                   QRegularExpression::MultilineOption |
                                       QRegularExpression::DotMatchesEverythingOption);
    for (const QRegularExpressionMatch &match : fence.globalMatch(readme)) {
        if (match.captured(1).contains(words))
            return match.captured(1).toUtf8();
    }
    return {};
}

} // namespace

class TestOutside : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initMain()
    {
        qputenv("QTEST_FUNCTION_TIMEOUT",
                QByteArray::number(buildMinutes * 60'000)); // it is five minutes else
    }
    void initTestCase();
    void theProgramOfTheReadme_data();
    void theProgramOfTheReadme();
    void theLiveCodeOfTheReadme();
    void everyInstalledHeaderStandsAlone();
    void coreKnowsNothingOfTheOtherComponents();
    void aMissingComponentIsSaid();

private:
    // Kept between runs, so that only the first one builds the library; everything of the program itself is made anew.
    QString m_folder = QStringLiteral(RETUNE_BINARY) + u"/tests/outside"_s;
    QString m_prefix = m_folder + u"/prefix"_s;

    /// Nothing where the command ends well, else all it said.
    QByteArray failureOf(const QString &program, const QStringList &arguments, const QString &folder) const;
    QByteArray failureOfBuild(const QString &folder) const;
    QString freshFolder(const QString &name, const QByteArray &cmake, const QByteArray &source) const;
    QStringList installedHeaders() const;
};

QByteArray TestOutside::failureOf(const QString &program, const QStringList &arguments,
                                  const QString &folder) const
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PKG_CONFIG_PATH"_s, m_prefix + u"/lib/pkgconfig"_s);
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    const bool hasEnded = process.waitForFinished(buildMinutes * 60'000);
    if (hasEnded && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return {};
    return program.toUtf8() + ' ' + arguments.join(u' ').toUtf8() + ":\n" + process.readAll() +
           process.errorString().toUtf8();
}

QByteArray TestOutside::failureOfBuild(const QString &folder) const
{
    const QString cmake = QStringLiteral(RETUNE_CMAKE);
    const QByteArray failure =
        failureOf(cmake,
                  {u"-S"_s, u"."_s, u"-B"_s, u"build"_s, u"-G"_s, QStringLiteral(RETUNE_GENERATOR),
                   u"-DCMAKE_CXX_COMPILER="_s + QStringLiteral(RETUNE_COMPILER),
                   u"-DCMAKE_CXX_COMPILER_LAUNCHER="_s + QStringLiteral(RETUNE_LAUNCHER),
                   u"-DCMAKE_PREFIX_PATH="_s + m_prefix},
                  folder);
    return failure.isEmpty() ? failureOf(cmake, {u"--build"_s, u"build"_s, u"--parallel"_s, u"2"_s}, folder)
                             : failure;
}

QString TestOutside::freshFolder(const QString &name, const QByteArray &cmake, const QByteArray &source) const
{
    const QString folder = m_folder + u'/' + name;
    QDir(folder).mkpath(u"build"_s);
    QFile::remove(folder + u"/retune"_s);
    QFile::link(QStringLiteral(RETUNE_SOURCE), folder + u"/retune"_s);
    test::writeInPlace(folder + u"/CMakeLists.txt"_s, cmake);
    test::writeInPlace(folder + u"/main.cpp"_s, source);
    return folder;
}

QStringList TestOutside::installedHeaders() const
{
    QStringList headers;
    const QDir include(m_prefix + u"/include"_s);
    for (QDirIterator entry(include.path(), {u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
         entry.hasNext();)
        headers += include.relativeFilePath(entry.next());
    headers.sort();
    return headers;
}

void TestOutside::initTestCase()
{
    QDir(m_prefix).removeRecursively();
    QVERIFY(QDir().mkpath(m_prefix));
    const QByteArray failure =
        failureOf(QStringLiteral(RETUNE_CMAKE),
                  {u"--install"_s, QStringLiteral(RETUNE_BINARY), u"--prefix"_s, m_prefix}, m_folder);
    QVERIFY2(failure.isEmpty(), failure.constData());
}

void TestOutside::theProgramOfTheReadme_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("words");
    QTest::newRow("with the checkout beside it") << u"cmake"_s << u"add_subdirectory"_s;
    QTest::newRow("with the installed package of CMake") << u"cmake"_s << u"find_package"_s;
    QTest::newRow("with pkg-config") << u"sh"_s << u"pkg-config"_s;
}

void TestOutside::theProgramOfTheReadme()
{
    QFETCH(QString, language);
    QFETCH(QString, words);
    const QByteArray text = fencedText(language, words);
    const QByteArray source = fencedText(u"cpp"_s, u"int main"_s);
    QVERIFY(!text.isEmpty() && !source.isEmpty());
    const bool isShell = language == u"sh";
    const QString folder = freshFolder(words, isShell ? QByteArray() : text, source);
    const QString program = folder + (isShell ? u"/greeter"_s : u"/build/greeter"_s);
    QFile::remove(program);
    const QByteArray failure =
        isShell ? failureOf(u"sh"_s, {u"-c"_s, QString::fromUtf8(text)}, folder) : failureOfBuild(folder);
    QVERIFY2(failure.isEmpty(), failure.constData());

    const QTemporaryDir place;
    QVERIFY(QDir(place.path()).mkdir(u"settings"_s));
    const QString settings = place.filePath(u"settings/setting.py"_s);
    test::writeInPlace(settings, "redis = \"hello\"\n");
    QProcess greeter;
    greeter.setWorkingDirectory(place.path());
    greeter.setProcessChannelMode(QProcess::MergedChannels);
    greeter.start(program, {});
    QByteArray said;
    const auto says = [&](const QByteArray &line) {
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < 20'000 && !said.endsWith(line + '\n');) {
            greeter.waitForReadyRead(100);
            said += greeter.readAll();
        }
        return said.endsWith(line + '\n');
    };
    QVERIFY2(says("hello"), said.constData());
    test::writeInPlace(settings, QStringLiteral("redis = \"你好，精神小伙\"\n").toUtf8());
    QVERIFY2(says(QStringLiteral("你好，精神小伙").toUtf8()), said.constData());
    greeter.kill();
    QVERIFY(greeter.waitForFinished());
}

void TestOutside::theLiveCodeOfTheReadme()
{
    QByteArray source = fencedText(u"cpp"_s, u"retune::PluginHost host"_s);
    const QByteArray cmake = fencedText(u"cmake"_s, u"COMPONENTS Core Plugin"_s);
    const QByteArray task = fencedText(u"cpp"_s, u"Q_PLUGIN_METADATA"_s);
    const QByteArray build = fencedText(u"sh"_s, u"retune-plugin"_s);
    const QByteArray script = fencedText(u"js"_s, u"function run"_s);
    QVERIFY(!source.isEmpty() && !cmake.isEmpty() && !task.isEmpty() && !build.isEmpty() &&
            !script.isEmpty());
    // The same program, allowed to compile sources.
    QVERIFY(source.contains("host(**store)"));
    source.replace("host(**store)", "host(**store, {.compilesSources = true})");
    const QString folder = freshFolder(u"livecode"_s, cmake, source);
    QByteArray failure = failureOfBuild(folder);
    QVERIFY2(failure.isEmpty(), failure.constData());
    test::writeInPlace(folder + u"/greet.cpp"_s, task);
    failure = failureOf(u"sh"_s, {u"-ec"_s, QString::fromUtf8(build)}, folder);
    QVERIFY2(failure.isEmpty(), failure.constData());

    const QTemporaryDir place;
    QVERIFY(QDir(place.path()).mkpath(u"settings/plugins"_s));
    const auto write = [&](const QString &name, const QByteArray &text) {
        test::writeInPlace(place.filePath(u"settings/"_s + name), text);
    };
    write(u"setting.py"_s, "redis = \"hello\"\n");
    write(u"plugins/greet.js"_s, script);
    QProcess program;
    program.setWorkingDirectory(place.path());
    program.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PKG_CONFIG_PATH"_s, m_prefix + u"/lib/pkgconfig"_s);
    program.setProcessEnvironment(environment);
    program.start(folder + u"/build/host"_s, {});
    QByteArray said;
    const auto says = [&](const QByteArray &line) {
        said.clear();
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < 120'000 && !said.contains(line + '\n');) {
            program.waitForReadyRead(100);
            said += program.readAll();
        }
        return said.contains(line + '\n');
    };
    QVERIFY2(says("greet: hello!"), said.constData());
    write(u"plugins/greet.js"_s, "function run() { return 'new'; }");
    QVERIFY2(says("greet: new"), said.constData());
    write(u"plugins/native.so"_s, contentOf(folder + u"/greet.so"_s));
    QVERIFY2(says("native: hello, 1"), said.constData());
    QByteArray compiled = task;
    compiled.replace("greet.moc", "compiled.moc");
    write(u"plugins/compiled.cpp"_s, compiled);
    QVERIFY2(says("compiled: hello, 1"), said.constData());
    program.kill();
    QVERIFY(program.waitForFinished());
}

void TestOutside::everyInstalledHeaderStandsAlone()
{
    const QStringList headers = installedHeaders();
    QVERIFY(headers.contains(u"retune/store/store.h"_s) && headers.contains(u"retune/edit/workspace.h"_s));
    QCOMPARE(headers.filter(u"_p.h"_s), QStringList());
    const QString folder =
        freshFolder(u"headers"_s,
                    "cmake_minimum_required(VERSION 3.25)\nproject(headers LANGUAGES CXX)\n"
                    "find_package(Retune 0.1 REQUIRED COMPONENTS Core Edit History Plugin)\n"
                    "file(GLOB sources CONFIGURE_DEPENDS header*.cpp)\n"
                    "add_executable(headers main.cpp ${sources})\n"
                    "target_link_libraries(headers PRIVATE Retune::Edit Retune::History Retune::Plugin)\n",
                    "#include <retune/edit/workspace.h>\n#include <retune/history/reloadhistory.h>\n"
                    "int main()\n{\n    const auto store = retune::Store::open(QString());\n"
                    "    if (store)\n        retune::Workspace(**store).saveAll();\n}\n");
    // A file for each, so that none of them lives on what another one includes.
    for (const QString &header : headers) {
        const QString name = u"/header-%1.cpp"_s.arg(QString(header).replace(u'/', u'-'));
        const QByteArray include = "#include <" + header.toUtf8() + ">\n";
        if (contentOf(folder + name) != include)
            test::writeInPlace(folder + name, include);
    }
    const QByteArray failure = failureOfBuild(folder);
    QVERIFY2(failure.isEmpty(), failure.constData());
}

void TestOutside::coreKnowsNothingOfTheOtherComponents()
{
    for (const QString &name :
         {u"/lib/pkgconfig/retune-core.pc"_s, u"/lib/cmake/Retune/RetuneCoreTargets.cmake"_s}) {
        const QByteArray content = contentOf(m_prefix + name);
        QVERIFY2(content.contains("retune-core") || content.contains("Retune::Core"), qPrintable(name));
        QVERIFY2(!content.contains("git2") && !content.contains("Qml"), content.constData());
    }
}

void TestOutside::aMissingComponentIsSaid()
{
    const QString folder =
        freshFolder(u"missing"_s,
                    "cmake_minimum_required(VERSION 3.25)\nproject(missing LANGUAGES CXX)\n"
                    "find_package(Retune REQUIRED COMPONENTS Core Nonsense)\n",
                    {});
    const QByteArray failure = failureOfBuild(folder);
    QVERIFY2(failure.contains("component Nonsense cannot be used: there is no such component"),
             failure.constData());
}

QTEST_GUILESS_MAIN(TestOutside)
#include "tst_outside.moc"
