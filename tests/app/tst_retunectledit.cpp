#include "runretunectl.h"

#include <rawfile.h>

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <optional>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace test = retune::test;
using test::Finished;

namespace {

const QByteArray settings = R"({
  // a comment
  "port": 8080,
  "tags": ["a", "b", "c"], // short
  "http": {
    "tls": true
  },
  "token": "hunter2",
  "none": {}
}
)";

QByteArray replaced(const char *before, const char *after)
{
    return QByteArray(settings).replace(before, after);
}

} // namespace

class tst_RetunectlEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void edits_data();
    void edits();
    void refusesAndWritesNothing_data();
    void refusesAndWritesNothing();
    void tellsWhatChanged_data();
    void tellsWhatChanged();
    void refusesHardLinksUnlessInPlace();
    void differences_data();
    void differences();
    void differencesAsJson();
    void differencesOfASecretAreMasked();

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

void tst_RetunectlEdit::init()
{
    m_folder.emplace();
    write(u"a.jsonc"_s, settings);
}

void tst_RetunectlEdit::edits_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *arguments, const QByteArray &after) {
        QTest::newRow(name) << QString::fromUtf8(arguments).split(u' ') << after;
    };

    row("add a whole number", "add a.jsonc http.port 80",
        replaced("\"tls\": true\n", "\"tls\": true,\n    \"port\": 80\n"));
    row("add a truth value", "add a.jsonc http.fast false",
        replaced("\"tls\": true\n", "\"tls\": true,\n    \"fast\": false\n"));
    row("add null", "add a.jsonc http.host null",
        replaced("\"tls\": true\n", "\"tls\": true,\n    \"host\": null\n"));
    row("add a number", "add a.jsonc http.wait 0.50",
        replaced("\"tls\": true\n", "\"tls\": true,\n    \"wait\": 0.50\n"));
    row("add a text", "add a.jsonc http.host 10.0.0.1",
        replaced("\"tls\": true\n", "\"tls\": true,\n    \"host\": \"10.0.0.1\"\n"));
    row("add a text that looks like a number", "add a.jsonc http.version 1.10 --type string",
        replaced("\"tls\": true\n", "\"tls\": true,\n    \"version\": \"1.10\"\n"));
    row("add a text that begins with a dash", "add -- a.jsonc http.args -v",
        replaced("\"tls\": true\n", "\"tls\": true,\n    \"args\": \"-v\"\n"));
    row("add an empty table", "add --type table a.jsonc http.headers",
        replaced("\"tls\": true\n", "\"tls\": true,\n    \"headers\": {}\n"));
    row("add an empty list", "add --type=list a.jsonc http.hosts",
        replaced("\"tls\": true\n", "\"tls\": true,\n    \"hosts\": []\n"));
    row("add at the end of a list", "add a.jsonc tags[] d",
        replaced("[\"a\", \"b\", \"c\"]", "[\"a\", \"b\", \"c\", \"d\"]"));
    row("add at the last position of a list", "add a.jsonc tags[3] d",
        replaced("[\"a\", \"b\", \"c\"]", "[\"a\", \"b\", \"c\", \"d\"]"));
    row("add in front of a list", "add a.jsonc tags[0] d",
        replaced("[\"a\", \"b\", \"c\"]", "[\"d\", \"a\", \"b\", \"c\"]"));
    row("a list of texts gets a text", "add a.jsonc tags[] 1",
        replaced("[\"a\", \"b\", \"c\"]", "[\"a\", \"b\", \"c\", \"1\"]"));
    row("a list of texts gets a number where asked", "add a.jsonc tags[] 1 --type integer",
        replaced("[\"a\", \"b\", \"c\"]", "[\"a\", \"b\", \"c\", 1]"));

    row("remove a key", "remove a.jsonc port", replaced("  \"port\": 8080,\n", ""));
    row("remove a member of a list", "remove a.jsonc tags[1]", replaced("\"b\", ", ""));
    row("remove a table", "remove a.jsonc http", replaced("  \"http\": {\n    \"tls\": true\n  },\n", ""));

    row("rename a key", "rename a.jsonc http.tls secure", replaced("\"tls\"", "\"secure\""));
    row("rename to a key with a dot", "rename a.jsonc http.tls a.b", replaced("\"tls\"", "\"a.b\""));
    row("rename to what it is called", "rename a.jsonc http.tls tls", settings);

    row("move to the front", "move a.jsonc tags[2] 0",
        replaced("[\"a\", \"b\", \"c\"]", "[\"c\", \"a\", \"b\"]"));
    row("move to the end", "move a.jsonc tags[0] 2",
        replaced("[\"a\", \"b\", \"c\"]", "[\"b\", \"c\", \"a\"]"));
    row("move to where it is", "move a.jsonc tags[1] 1", settings);
}

void tst_RetunectlEdit::edits()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, after);
    const Finished finished = run(arguments);
    QCOMPARE(finished.err, QString());
    QCOMPARE(finished.out, QString());
    QCOMPARE(finished.status, 0);
    QCOMPARE(read(u"a.jsonc"_s), after);
}

void tst_RetunectlEdit::refusesAndWritesNothing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("err"); // the end of the first line
    const auto row = [](const char *name, const char *arguments, int status, const QString &err) {
        QTest::newRow(name) << QString::fromUtf8(arguments).split(u' ') << status << err;
    };

    row("add without a value", "add a.jsonc http.port", 2, u"a.jsonc: expected VALUE"_s);
    row("add a table with a value", "add --type table a.jsonc x y", 2,
        u"a.jsonc: an empty table takes no VALUE"_s);
    row("add with an unknown type", "add --type int a.jsonc x 1", 2,
        u"a.jsonc: there is no type \"int\" for a value"_s);
    row("add code", "add --type opaque a.jsonc x 1", 2,
        u"a.jsonc: there is no type \"opaque\" for a value"_s);
    row("add the file itself", "add a.jsonc  1", 2,
        u"a.jsonc: expected a key or a position to add, found none"_s);
    row("add below what is not there", "add a.jsonc nope.x 1", 1,
        u"the file has no key \"nope\"; it has "
        "\"port\", \"tags\", \"http\", \"token\", \"none\""_s);
    row("add a key that is there", "add a.jsonc http.tls false", 1, u"there is a key \"tls\" already"_s);
    row("add a text as a number", "add --type integer a.jsonc x y", 1,
        u"a.jsonc: expected a whole number, found \"y\""_s);
    row("add behind the end of a list", "add a.jsonc tags[4] d", 1,
        u"expected a position from 0 to 3, found 4"_s);
    row("add a member to a table", "add a.jsonc http[] d", 1,
        u"members of an object have a key and no position"_s);
    row("add to a list that is not there", "add a.jsonc nope[] d", 1, u"\"none\""_s);
    row("add to no key path", "add a.jsonc a..b 1", 2, u"character 3 of the key path \"a..b\""_s);
    row("add a date to a format without", "add --type datetime a.jsonc x 2000-01-01", 1, QString());

    row("remove what is not there", "remove a.jsonc http.port", 1,
        u"\"http\" has no key \"port\"; it has \"tls\""_s);
    row("remove everything", "remove a.jsonc ", 2,
        u"a.jsonc: expected a key or a position, found the file as a whole"_s);

    row("rename what is not there", "rename a.jsonc nope x", 1, u"\"none\""_s);
    row("rename to a key that is there", "rename a.jsonc port tags", 1, u"there is a key \"tags\" already"_s);
    row("rename a member of a list", "rename a.jsonc tags[0] x", 1, QString());

    row("move to no number", "move a.jsonc tags[0] first", 2,
        u"retunectl: expected a whole number for POSITION, found \"first\""_s);
    row("move too far", "move a.jsonc tags[0] 3", 1, u"expected a position from 0 to 2, found 3"_s);
    row("move to before the front", "move a.jsonc tags[0] -1", 1,
        u"expected a position from 0 to 2, found -1"_s);
    row("move a key", "move a.jsonc port 0", 1, u"only members of a list have an order that counts"_s);
}

void tst_RetunectlEdit::refusesAndWritesNothing()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, err);
    const Finished finished = run(arguments);
    QCOMPARE(finished.out, QString());
    const QString line = finished.err.section(u'\n', 0, 0);
    QVERIFY2(line.startsWith(u"retunectl: "_s) && line.endsWith(err), qPrintable(finished.err));
    QCOMPARE(finished.status, status);
    QCOMPARE(read(u"a.jsonc"_s), settings);
}

void tst_RetunectlEdit::tellsWhatChanged_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("out");
    const auto row = [](const char *name, const char *arguments, const QString &out) {
        QTest::newRow(name) << QString::fromUtf8(arguments).split(u' ') << out;
    };
    row("added", "add --verbose a.jsonc x 1", u"x: added 1\n"_s);
    row("added a secret", "add --verbose a.jsonc password 1", u"password: added ••••••\n"_s);
    row("added a secret, shown", "add --verbose --show-secrets a.jsonc password 1", u"password: added 1\n"_s);
    row("removed", "remove --verbose a.jsonc http", u"http.tls: removed true\n"_s);
    row("renamed", "rename --verbose a.jsonc http.tls x", u"http.tls: removed true\nhttp.x: added true\n"_s);
    row("moved", "move --verbose a.jsonc tags[0] 1", u"tags[0]: a → b\ntags[1]: b → a\n"_s);
}

void tst_RetunectlEdit::tellsWhatChanged()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, out);
    const Finished finished = run(arguments);
    QCOMPARE(finished.err, QString());
    QCOMPARE(finished.out, out);
}

void tst_RetunectlEdit::refusesHardLinksUnlessInPlace()
{
    QCOMPARE(::link(qPrintable(path(u"a.jsonc"_s)), qPrintable(path(u"b.jsonc"_s))), 0);
    const Finished refused = run({u"remove"_s, u"a.jsonc"_s, u"port"_s});
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.startsWith(u"retunectl: a.jsonc: "_s), qPrintable(refused.err));
    QCOMPARE(read(u"b.jsonc"_s), settings);
    QCOMPARE(run({u"remove"_s, u"--in-place"_s, u"a.jsonc"_s, u"port"_s}).status, 0);
    QVERIFY(!read(u"b.jsonc"_s).contains("port"));
}

void tst_RetunectlEdit::differences_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("out");
    const auto row = [](const char *name, const char *arguments, int status, const QString &out) {
        QTest::newRow(name) << QString::fromUtf8(arguments).split(u' ') << status << out;
    };
    row("a file and itself", "diff a.jsonc a.jsonc", 0, {});
    row("spelled in another way", "diff old.json same.json", 0, {});
    row("changed, added and removed", "diff old.json new.json", 1,
        u"port: 8080 → 81\nhosts[1]: removed b\nnew: added \"\"\n"_s);
    row("ported to Python", "diff old.json setting.py", 0, {});
    row("ported from a format without types", "diff old.ini flat.json", 0, {});
    row("another kind", "diff flat.json text.json", 1, u"port: 8080 (whole number) → 8080 (text)\n"_s);
    row("in formats as asked", "diff --format ini old.txt old.ini", 0, {});
    row("each in a format of its own", "diff --format ini --format-b json old.txt flat.json", 0, {});
    row("a missing file", "diff a.jsonc nope.json", 2, {});
    row("a file that is not well-formed", "diff bad.json a.jsonc", 2, {});
    row("a name of no settings file", "diff old.txt a.jsonc", 2, {});
    row("one operand", "diff a.jsonc", 2, {});
    row("an unknown format", "diff --format-b xml a.jsonc a.jsonc", 2, {});
}

void tst_RetunectlEdit::differences()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, out);
    write(u"old.json"_s, "{\"port\": 8080, \"hosts\": [\"a\", \"b\"], \"tls\": true}");
    write(u"same.json"_s, "{\"tls\":true, \"port\": 8080,\n\"hosts\": [\"\\u0061\", \"b\"]}");
    write(u"new.json"_s, "{\"port\": 81, \"hosts\": [\"a\"], \"tls\": true, \"new\": \"\"}");
    write(u"flat.json"_s, "{\"port\": 8080, \"tls\": \"yes\"}");
    write(u"text.json"_s, "{\"port\": \"8080\", \"tls\": \"yes\"}");
    for (const QString &name : {u"old.ini"_s, u"old.txt"_s})
        write(name, "# a port\nport = 8080\ntls = yes\n");
    write(u"setting.py"_s, "port = 0x1F90\nhosts = ('a', 'b')\ntls = True\n");
    write(u"bad.json"_s, "{");
    const Finished finished = run(arguments);
    QCOMPARE(finished.out, out);
    QCOMPARE(finished.err.isEmpty(), status != 2);
    QCOMPARE(finished.status, status);
}

void tst_RetunectlEdit::differencesAsJson()
{
    write(u"b.jsonc"_s, replaced("8080", "81"));
    const Finished finished = run({u"diff"_s, u"--json"_s, u"a.jsonc"_s, u"b.jsonc"_s});
    QCOMPARE(finished.status, 1);
    QCOMPARE(finished.out.count(u'\n'), 1);
    const QJsonObject expected{{u"key"_s, u"port"_s},
                               {u"type"_s, u"modified"_s},
                               {u"before"_s, QJsonObject{{u"kind"_s, u"integer"_s}, {u"text"_s, u"8080"_s}}},
                               {u"after"_s, QJsonObject{{u"kind"_s, u"integer"_s}, {u"text"_s, u"81"_s}}}};
    QCOMPARE(QJsonDocument::fromJson(finished.out.toUtf8()).object(), expected);
}

void tst_RetunectlEdit::differencesOfASecretAreMasked()
{
    write(u"b.jsonc"_s, replaced("hunter2", "hunter3"));
    for (const QStringList &options : {QStringList{}, QStringList{u"--json"_s}}) {
        const QStringList arguments =
            QStringList{u"diff"_s} + options + QStringList{u"a.jsonc"_s, u"b.jsonc"_s};
        const Finished covered = run(arguments);
        QCOMPARE(covered.status, 1);
        QVERIFY(covered.out.contains(u"••••••"_s) && !covered.out.contains(u"hunter"_s));
        QVERIFY(run(arguments + QStringList{u"--show-secrets"_s}).out.contains(u"hunter3"_s));
    }
}

QTEST_GUILESS_MAIN(tst_RetunectlEdit)
#include "tst_retunectledit.moc"
