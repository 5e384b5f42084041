#include "log/logentry.h"
#include "log/logexport.h"
#include "log/logmodel.h"
#include "log/logrecord.h"
#include "log/logsearch.h"

#include <retune/format/format.h>

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
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

/// About 50 bytes each.
QString numbered(int number)
{
    return u"row %1 of a program that talks a lot"_s.arg(number, 5, 10, QChar(u'0'));
}

QStringList numberedTexts(int first, int count)
{
    QStringList texts;
    for (int i = first; i < first + count; ++i)
        texts += numbered(i);
    return texts;
}

void appendNumbered(LogModel &model, int first, int count)
{
    for (int i = first; i < first + count; ++i)
        model.append(line(numbered(i)));
    model.flush();
}

/// Takes only so many bytes.
class SmallDisk : public QBuffer
{
public:
    explicit SmallDisk(qint64 room)
        : m_room(room)
    {
        open(QIODevice::ReadWrite);
    }

protected:
    qint64 writeData(const char *data, qint64 size) override
    {
        if (pos() + size <= m_room)
            return QBuffer::writeData(data, size);
        setErrorString(u"the disk is full"_s);
        return -1;
    }

private:
    const qint64 m_room;
};

SettingsFilePtr fileAt(const QString &path)
{
    auto file = std::make_shared<SettingsFile>();
    file->format = &format(FormatId::Python);
    file->path = path;
    file->disk = "redis = 'a'\n";
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

Q_DECLARE_METATYPE(LogEntry)

class TestLogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void appendedRowsComeTogether();
    void momentsAreShownInLocalTime();
    void theOldestRowsGo();
    void moreRowsThanFitAtOnceLeaveTheNewest();
    void clearAlsoForgetsWhatWasNotShownYet();
    void rowsOfReloads_data();
    void rowsOfReloads();
    void rowsOfProblems();
    void rowsOfCode();
    void theClipboardGetsWholeRows();
    void manyRowsCostLittle();
    void everyRowComesBackAsItWas_data();
    void everyRowComesBackAsItWas();
    void veryLongTextsAreCutAndSaySo();
    void oldRowsAreReadBackFromAFileThatNobodySees();
    void filesGoWithTheirRows();
    void whereNothingCanBeWrittenTheOldestRowsGoAndThatIsSaidOnce_data();
    void whereNothingCanBeWrittenTheOldestRowsGoAndThatIsSaidOnce();
    void kindsAreHiddenAndShown();
    void rowsThatComeAndGoWhileKindsAreHidden();
    void aSearchFindsRowsInFilesInMemoryAndNewOnes();
    void aSearchKnowsOnlyWhatIsShown();
    void hitsGoRoundAtTheEnds();
    void theLogIsSavedAsText();
    void aLogThatCannotBeSavedIsAnError();
    void copiedRowsAreThoseThatWereChosen();
};

void TestLogModel::initTestCase()
{
    qputenv("TZ", "IST-5:30"); // where local time is told from UTC
}

void TestLogModel::momentsAreShownInLocalTime()
{
    const QTemporaryDir folder;
    LogModel model;
    LogEntry entry = line(u"late"_s);
    entry.when = QDateTime(QDate(2024, 5, 6), QTime(20, 0, 1, 2), Qt::UTC);
    model.append(entry);
    model.flush();
    QCOMPARE(model.index(0, LogModel::TimeColumn).data().toString(), u"01:30:01.002"_s);
    QFile saved(folder.filePath(u"log.txt"_s));
    QVERIFY(saveLog(model.blocks(), saved.fileName()));
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(saved.readAll().startsWith("2024-05-07 01:30:01.002\t"));
}

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
    LogModel model({.rows = 3});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const QString &text : {u"one"_s, u"two"_s, u"three"_s, u"four"_s}) {
        model.append(line(text));
        model.flush();
    }
    QCOMPARE(texts(model), QStringList({u"two"_s, u"three"_s, u"four"_s}));
}

void TestLogModel::moreRowsThanFitAtOnceLeaveTheNewest()
{
    LogModel model({.rows = 2});
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
    QTest::newRow("a table with a secret that takes the place of a value stays covered")
        << reloadOf({{KeyPath{u"db"_s}, Value::null(), Value{Kind::Table, uR"({"password": "hunter2"})"_s}}})
        << u"setting.py  db: •••••• (changed)"_s;
    QTest::newRow("a table without one is shown")
        << reloadOf({{KeyPath{u"db"_s}, Value::null(), Value{Kind::Table, uR"({"port": 1})"_s}}})
        << uR"(setting.py  db: null → {"port": 1})"_s;
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
    LogModel model;
    model.append(failed);
    model.flush();
    const QModelIndex text = model.index(0, LogModel::TextColumn);
    QVERIFY(text.data(Qt::ForegroundRole).isValid());
    QCOMPARE(model.index(0, LogModel::LinkColumn).data().toString(), u"show"_s);
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
    LogModel model({.rows = 100'000});
    const QSignalSpy inserted(&model, &LogModel::rowsInserted);
    for (int i = 0; i < 120'000; ++i)
        model.append(line(QString::number(i)));
    model.flush();
    QCOMPARE(model.rowCount(), 100'000);
    QCOMPARE(model.entry(0).text, u"20000"_s);
    QCOMPARE(inserted.count(), 1);
}

void TestLogModel::everyRowComesBackAsItWas_data()
{
    QTest::addColumn<LogEntry>("entry");

    QTest::newRow("a line") << line(u"redis = 你好"_s);
    QTest::newRow("an empty line") << line({});
    QTest::newRow("no time") << LogEntry{{}, LogEntry::Kind::Info, u"text"_s, {}, 0, {}, {}};
    QTest::newRow("a reload") << logEntries(reloadOf({modified(u"a"_s, u"1"_s, u"2"_s)})).first();
    LogEntry failure = line(u"threw"_s);
    failure.kind = LogEntry::Kind::Failed;
    failure.path = u"plugins/精神.js"_s;
    failure.position = {3, 7};
    QTest::newRow("a failure with its place") << failure;
}

void TestLogModel::everyRowComesBackAsItWas()
{
    QFETCH(const LogEntry, entry);
    LogModel model;
    model.append(line(u"before"_s));
    model.append(entry);
    model.append(line(u"behind"_s));
    model.flush();
    QCOMPARE(model.entry(1), entry);
    QCOMPARE(texts(model).last(), u"behind"_s);
}

void TestLogModel::veryLongTextsAreCutAndSaySo()
{
    LogModel model;
    model.append(line(QString(longestLogText + 5, u'x')));
    model.flush();
    QVERIFY2(model.entry(0).text.endsWith(u"xx … and 5 characters more"_s),
             qPrintable(model.entry(0).text.right(40)));
    QVERIFY(model.index(0, LogModel::TextColumn).data().toString().size() < 3'000);
}

void TestLogModel::oldRowsAreReadBackFromAFileThatNobodySees()
{
    const QTemporaryDir folder;
    LogModel model({.memory = 40'000, .makeFile = privateLogFiles(folder.path())});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    appendNumbered(model, 0, 5'000);
    QTRY_VERIFY(model.rows().fileSize() > 100'000);
    model.flush();
    QTRY_VERIFY(model.rows().memorySize() <= 40'000);
    QCOMPARE(texts(model), numberedTexts(0, 5'000));
#ifdef Q_OS_LINUX
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList());
#endif
}

void TestLogModel::filesGoWithTheirRows()
{
    std::vector<std::weak_ptr<int>> files;
    struct CountedFile : QBuffer
    {
        std::shared_ptr<int> isThere = std::make_shared<int>();
    };
    const auto makeFile = [&files](QString *) -> std::unique_ptr<QIODevice> {
        auto file = std::make_unique<CountedFile>();
        files.push_back(file->isThere);
        if (!file->open(QIODevice::ReadWrite))
            return nullptr;
        return file;
    };
    const LogLimits limits{.rows = 2'000, .memory = 40'000, .segment = 20'000, .makeFile = makeFile};
    auto filled = std::make_unique<LogModel>(limits);
    LogModel &model = *filled;
    for (int round = 0; round < 20; ++round) {
        appendNumbered(model, round * 500, 500);
        QTRY_VERIFY(!model.rows().isWriting());
    }
    QCOMPARE(texts(model), numberedTexts(8'000, 2'000));
    const auto open =
        std::count_if(files.begin(), files.end(), [](const auto &file) { return !file.expired(); });
    QVERIFY2(files.size() >= 5 && open <= 4, qPrintable(u"%1 of %2"_s.arg(open).arg(files.size())));
    filled.reset();
    QVERIFY(std::all_of(files.begin(), files.end(), [](const auto &file) { return file.expired(); }));
}

void TestLogModel::whereNothingCanBeWrittenTheOldestRowsGoAndThatIsSaidOnce_data()
{
    QTest::addColumn<qint64>("room");
    QTest::newRow("no file can be made") << qint64(-1);
    QTest::newRow("the disk is full from the start") << qint64(0);
    QTest::newRow("the disk gets full") << qint64(60'000);
}

void TestLogModel::whereNothingCanBeWrittenTheOldestRowsGoAndThatIsSaidOnce()
{
    QFETCH(const qint64, room);
    const auto makeFile = [room](QString *reason) -> std::unique_ptr<QIODevice> {
        *reason = u"the disk is full"_s;
        return room < 0 ? nullptr : std::make_unique<SmallDisk>(room);
    };
    LogModel model({.memory = 40'000, .makeFile = makeFile});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy dropped(&model, &LogModel::rowsDropped);
    int told = 0;
    connect(&model, &LogModel::rowsAdded, this, [&](quint64 first, quint64 end) {
        for (quint64 number = first; number < end; ++number)
            told += model.numberedEntry(number).text.startsWith(u"old rows of the log go"_s);
    });
    for (int round = 0; round < 20; ++round) {
        appendNumbered(model, round * 500, 500);
        QTRY_VERIFY(!model.rows().isWriting());
    }
    model.flush();
    QVERIFY(dropped.count() > 1);
    QVERIFY(model.rows().memorySize() <= 70'000);
    QVERIFY(model.rowCount() < 9'000);
    QCOMPARE(texts(model).last(), numbered(9'999));
    QCOMPARE(told, 1);
}

void TestLogModel::kindsAreHiddenAndShown()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 6; ++i) {
        LogEntry entry = line(QString::number(i));
        entry.kind = i % 3 == 0 ? LogEntry::Kind::Reload : LogEntry::Kind::Worker;
        model.append(entry);
    }
    model.flush();
    model.setShownKinds(logKinds({LogEntry::Kind::Reload, LogEntry::Kind::Info}));
    QCOMPARE(texts(model), QStringList({u"0"_s, u"3"_s}));
    QCOMPARE(model.numberAt(1), 3);
    QCOMPARE(model.rowFrom(1), 1);
    QCOMPARE(model.rowFrom(4), 2);
    model.setShownKinds(logKinds({LogEntry::Kind::Save}));
    QCOMPARE(model.rowCount(), 0);
    model.setShownKinds(allLogKinds());
    QCOMPARE(model.rowCount(), 6);
}

void TestLogModel::rowsThatComeAndGoWhileKindsAreHidden()
{
    LogModel model({.rows = 5});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setShownKinds(logKinds({LogEntry::Kind::Reload}));
    for (int i = 0; i < 12; ++i) {
        LogEntry entry = line(QString::number(i));
        entry.kind = i % 2 == 0 ? LogEntry::Kind::Reload : LogEntry::Kind::Worker;
        model.append(entry);
        if (i % 3 == 0)
            model.flush();
    }
    model.flush();
    QCOMPARE(texts(model), QStringList({u"8"_s, u"10"_s}));
    model.setShownKinds(allLogKinds());
    QCOMPARE(texts(model), QStringList({u"7"_s, u"8"_s, u"9"_s, u"10"_s, u"11"_s}));
}

void TestLogModel::aSearchFindsRowsInFilesInMemoryAndNewOnes()
{
    LogModel model({.memory = 40'000});
    LogSearch search(&model);
    appendNumbered(model, 0, 5'000);
    QTRY_VERIFY(model.rows().fileSize() > 100'000);
    QSignalSpy changed(&search, &LogSearch::hitsChanged);
    search.setNeedle(u"ROW 0123"_s);
    QVERIFY(search.isSearching());
    appendNumbered(model, 1'230, 1); // while it is under way
    QTRY_VERIFY(!search.isSearching());
    QCOMPARE(search.hitCount(), 11);
    QCOMPARE(search.next(0), 1'230);
    QCOMPARE(search.hitAt(5'000), 10);
    appendNumbered(model, 1'239, 2);
    QCOMPARE(search.hitCount(), 12);
    search.setNeedle({});
    QCOMPARE(search.hitCount(), 0);
    QVERIFY(!search.isSearching());
}

void TestLogModel::aSearchKnowsOnlyWhatIsShown()
{
    LogModel model({.rows = 4});
    LogSearch search(&model);
    for (int i = 0; i < 4; ++i) {
        LogEntry entry = line(u"hit"_s);
        entry.kind = i % 2 == 0 ? LogEntry::Kind::Reload : LogEntry::Kind::Worker;
        model.append(entry);
    }
    model.flush();
    search.setNeedle(u"hit"_s);
    QTRY_COMPARE(search.hitCount(), 4);
    model.setShownKinds(logKinds({LogEntry::Kind::Reload}));
    QTRY_COMPARE(search.hitCount(), 2);
    appendNumbered(model, 0, 2); // two of four rows go, and one hit with them
    QCOMPARE(search.hitCount(), 1);
    model.clear();
    QTRY_VERIFY(!search.isSearching());
    QCOMPARE(search.hitCount(), 0);
}

void TestLogModel::hitsGoRoundAtTheEnds()
{
    LogModel model;
    LogSearch search(&model);
    for (const QString &text : {u"no"_s, u"hit"_s, u"no"_s, u"hit"_s, u"no"_s})
        model.append(line(text));
    model.flush();
    QVERIFY(!search.next(0));
    search.setNeedle(u"hit"_s);
    QTRY_COMPARE(search.hitCount(), 2);
    QCOMPARE(search.next(1), 3);
    QCOMPARE(search.next(3), 1);
    QCOMPARE(search.previous(3), 1);
    QCOMPARE(search.previous(1), 3);
    QCOMPARE(search.nearest(3), 3);
    QCOMPARE(search.nearest(2), 1);
    QCOMPARE(search.nearest(0), 3);
}

void TestLogModel::theLogIsSavedAsText()
{
    const QTemporaryDir folder;
    LogModel model({.rows = 3'000, .memory = 40'000});
    appendNumbered(model, 0, 3'000);
    QTRY_VERIFY(model.rows().fileSize() > 0);
    model.append(line(u"redis = 你好"_s));
    model.flush();
    model.setShownKinds(logKinds({LogEntry::Kind::Info})); // saved is all
    const QString path = folder.filePath(u"log.txt"_s);
    const Result<qint64> saved = saveLog(model.blocks(), path);
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().toString()));
    QCOMPARE(*saved, 3'000);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    QCOMPARE(lines.size(), 3'001); // each ends with one
    QVERIFY2(lines.first().startsWith(u"2024-05-06 12:00:01.002\tworker\trow 00001"),
             qPrintable(lines.first()));
    QCOMPARE(lines.at(2'999), u"2024-05-06 12:00:01.002\tworker\tredis = 你好"_s);
}

void TestLogModel::aLogThatCannotBeSavedIsAnError()
{
    const QTemporaryDir folder;
    LogModel model;
    appendNumbered(model, 0, 3);
    const Result<qint64> saved = saveLog(model.blocks(), folder.filePath(u"nowhere/log.txt"_s));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, ProblemKind::WriteFailed);
}

void TestLogModel::copiedRowsAreThoseThatWereChosen()
{
    LogModel model({.memory = 40'000});
    appendNumbered(model, 0, 2'000);
    QTRY_VERIFY(model.rows().fileSize() > 0);
    const QString text = logRowsText(model.blocks(), {1, 700, 1'999}, LogModel::timeFormat());
    QCOMPARE(text, QStringList({model.rowText(1), model.rowText(700), model.rowText(1'999)}).join(u'\n'));
}

QTEST_MAIN(TestLogModel)
#include "tst_logmodel.moc"
