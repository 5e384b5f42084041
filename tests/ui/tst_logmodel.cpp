#include "log/logentry.h"
#include "log/logmodel.h"

#include <retune/format/format.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

LogEntry line(const QString &text)
{
    return {QDateTime(QDate(2024, 5, 6), QTime(12, 0, 1, 2)), LogEntry::Kind::Worker, text, {}, 0, {}, {}};
}

QStringList texts(const LogModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts += model.entry(row).text;
    return texts;
}

SettingsFilePtr fileAt(const QString &path)
{
    auto file = std::make_shared<SettingsFile>();
    file->format = &format(FormatId::Python);
    file->path = path;
    return file;
}

Reload reloadOf(const QList<Change> &changes, bool isNew = false)
{
    const SettingsFilePtr file = fileAt(u"setting.py"_s);
    return {12,
            QDateTime(QDate(2024, 5, 6), QTime(12, 0, 1, 640)),
            {{isNew ? nullptr : file, file, changes, std::chrono::microseconds(412)}}};
}

Change modified(const QString &key, const QString &before, const QString &after)
{
    return {KeyPath{key}, Value::string(before), Value::string(after)};
}

} // namespace

class TestLogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appendedRowsComeTogether();
    void theOldestRowsGo();
    void moreRowsThanFitAtOnceLeaveTheNewest();
    void clearAlsoForgetsWhatWasNotShownYet();
    void rowsOfReloads_data();
    void rowsOfReloads();
    void rowsOfProblems();
    void rowsOfCode();
    void theClipboardGetsWholeRows();
    void manyRowsCostLittle();
};

void TestLogModel::appendedRowsComeTogether()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy inserted(&model, &LogModel::rowsInserted);
    model.append(line(u"one"_s));
    model.append(line(u"two"_s));
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(texts(model), QStringList({u"one"_s, u"two"_s}));
    QCOMPARE(inserted.count(), 1);
}

void TestLogModel::theOldestRowsGo()
{
    LogModel model(3);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const QString &text : {u"one"_s, u"two"_s, u"three"_s, u"four"_s}) {
        model.append(line(text));
        model.flush();
    }
    QCOMPARE(texts(model), QStringList({u"two"_s, u"three"_s, u"four"_s}));
}

void TestLogModel::moreRowsThanFitAtOnceLeaveTheNewest()
{
    LogModel model(2);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append(line(u"zero"_s));
    model.flush();
    for (const QString &text : {u"one"_s, u"two"_s, u"three"_s, u"four"_s})
        model.append(line(text));
    model.flush();
    QCOMPARE(texts(model), QStringList({u"three"_s, u"four"_s}));
}

void TestLogModel::clearAlsoForgetsWhatWasNotShownYet()
{
    LogModel model;
    model.append(line(u"one"_s));
    model.flush();
    model.append(line(u"two"_s));
    model.clear();
    model.flush();
    QCOMPARE(model.rowCount(), 0);
}

void TestLogModel::rowsOfReloads_data()
{
    QTest::addColumn<Reload>("reload");
    QTest::addColumn<QString>("text");

    QTest::newRow("a changed value shows before and after")
        << reloadOf({modified(u"redis"_s, u"你好"_s, u"你好，精神小伙"_s)})
        << u"setting.py  redis: 你好 → 你好，精神小伙"_s;
    QTest::newRow("no changed value says so")
        << reloadOf({}) << u"setting.py  only comments or layout changed"_s;
    QTest::newRow("a new file says so") << reloadOf({}, true) << u"setting.py  new file"_s;
    QTest::newRow("a secret stays covered")
        << reloadOf({modified(u"db_password"_s, u"hunter2"_s, u"hunter3"_s)})
        << u"setting.py  db_password: •••••• (changed)"_s;
    QTest::newRow("a new secret stays covered")
        << reloadOf({{KeyPath{u"db_password"_s}, {}, Value::string(u"hunter2"_s)}})
        << u"setting.py  db_password: added ••••••"_s;
    QTest::newRow("many changes are cut")
        << reloadOf({modified(u"a"_s, u"1"_s, u"2"_s), modified(u"b"_s, u"1"_s, u"2"_s),
                     modified(u"c"_s, u"1"_s, u"2"_s), modified(u"d"_s, u"1"_s, u"2"_s),
                     modified(u"e"_s, u"1"_s, u"2"_s)})
        << u"setting.py  a: 1 → 2,  b: 1 → 2,  c: 1 → 2 and 2 more"_s;
}

void TestLogModel::rowsOfReloads()
{
    QFETCH(const Reload, reload);
    const QList<LogEntry> entries = logEntries(reload);
    QCOMPARE(entries.size(), 1);
    QTEST(entries.first().text, "text");
    QCOMPARE(entries.first().revision, 12);
    QVERIFY(entries.first().hasLink());
}

void TestLogModel::rowsOfProblems()
{
    const Problem problem{ProblemKind::Syntax, u"broken.yaml"_s, {3, 7}, {}, u"expected \":\""_s};
    const LogEntry entry = logEntry(problem, QDateTime());
    QCOMPARE(entry.text, u"broken.yaml:3:7: expected \":\""_s);
    QCOMPARE(entry.position, (TextPosition{3, 7}));
    QVERIFY(entry.hasLink());
    QVERIFY(!logEntry(Problem{ProblemKind::Failure, {}, {}, {}, u"threw"_s}, QDateTime()).hasLink());
}

void TestLogModel::rowsOfCode()
{
    const auto codeFile = [](const QByteArray &code, quint64 revision) {
        const Format &javaScript = format(FormatId::JavaScript);
        return std::make_shared<const SettingsFile>(
            SettingsFile{u"plugins/greet.js"_s, &javaScript, *javaScript.parse(code), code, {}, revision});
    };
    Reload reload;
    reload.files = {{nullptr, codeFile("a", 1), {}, {}}, {codeFile("a", 1), codeFile("b", 2), {}, {}}};
    QCOMPARE(logEntries(reload).at(0).text, u"plugins/greet.js  new file"_s);
    QCOMPARE(logEntries(reload).at(1).text, u"plugins/greet.js  changed"_s);

    LogEntry failed = line(u"plugins/greet.js:2: Error: no"_s);
    failed.kind = LogEntry::Kind::Failed;
    failed.path = u"plugins/greet.js"_s;
    failed.details = {u"inner (plugins/greet.js:2)"_s};
    LogModel model;
    model.append(failed);
    model.flush();
    const QModelIndex text = model.index(0, LogModel::TextColumn);
    QVERIFY(text.data(Qt::ToolTipRole).toString().contains(u"no\ninner (plugins/greet.js:2)"));
    QVERIFY(text.data(Qt::ForegroundRole).isValid());
    QCOMPARE(model.index(0, LogModel::LinkColumn).data().toString(), u"show"_s);
    QVERIFY(model.rowText(0).endsWith(u"\n\tinner (plugins/greet.js:2)"));
}

void TestLogModel::theClipboardGetsWholeRows()
{
    LogModel model;
    model.append(line(u"redis = 你好"_s));
    for (const LogEntry &entry : logEntries(reloadOf({modified(u"redis"_s, u"a"_s, u"b"_s)})))
        model.append(entry);
    model.flush();
    QCOMPARE(model.rowText(0), u"12:00:01.002\tworker\tredis = 你好"_s);
    QCOMPARE(model.rowText(1), u"12:00:01.640\treload\tsetting.py  redis: a → b\tr12   0.4 ms"_s);
}

void TestLogModel::manyRowsCostLittle()
{
    LogModel model;
    const QSignalSpy inserted(&model, &LogModel::rowsInserted);
    for (int i = 0; i < 120'000; ++i)
        model.append(line(QString::number(i)));
    model.flush();
    QCOMPARE(model.rowCount(), LogModel::defaultCapacity);
    QCOMPARE(model.entry(0).text, u"20000"_s);
    QCOMPARE(inserted.count(), 1);
}

QTEST_MAIN(TestLogModel)
#include "tst_logmodel.moc"
