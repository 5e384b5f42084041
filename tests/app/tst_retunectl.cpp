#include "runretunectl.h"

#include <rawfile.h>
#include <retune/format/format.h>

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <csignal>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace test = retune::test;

namespace {

using test::Finished;

const QByteArray settings = R"({
  // a comment
  "port": 8080,
  "name": "ä\n",
  "tls": true,
  "password": "hunter2",
  "servers": [ { "host": "a" }, { "host": "b" } ],
  "none": {}
}
)";

QJsonObject parsed(const QString &line)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning().noquote() << "no JSON:" << line;
    return document.object();
}

/// "json, ini or python": every format there is.
QString formatChoices()
{
    QStringList names;
    for (const retune::Format *format : retune::formats())
        names += format->shortName();
    return names.mid(0, names.size() - 1).join(u", "_s) + u" or "_s + names.last();
}

/// `retunectl watch` in a process of its own.
/// The exit status of a child that could not do what it had to before the program starts.
constexpr int notAllowed = 99;

class Watching
{
public:
    explicit Watching(const QStringList &arguments, void (*inChild)() = nullptr)
    {
        if (inChild)
            m_process.setChildProcessModifier(inChild);
        m_process.start(QStringLiteral(RETUNECTL), QStringList{u"watch"_s} + arguments);
    }
    ~Watching()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    /// The first line, from those not given yet, that contains `part`; empty after ten seconds.
    QString line(const QString &part)
    {
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < 10'000 && !hasGivenUp();) {
            while (m_process.canReadLine()) {
                const QString text = QString::fromUtf8(m_process.readLine()).chopped(1);
                if (text.contains(part))
                    return text;
            }
            m_process.waitForReadyRead(100);
        }
        return {};
    }
    bool hasGivenUp() const
    {
        return m_process.state() == QProcess::NotRunning && m_process.exitCode() == notAllowed;
    }
    /// The exit status after a signal; -1 where it does not end, or is killed by it.
    int end(int signal)
    {
        ::kill(static_cast<pid_t>(m_process.processId()), signal);
        const bool hasEnded = m_process.waitForFinished(10'000);
        return hasEnded && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

private:
    QProcess m_process;
};

/// Root may read everything. Where tests run as root, a child process gives that up before it starts the program; it stays
/// root, because nobody else need be able to reach the program.
void giveUpReadingEverything()
{
    if (::geteuid() == 0 && (::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0) != 0 ||
                             ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0) != 0))
        ::_exit(notAllowed);
}

/// Without a map of users the child could give up nothing more; nothing outside of it is touched.
void allowOneWatch()
{
    const int limit = ::unshare(CLONE_NEWUSER) == 0
                          ? ::open("/proc/sys/user/max_inotify_watches", O_WRONLY | O_CLOEXEC)
                          : -1;
    if (limit < 0 || ::write(limit, "1", 1) != 1)
        ::_exit(notAllowed);
}

} // namespace

class tst_Retunectl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void statusAndOutput_data();
    void statusAndOutput();
    void filesOverTheLimit();
    void manuals_data();
    void manuals();
    void manualsTellEveryFormat();
    void badInput_data();
    void badInput();
    void noPermission();
    void getJsonTellsTheTree();
    void getJsonCountsColumnsInOneLongLine();
    void setChangesOneValueAndNoOtherByte();
    void setOfAnEqualValueWritesNothing();
    void setKeepsALink();
    void setRefusesHardLinksUnlessInPlace();
    void checkWalksAFolder();
    void checkJson();
    void checkTellsEmptyFiles();
    void getAndDiffTellEmptyFiles();
    void emptyFilesGetKeys();
    void watchPrintsReloadsProblemsAndRecoveries();
    void watchJson();
    void watchMasksSecrets();
    void watchMasksATableWithASecret();
    void watchEndsWithASignal_data();
    void watchEndsWithASignal();
    void watchStartsWithTheProblemsThatAreThere();
    void watchStartsWithTheFoldersThatCannotBeRead();
    void watchTellsEachLossOfTheFolder();
    void watchTellsWhyAFolderIsScanned();
    void speaksUtf8InAnyLocale();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    void write(const QString &name, const QByteArray &bytes) const { test::writeInPlace(path(name), bytes); }
    Finished run(const QStringList &arguments) const
    {
        return test::runRetunectl(m_folder->path(), arguments);
    }

    std::optional<QTemporaryDir> m_folder;
};

void tst_Retunectl::init()
{
    m_folder.emplace();
    write(u"a.jsonc"_s, settings);
    write(u"notes.txt"_s, "a = 1\n");
}

void tst_Retunectl::statusAndOutput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("out");
    QTest::addColumn<QString>("err");
    const auto row = [](const char *name, const QStringList &arguments, int status, const QString &out,
                        const QString &err = {}) {
        QTest::newRow(name) << arguments << status << out << err;
    };

    row("version", {u"--version"_s}, 0, u"retunectl 0.1.0\n"_s);
    row("no command", {}, 2, {}, u"retunectl: expected a command\nTry 'retunectl --help'.\n"_s);
    row("unknown command", {u"frob"_s}, 2, {},
        u"retunectl: there is no command \"frob\"\nTry 'retunectl --help'.\n"_s);
    row("missing operand", {u"get"_s}, 2, {},
        u"retunectl: get: expected FILE\nTry 'retunectl get --help'.\n"_s);
    row("missing value", {u"set"_s, u"a.jsonc"_s, u"port"_s}, 2, {},
        u"retunectl: set: expected VALUE\nTry 'retunectl set --help'.\n"_s);
    row("one operand too many", {u"get"_s, u"a"_s, u"b"_s, u"c"_s}, 2, {},
        u"retunectl: get: did not expect \"c\"\nTry 'retunectl get --help'.\n"_s);
    row("unknown option", {u"get"_s, u"--yaml"_s, u"a"_s}, 2, {},
        u"retunectl: get: there is no option --yaml\nTry 'retunectl get --help'.\n"_s);
    row("option of another command", {u"watch"_s, u"--type"_s, u"x"_s}, 2, {},
        u"retunectl: watch: there is no option --type\nTry 'retunectl watch --help'.\n"_s);
    row("option without its value", {u"set"_s, u"--type"_s}, 2, {},
        u"retunectl: set: the option --type needs a value\nTry 'retunectl set --help'.\n"_s);
    row("flag with a value", {u"get"_s, u"--json=yes"_s, u"a"_s}, 2, {},
        u"retunectl: get: the option --json takes no value\nTry 'retunectl get --help'.\n"_s);
    row("unknown watcher", {u"watch"_s, u"--watcher=fs"_s, u"."_s}, 2, {},
        u"retunectl: there is no watcher \"fs\"\n"_s);
    row("watched folder is missing", {u"watch"_s, u"nothing"_s}, 1, {},
        u"retunectl: nothing: the folder does not exist\n"_s);

    row("a number", {u"get"_s, u"a.jsonc"_s, u"port"_s}, 0, u"8080\n"_s);
    row("a text as it is", {u"get"_s, u"a.jsonc"_s, u"name"_s}, 0, u"ä\n\n"_s);
    row("a secret, asked for", {u"get"_s, u"a.jsonc"_s, u"password"_s}, 0, u"hunter2\n"_s);
    row("a member of a list", {u"get"_s, u"a.jsonc"_s, u"servers[1].host"_s}, 0, u"b\n"_s);
    row("a list", {u"get"_s, u"a.jsonc"_s, u"servers"_s}, 0, u"servers[0].host = a\nservers[1].host = b\n"_s);
    row("a whole file", {u"get"_s, u"a.jsonc"_s}, 0,
        u"port = 8080\nname = ä\\n\ntls = true\npassword = hunter2\nservers[0].host = a\nservers[1].host = "
        u"b\n"
        "none = {}\n"_s);
    row("no such key", {u"get"_s, u"a.jsonc"_s, u"ports"_s}, 1, {},
        u"retunectl: a.jsonc: there is no key ports\n"_s);
    row("no key path", {u"get"_s, u"a.jsonc"_s, u"a..b"_s}, 2, {},
        u"retunectl: expected a key; keys with other characters than letters, digits, _ and - are quoted at "
        "character 3 of the key path \"a..b\"\n"_s);
    row("unknown format", {u"get"_s, u"--format"_s, u"xml"_s, u"a.jsonc"_s}, 2, {},
        u"retunectl: get: there is no format \"xml\", only %1\nTry 'retunectl get --help'.\n"_s.arg(
            formatChoices()));

    row("a name of no settings file", {u"get"_s, u"notes.txt"_s}, 1, {},
        u"retunectl: notes.txt: the name is not that of a settings file; say which format it has with --format\n"_s);
    row("a name of no settings file, with its format", {u"get"_s, u"--format=ini"_s, u"notes.txt"_s}, 0,
        u"a = 1\n"_s);

    row("set says nothing", {u"set"_s, u"a.jsonc"_s, u"port"_s, u"81"_s}, 0, {});
    row("set can tell", {u"set"_s, u"a.jsonc"_s, u"port"_s, u"81"_s, u"--verbose"_s}, 0,
        u"port: 8080 → 81\n"_s);
    row("set tells no secrets", {u"set"_s, u"--verbose"_s, u"a.jsonc"_s, u"password"_s, u"x"_s}, 0,
        u"password: •••••• → ••••••\n"_s);
    row("set a negative number", {u"set"_s, u"a.jsonc"_s, u"port"_s, u"-5"_s, u"--verbose"_s}, 0,
        u"port: 8080 → -5\n"_s);
    row("set a text that looks like an option",
        {u"set"_s, u"--verbose"_s, u"--"_s, u"a.jsonc"_s, u"servers[0].host"_s, u"--json"_s}, 0,
        u"servers[0].host: a → --json\n"_s);
    row("set a value of another kind", {u"set"_s, u"a.jsonc"_s, u"port"_s, u"high"_s}, 1, {},
        u"retunectl: a.jsonc: expected a whole number, found \"high\"\n"_s);
    row("set a value of another kind, as asked",
        {u"set"_s, u"a.jsonc"_s, u"port"_s, u"high"_s, u"--type"_s, u"string"_s, u"--verbose"_s}, 0,
        u"port: 8080 → high\n"_s);
    row("set with an unknown type", {u"set"_s, u"a.jsonc"_s, u"port"_s, u"1"_s, u"--type"_s, u"int"_s}, 2, {},
        u"retunectl: a.jsonc: there is no type \"int\" for a value\n"_s);
    row("set a key that is not there", {u"set"_s, u"a.jsonc"_s, u"nope"_s, u"1"_s}, 1, {},
        u"retunectl: a.jsonc: there is no key nope\n"_s);

    row("check a good file", {u"check"_s, u"a.jsonc"_s}, 0, {});
    row("check a missing file", {u"check"_s, u"b.json"_s}, 1, u"b.json: the file is missing\n"_s);
    row("check as another format", {u"check"_s, u"--format"_s, u"json"_s, u"a.jsonc"_s}, 1, u"*"_s);
}

void tst_Retunectl::filesOverTheLimit()
{
    const QString refusal =
        u"a.jsonc: expected at most 100 bytes, found 157 bytes; --max-size raises the limit\n"_s;
    QCOMPARE(read(u"a.jsonc"_s).size(), 157);
    const QString tooFew = u"--max-size=100"_s;
    for (const QStringList &arguments : {QStringList{u"get"_s, tooFew, u"a.jsonc"_s},
                                         QStringList{u"set"_s, tooFew, u"a.jsonc"_s, u"port"_s, u"1"_s},
                                         QStringList{u"diff"_s, tooFew, u"a.jsonc"_s, u"a.jsonc"_s}}) {
        const Finished finished = run(arguments);
        QVERIFY(finished.status > 0);
        QVERIFY2(finished.err.startsWith(u"retunectl: "_s + refusal), qPrintable(finished.err));
    }
    QCOMPARE(run({u"check"_s, tooFew, u"a.jsonc"_s}).out, refusal);
    QCOMPARE(run({u"check"_s, u"--max-size"_s, u"0.2K"_s, u"a.jsonc"_s}).status, 0);
    Watching watching({tooFew, m_folder->path()});
    QVERIFY((watching.line(u"problem"_s) + u'\n').endsWith(refusal));

    const Finished nonsense = run({u"get"_s, u"--max-size"_s, u"much"_s, u"a.jsonc"_s});
    QCOMPARE(nonsense.status, 2);
    QVERIFY2(nonsense.err.startsWith(
                 u"retunectl: get: --max-size: expected a size such as 100M, found \"much\"\n"_s),
             qPrintable(nonsense.err));
}

void tst_Retunectl::statusAndOutput()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, out);
    QFETCH(QString, err);
    const Finished finished = run(arguments);
    QCOMPARE(finished.err, err);
    if (out == u"*")
        QVERIFY(finished.out.startsWith(u"a.jsonc:2:3: "_s));
    else
        QCOMPARE(finished.out, out);
    QCOMPARE(finished.status, status);
}

void tst_Retunectl::manuals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("the program") << QStringList{u"--help"_s};
    QTest::newRow("the program, short") << QStringList{u"-h"_s};
    for (const char *command : {"watch", "get", "set", "add", "remove", "rename", "move", "diff", "check"})
        QTest::newRow(command) << QStringList{QLatin1String(command), u"--help"_s};
    QTest::newRow("among other words") << QStringList{u"get"_s, u"a.jsonc"_s, u"-h"_s, u"--nonsense"_s};
}

void tst_Retunectl::manuals()
{
    QFETCH(QStringList, arguments);
    const Finished finished = run(arguments);
    QCOMPARE(finished.status, 0);
    QCOMPARE(finished.err, QString());
    for (const auto &heading : {u"NAME\n"_s, u"\nSYNOPSIS\n"_s, u"\nDESCRIPTION\n"_s, u"\nOPTIONS\n"_s,
                                u"\nEXIT STATUS\n"_s, u"\nEXAMPLES\n"_s})
        QVERIFY2(finished.out.contains(heading), qPrintable(heading));
    for (const QString &line : finished.out.split(u'\n'))
        QVERIFY2(line.size() <= 125, qPrintable(line));
}

void tst_Retunectl::manualsTellEveryFormat()
{
    for (const char *command : {"get", "set", "add", "remove", "rename", "move", "diff", "check"}) {
        const QString manual = run({QLatin1String(command), u"--help"_s}).out.simplified();
        QVERIFY2(manual.contains(u" as "_s + formatChoices()), qPrintable(manual));
    }
    const QString help = run({u"--help"_s}).out.simplified();
    for (const retune::Format *format : retune::formats())
        QVERIFY2(help.contains(format->name()), qPrintable(format->name()));
    for (const retune::FormatRule &rule : retune::formatRules())
        QVERIFY2(run({u"check"_s, u"--help"_s}).out.contains(rule.pattern), qPrintable(rule.pattern));
}

void tst_Retunectl::badInput_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("problem"); // the rest of the line after the file's name
    QTest::newRow("missing") << u"missing"_s << u": the file is missing"_s;
    QTest::newRow("a folder") << u"folder"_s << u": expected a file, found a folder"_s;
    QTest::newRow("a pipe") << u"pipe"_s << u": expected a file, found a pipe"_s;
    QTest::newRow("a device") << u"device"_s << u": expected a file, found a device"_s;
    QTest::newRow("a link to nothing")
        << u"link"_s << u": expected a file, found a symbolic link to nothing"_s;
    QTest::newRow("invalid UTF-8") << u"\xFF"_s << u":1:7: "_s;
    QTest::newRow("empty") << u"empty"_s << u":"_s;
    QTest::newRow("cut short") << u"cut"_s << u":"_s;
}

void tst_Retunectl::badInput()
{
    QFETCH(QString, what);
    QFETCH(QString, problem);
    const QString name = u"bad.json"_s;
    if (what == u"folder")
        QVERIFY(QDir().mkdir(path(name)));
    else if (what == u"pipe")
        QCOMPARE(::mkfifo(qPrintable(path(name)), 0600), 0);
    else if (what == u"device")
        QVERIFY(QFile::link(u"/dev/null"_s, path(name)));
    else if (what == u"link")
        QVERIFY(QFile::link(path(u"nowhere"_s), path(name)));
    else if (what == u"\xFF")
        write(name, "{\"a\":\"\xFF\"}");
    else if (what == u"empty")
        write(name, {});
    else if (what == u"cut")
        write(name, "{\"a\": ");

    for (const QStringList &arguments :
         {QStringList{u"get"_s, name}, QStringList{u"set"_s, name, u"a"_s, u"b"_s}}) {
        const Finished finished = run(arguments);
        QCOMPARE(finished.status, 1);
        QCOMPARE(finished.out, QString());
        QVERIFY2(finished.err.startsWith(u"retunectl: "_s + name + problem), qPrintable(finished.err));
        QCOMPARE(finished.err.count(u'\n'), 1);
    }
    if (what == u"folder")
        return; // an empty folder has no problem
    const Finished checked = run({u"check"_s, name});
    QCOMPARE(checked.status, 1);
    QVERIFY2(checked.out.startsWith(name + problem), qPrintable(checked.out));
}

void tst_Retunectl::noPermission()
{
    QVERIFY(QFile::setPermissions(path(u"a.jsonc"_s), QFile::WriteOwner));
    QProcess process;
    process.setWorkingDirectory(m_folder->path());
    process.setChildProcessModifier(&giveUpReadingEverything);
    process.start(QStringLiteral(RETUNECTL), {u"get"_s, u"a.jsonc"_s});
    QVERIFY2(process.waitForFinished(), qPrintable(process.errorString()));
    QCOMPARE(QString::fromUtf8(process.readAllStandardError()),
             u"retunectl: a.jsonc: the file cannot be read: Permission denied\n"_s);
    QCOMPARE(process.exitCode(), 1);
}

void tst_Retunectl::getJsonTellsTheTree()
{
    const Finished finished = run({u"get"_s, u"--json"_s, u"a.jsonc"_s});
    QCOMPARE(finished.status, 0);
    QCOMPARE(finished.out.count(u'\n'), 1);
    const QJsonObject root = parsed(finished.out);
    QCOMPARE(root[u"kind"].toString(), u"table"_s);
    QCOMPARE(root[u"key"].toString(), QString());
    const QJsonArray members = root[u"members"].toArray();
    QCOMPARE(members.size(), 6);
    QCOMPARE(members[0].toObject(),
             (QJsonObject{{u"key"_s, u"port"_s},
                          {u"kind"_s, u"integer"_s},
                          {u"type"_s, members[0].toObject()[u"type"]},
                          {u"text"_s, u"8080"_s},
                          {u"begin"_s, QJsonObject{{u"line"_s, 3}, {u"column"_s, 11}}},
                          {u"end"_s, QJsonObject{{u"line"_s, 3}, {u"column"_s, 15}}}}));
    QVERIFY(!members[0].toObject()[u"type"].toString().isEmpty());
    QCOMPARE(members[1].toObject()[u"text"].toString(), u"ä\n"_s);
    QCOMPARE(members[1].toObject()[u"end"].toObject()[u"column"].toInt(), 16); // ä counts once
    const QJsonObject second = members[4].toObject()[u"members"].toArray()[1].toObject();
    QCOMPARE(second[u"members"].toArray()[0].toObject()[u"key"].toString(), u"servers[1].host"_s);

    const Finished one = run({u"get"_s, u"a.jsonc"_s, u"tls"_s, u"--json"_s});
    QCOMPARE(parsed(one.out)[u"kind"].toString(), u"boolean"_s);
}

void tst_Retunectl::getJsonCountsColumnsInOneLongLine()
{
    // Eight megabytes in one line: counting each column from the start of the line would take minutes.
    constexpr int count = 4'000;
    const QByteArray member = '"' + u"ä"_s.repeated(1'000).toUtf8() + "\",";
    write(u"long.json"_s, '[' + member.repeated(count) + "0]");
    const Finished finished = run({u"get"_s, u"--json"_s, u"long.json"_s});
    QCOMPARE(finished.status, 0);
    const QJsonArray members = parsed(finished.out)[u"members"].toArray();
    QCOMPARE(members.size(), count + 1);
    QCOMPARE(members.last().toObject()[u"begin"].toObject()[u"column"].toInt(), 2 + count * 1'003);
}

void tst_Retunectl::setChangesOneValueAndNoOtherByte()
{
    const Finished finished = run({u"set"_s, u"a.jsonc"_s, u"servers[1].host"_s, u"你好"_s});
    QCOMPARE(finished.err, QString());
    QCOMPARE(finished.status, 0);
    QByteArray expected = settings;
    expected.replace("\"b\"", u"\"你好\""_s.toUtf8());
    QCOMPARE(read(u"a.jsonc"_s), expected);
}

void tst_Retunectl::setOfAnEqualValueWritesNothing()
{
    const auto before = test::statusOf(path(u"a.jsonc"_s));
    const Finished finished = run({u"set"_s, u"a.jsonc"_s, u"port"_s, u"8080"_s, u"--verbose"_s});
    QCOMPARE(finished.status, 0);
    QCOMPARE(finished.out, QString());
    const auto after = test::statusOf(path(u"a.jsonc"_s));
    QCOMPARE(after.st_ino, before.st_ino);
    QCOMPARE(after.st_ctim.tv_nsec, before.st_ctim.tv_nsec);
}

void tst_Retunectl::setKeepsALink()
{
    QVERIFY(QFile::link(u"a.jsonc"_s, path(u"link.jsonc"_s)));
    QCOMPARE(run({u"set"_s, u"link.jsonc"_s, u"tls"_s, u"false"_s}).status, 0);
    QVERIFY(QFileInfo(path(u"link.jsonc"_s)).isSymLink());
    QVERIFY(read(u"a.jsonc"_s).contains("\"tls\": false"));
}

void tst_Retunectl::setRefusesHardLinksUnlessInPlace()
{
    QCOMPARE(::link(qPrintable(path(u"a.jsonc"_s)), qPrintable(path(u"b.jsonc"_s))), 0);
    const Finished refused = run({u"set"_s, u"a.jsonc"_s, u"port"_s, u"1"_s});
    QCOMPARE(refused.status, 1);
    QCOMPARE(refused.err,
             u"retunectl: a.jsonc: the file has 2 names (hard links), which only a write in place keeps "
             "together; --in-place allows that\n"_s);
    QCOMPARE(read(u"b.jsonc"_s), settings);
    QCOMPARE(run({u"set"_s, u"--in-place"_s, u"a.jsonc"_s, u"port"_s, u"1"_s}).status, 0);
    QVERIFY(read(u"b.jsonc"_s).contains("\"port\": 1,"));
}

void tst_Retunectl::checkWalksAFolder()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"deep/er"_s));
    QVERIFY(QDir(m_folder->path()).mkpath(u"node_modules"_s));
    write(u"deep/er/setting.py"_s, "a = (\n");
    write(u"deep/twice.json"_s, "{\"a\": 1,\n \"a\": 2}");
    write(u"deep/notes.txt"_s, "{");
    write(u"node_modules/bad.json"_s, "{");
    const Finished finished = run({u"check"_s, u"."_s, u"a.jsonc"_s});
    QCOMPARE(finished.status, 1);
    const QStringList lines = finished.out.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].startsWith(u"./deep/er/setting.py:"_s), qPrintable(finished.out));
    QVERIFY2(lines[1].startsWith(u"./deep/twice.json:2:2: warning: "_s), qPrintable(finished.out));
    QVERIFY(QFile::remove(path(u"deep/er/setting.py"_s)));
    QCOMPARE(run({u"check"_s, u"."_s}).status, 0); // warnings alone are no failure
}

void tst_Retunectl::checkJson()
{
    write(u"bad.json"_s, "[1,\n2");
    const Finished finished = run({u"check"_s, u"--json"_s, u"bad.json"_s});
    QCOMPARE(finished.status, 1);
    const QJsonObject problem = parsed(finished.out);
    QCOMPARE(problem[u"severity"].toString(), u"error"_s);
    QCOMPARE(problem[u"kind"].toString(), u"syntax"_s);
    QCOMPARE(problem[u"file"].toString(), u"bad.json"_s);
    QVERIFY(problem[u"line"].toInt() > 0);
    QVERIFY(!problem[u"message"].toString().isEmpty());
}

void tst_Retunectl::checkTellsEmptyFiles()
{
    QVERIFY(QFile::remove(path(u"a.jsonc"_s)));
    write(u"a.json"_s, {});
    write(u"b.ini"_s, {});
    write(u"setting.py"_s, {});
    write(u"z.ini"_s, "# comments are no settings, but no accident either\n");
    const Finished finished = run({u"check"_s, u"a.json"_s, u"b.ini"_s, u"setting.py"_s, u"z.ini"_s});
    QCOMPARE(finished.out, u"a.json: expected settings, found an empty file\n"
                           "b.ini: expected settings, found an empty file\n"
                           "setting.py: expected settings, found an empty file\n"_s);
    QCOMPARE(finished.status, 1);
}

void tst_Retunectl::getAndDiffTellEmptyFiles()
{
    write(u"b.ini"_s, {});
    write(u"z.ini"_s, "# comments are no settings, but no accident either\n");
    const QString problem = u"retunectl: b.ini: expected settings, found an empty file\n"_s;
    for (const QStringList &arguments : {QStringList{u"get"_s, u"b.ini"_s},
                                         {u"get"_s, u"--json"_s, u"b.ini"_s},
                                         {u"diff"_s, u"b.ini"_s, u"z.ini"_s},
                                         {u"diff"_s, u"z.ini"_s, u"b.ini"_s}}) {
        const Finished finished = run(arguments);
        QCOMPARE(finished.err, problem);
        QCOMPARE(finished.out, QString());
        QCOMPARE(finished.status, arguments.first() == u"get" ? 1 : 2);
    }
    QCOMPARE(run({u"get"_s, u"z.ini"_s}).status, 0);
}

void tst_Retunectl::emptyFilesGetKeys()
{
    write(u"b.toml"_s, {});
    QCOMPARE(run({u"add"_s, u"b.toml"_s, u"port"_s, u"80"_s}).status, 0);
    QCOMPARE(run({u"get"_s, u"b.toml"_s, u"port"_s}).out, u"80\n"_s);
}

void tst_Retunectl::watchPrintsReloadsProblemsAndRecoveries()
{
    Watching watching({m_folder->path()});
    const QString first = watching.line(u"watching"_s);
    QVERIFY2(first.endsWith(u"1 file in "_s + m_folder->path() + u" (inotify), revision 1"_s),
             qPrintable(first));
    QCOMPARE(run({u"set"_s, u"a.jsonc"_s, u"port"_s, u"81"_s}).status, 0); // another process
    const QString reload = watching.line(u"reload"_s);
    QVERIFY2(reload.contains(u"r2  a.jsonc  port: 8080 → 81  ("_s), qPrintable(reload));
    QVERIFY2(reload.endsWith(u" ms)"_s), qPrintable(reload));
    write(u"a.jsonc"_s, "{ \"port\": }");
    const QString problem = watching.line(u"problem"_s);
    QVERIFY2(problem.contains(u"a.jsonc:1:11: "_s), qPrintable(problem));
    write(u"a.jsonc"_s, "{ \"port\": 82 }");
    QVERIFY(watching.line(u"port: 81 → 82"_s).contains(u"r3"_s));
    QVERIFY(watching.line(u"recovered"_s).contains(u"a.jsonc"_s));
    write(u"new.ini"_s, "a = 1\n");
    QVERIFY(watching.line(u"new.ini"_s).contains(u"reload"_s));
}

void tst_Retunectl::watchJson()
{
    Watching watching({u"--json"_s, u"--watcher"_s, u"inotify"_s, m_folder->path()});
    const QJsonObject first = parsed(watching.line(u"watching"_s));
    QCOMPARE(first[u"folder"].toString(), m_folder->path());
    QCOMPARE(first[u"files"].toInt(), 1);
    QCOMPARE(first[u"watcher"].toString(), u"inotify"_s);
    QVERIFY(QDateTime::fromString(first[u"time"].toString(), Qt::ISODateWithMs).isValid());
    QCOMPARE(run({u"set"_s, u"a.jsonc"_s, u"port"_s, u"81"_s}).status, 0);
    const QJsonObject reload = parsed(watching.line(u"\"reload\""_s));
    QCOMPARE(reload[u"revision"].toInt(), 2);
    QCOMPARE(reload[u"file"].toString(), u"a.jsonc"_s);
    QCOMPARE(reload[u"isNew"].toBool(), false);
    QVERIFY(reload[u"milliseconds"].isDouble());
    const QJsonArray changes = reload[u"changes"].toArray();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0].toObject(),
             (QJsonObject{{u"key"_s, u"port"_s},
                          {u"type"_s, u"modified"_s},
                          {u"before"_s, QJsonObject{{u"kind"_s, u"integer"_s}, {u"text"_s, u"8080"_s}}},
                          {u"after"_s, QJsonObject{{u"kind"_s, u"integer"_s}, {u"text"_s, u"81"_s}}}}));
    write(u"a.jsonc"_s, "{");
    const QJsonObject problem = parsed(watching.line(u"\"problem\""_s));
    QCOMPARE(problem[u"kind"].toString(), u"syntax"_s);
    QCOMPARE(problem[u"file"].toString(), u"a.jsonc"_s);
    write(u"a.jsonc"_s, "{ \"port\": 81 }");
    QCOMPARE(parsed(watching.line(u"\"recovered\""_s))[u"file"].toString(), u"a.jsonc"_s);
}

void tst_Retunectl::watchMasksSecrets()
{
    for (const bool isJson : {false, true}) {
        for (const bool isShown : {false, true}) {
            write(u"a.jsonc"_s, settings);
            Watching watching(QStringList{m_folder->path()} +
                              (isJson ? QStringList{u"--json"_s} : QStringList{}) +
                              (isShown ? QStringList{u"--show-secrets"_s} : QStringList{}));
            QVERIFY(!watching.line(u"watching"_s).isEmpty());
            QCOMPARE(run({u"set"_s, u"a.jsonc"_s, u"password"_s, u"hunter3"_s}).status, 0);
            const QString line = watching.line(u"password"_s);
            QCOMPARE(line.contains(u"hunter"_s), isShown);
            QCOMPARE(line.contains(u"••••••"_s), !isShown);
        }
    }
}

void tst_Retunectl::watchMasksATableWithASecret()
{
    write(u"a.jsonc"_s, R"({"db": null})");
    Watching watching({m_folder->path()});
    QVERIFY(!watching.line(u"watching"_s).isEmpty());
    write(u"a.jsonc"_s, R"({"db": {"password": "hunter2"}})");
    const QString line = watching.line(u"db"_s);
    QVERIFY2(line.contains(u"••••••"_s) && !line.contains(u"hunter2"_s), qPrintable(line));
}

void tst_Retunectl::watchEndsWithASignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("asked to end") << SIGTERM;
    QTest::newRow("the terminal is gone") << SIGHUP;
}

void tst_Retunectl::watchEndsWithASignal()
{
    QFETCH(int, signal);
    Watching watching({m_folder->path()});
    QVERIFY(!watching.line(u"watching"_s).isEmpty());
    QCOMPARE(watching.end(signal), 0);
}

void tst_Retunectl::watchStartsWithTheProblemsThatAreThere()
{
    write(u"bad.json"_s, "{");
    Watching watching({m_folder->path()});
    QVERIFY(watching.line(u"problem"_s).contains(u"bad.json:1:"_s));
    QVERIFY(QFile::remove(path(u"bad.json"_s)));
    QVERIFY(watching.line(u"forgotten"_s).contains(u"bad.json"_s));
}

void tst_Retunectl::watchStartsWithTheFoldersThatCannotBeRead()
{
    QVERIFY(QDir().mkdir(path(u"closed"_s)));
    QVERIFY(QFile::setPermissions(path(u"closed"_s), {}));
    Watching watching({m_folder->path()}, &giveUpReadingEverything);
    QVERIFY(watching.line(u"watching"_s).contains(m_folder->path()));
    const QString problem = watching.line(u"problem"_s);
    QVERIFY2(problem.endsWith(u"closed: the folder cannot be listed: Permission denied"_s),
             qPrintable(problem));
    QVERIFY(QFile::setPermissions(path(u"closed"_s), QFile::Permissions(0x7755)));
    QVERIFY(watching.line(u"closed"_s).contains(u"recovered"_s)); // and was not told a second time
}

void tst_Retunectl::watchTellsEachLossOfTheFolder()
{
    const QString folder = path(u"live"_s);
    const auto make = [&] {
        QVERIFY(QDir().mkdir(folder));
        write(u"live/a.json"_s, "{\"a\": 1}");
    };
    make();
    Watching watching({folder});
    QVERIFY(!watching.line(u"watching"_s).isEmpty());
    for (int i = 0; i < 2; ++i) {
        QVERIFY(QDir(folder).removeRecursively());
        const QString lost = watching.line(folder);
        QVERIFY2(lost.contains(u"problem"_s), qPrintable(lost));
        make();
        const QString back = watching.line(folder);
        QVERIFY2(back.contains(u"recovered"_s), qPrintable(back));
    }
}

void tst_Retunectl::watchTellsWhyAFolderIsScanned()
{
    Watching watching({m_folder->path()}, &allowOneWatch);
    const QString first = watching.line(u"watching"_s);
    if (watching.hasGivenUp())
        QSKIP("this system gives no user namespace with a watch limit of its own");
    QVERIFY(!first.isEmpty());
    const QString scanned = watching.line(u"scanned"_s);
    QVERIFY2(scanned.contains(m_folder->path() + u": "_s), qPrintable(scanned));
    QVERIFY2(scanned.contains(u"fs.inotify.max_user_watches"_s), qPrintable(scanned));
    write(u"a.jsonc"_s, "{ \"port\": 82 }");
    QVERIFY(!watching.line(u"port: 8080 → 82"_s).isEmpty());
}

void tst_Retunectl::speaksUtf8InAnyLocale()
{
    write(u"你好.json"_s, u"{\"redis\": \"你好\"}"_s.toUtf8());
    QProcess process;
    process.setWorkingDirectory(m_folder->path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RETUNECTL), {u"get"_s, u"你好.json"_s, u"redis"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(QString::fromUtf8(process.readAllStandardError()), QString());
    QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()), u"你好\n"_s);
}

QTEST_GUILESS_MAIN(tst_Retunectl)
#include "tst_retunectl.moc"
