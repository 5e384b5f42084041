#include "rawfile.h"
#include "savepatterns.h"
#include "watching.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>
#include <optional>

using namespace retune;
using namespace retune::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What a watcher is expected to tell about a save: the strongest hint for the file, or that the folder has to be looked
/// at again, or nothing because the mechanism cannot know.
enum class Report { Finished, Touched, Modified, Rescan, Any, Nothing };

/// Everything that a watcher reports, and the content of one file as someone knows it who reads it after each report.
struct Follower
{
    Watcher &watcher;
    QString folder;
    QString file;
    std::optional<QByteArray> content = {};
    std::optional<Hint> hint = {};
    bool rescanned = false;
    QStringList changed = {};

    /// Gives false when nothing came until then.
    bool follow(Clock::time_point deadline)
    {
        const WatchBatch batch = watcher.wait(deadline);
        for (const PathChange &change : batch.changes) {
            changed.append(change.path);
            if (change.path == file)
                hint = std::min(hint.value_or(change.hint), change.hint);
        }
        const bool rescan = rescans(batch, folder);
        rescanned = rescanned || rescan;
        if (QFile now(file); (rescan || mentions(batch, file)) && now.open(QIODevice::ReadOnly))
            content = now.readAll();
        return !batch.isEmpty();
    }
    bool followUntil(const QByteArray &expected)
    {
        const auto end = Clock::now() + patience;
        while (content != expected && Clock::now() < end)
            follow(end);
        return content == expected;
    }
    void followUntilQuiet()
    {
        while (follow(Clock::now() + quiet)) {
        }
    }
};

Report expectedFromInotify(const QByteArray &pattern)
{
    static const QHash<QByteArray, Report> special{
        {"removed and replaced by a hard link", Report::Touched},
        {"only the mode is changed", Report::Touched},
        {"only the times are changed", Report::Touched},
        {"by a writer that never closes the file", Report::Modified},
        {"another hard link of it in another folder", Report::Nothing}, // no event in any watched folder
        {"the whole folder replaced and the old one removed", Report::Rescan},
        {"the whole folder replaced and the old one kept", Report::Rescan}};
    return special.value(pattern, Report::Finished);
}

Report expectedFromQt(const QByteArray &pattern)
{
    static const QHash<QByteArray, Report> special{
        // Such a write raises IN_CLOSE_WRITE alone, and QFileSystemWatcher does not ask for that.
        {"through a memory map", Report::Nothing},
        {"the whole folder replaced and the old one removed", Report::Rescan},
        {"the whole folder replaced and the old one kept", Report::Rescan}};
    return special.value(pattern, Report::Any);
}

Report expectedFromScan(const QByteArray &pattern)
{
    static const QHash<QByteArray, Report> special{
        {"the whole folder replaced and the old one removed", Report::Rescan},
        {"the whole folder replaced and the old one kept", Report::Rescan}};
    return special.value(pattern, Report::Any);
}

class WatcherSavesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void save_data();
    void save();
};

void WatcherSavesTest::save_data()
{
    QTest::addColumn<WatcherKind>("kind");
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<Report>("report");
    for (const SavePattern &pattern : savePatterns()) {
        const QByteArray name = pattern.name;
        QTest::addRow("inotify: %s", pattern.name)
            << WatcherKind::Inotify << name << expectedFromInotify(name);
        QTest::addRow("qt: %s", pattern.name) << WatcherKind::Qt << name << expectedFromQt(name);
        QTest::addRow("scan: %s", pattern.name) << WatcherKind::Scan << name << expectedFromScan(name);
    }
}

void WatcherSavesTest::save()
{
    QFETCH(WatcherKind, kind);
    QFETCH(QByteArray, pattern);
    QFETCH(Report, report);
    const SavePattern &saved = *findSavePattern(pattern);
    const QTemporaryDir root;
    QVERIFY(root.isValid());
    const QString folder = root.filePath(u"settings"_s);
    const QString file = folder + u"/server.conf"_s;
    const QString bystander = folder + u"/bystander.conf"_s;
    makeFolder(folder);
    createNew(bystander, "never touched");
    saved.prepare(file, "greeting = before\n");
    const std::unique_ptr<Watcher> watcher = watcherForTest(kind);
    QVERIFY(watcher->addFolder(folder));
    watcher->addFile(file);
    watcher->addFile(bystander);
    QVERIFY(watcher->wait(Clock::now()).isEmpty());

    const QByteArray after = saved.changesContent ? "greeting = after.\n" : "greeting = before\n";
    createNew(root.filePath(u"after"_s), after);
    QProcess writer;
    writer.setStandardInputFile(root.filePath(u"after"_s));
    writer.start(QStringLiteral(RETUNE_SAVE_PATTERN), {QString::fromUtf8(pattern), file});
    Follower follower{*watcher, folder, file};
    if (report != Report::Nothing)
        QVERIFY2(follower.followUntil(after), follower.content.value_or("never reported").constData());
    QVERIFY(writer.waitForReadyRead());
    QCOMPARE(writer.readAllStandardOutput() + writer.readAllStandardError(), "saved\n");
    follower.followUntilQuiet();

    // A scan tells a file that is younger than a tick of the clock once more; in a replaced folder it is another file.
    if (report != Report::Rescan && kind != WatcherKind::Scan)
        QVERIFY(!follower.changed.contains(bystander));
    if (report == Report::Nothing)
        QVERIFY(!follower.hint && !follower.rescanned);
    else if (report == Report::Rescan)
        QVERIFY(follower.rescanned);
    else if (report != Report::Any)
        QCOMPARE(int(follower.hint.value()), int(report));
    if (kind == WatcherKind::Inotify)
        QCOMPARE(follower.rescanned, report == Report::Rescan);
    writer.kill();
    writer.waitForFinished();
}

} // namespace

QTEST_GUILESS_MAIN(WatcherSavesTest)
#include "tst_watchersaves.moc"
