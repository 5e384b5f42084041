#include "problems/watchtest.h"

#include "problems/watchtext.h"
#include "style/shortnumber.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <algorithm>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct WatchTestText
{
    Q_DECLARE_TR_FUNCTIONS(WatchTestText)
};

using Clock = Watcher::Clock;

constexpr std::chrono::seconds leastPatience{2};

bool tells(const WatchBatch &batch, const QString &folder, const QString &file)
{
    const auto &changes = batch.changes;
    return std::any_of(changes.begin(), changes.end(),
                       [&](const auto &change) { return change.path == file; }) ||
           std::find(batch.rescan.begin(), batch.rescan.end(), folder) != batch.rescan.end();
}

/// When the watcher told of the file, or nothing.
std::optional<Clock::time_point> waitFor(Watcher &watcher, const QString &folder, const QString &file,
                                         Clock::time_point deadline)
{
    while (Clock::now() < deadline) {
        if (tells(watcher.wait(deadline), folder, file))
            return Clock::now();
    }
    return {};
}

/// Empty where it was written.
QString writeFile(const QString &path)
{
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write("seen = true\n") > 0 && file.flush();
    return isWritten ? QString() : file.errorString();
}

} // namespace

QString WatchTest::text() const
{
    const QString watcher = watcherText(kind);
    if (!failure.isEmpty())
        return WatchTestText::tr("%1: the test could not be made: %2").arg(watcher, failure);
    if (!seenAfter)
        return WatchTestText::tr("%1: a test file was not seen; changes may be missed").arg(watcher);
    const double milliseconds = double(seenAfter->count()) / 1000;
    return WatchTestText::tr("%1: a test file was seen after %2 ms").arg(watcher, shortNumber(milliseconds));
}

WatchTest testWatching(WatcherKind kind, const WatchOptions &options)
{
    WatchTest test{kind, {}, {}};
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        test.failure = folder.errorString();
        return test;
    }
    const Result<std::unique_ptr<Watcher>> watcher = makeWatcher(kind, options);
    const Result<void> added = watcher ? (*watcher)->addFolder(folder.path()) : Unexpected{watcher.error()};
    if (!added) {
        test.failure = added.error().message;
        return test;
    }
    const QString file = folder.filePath(QStringLiteral("test.ini"));
    const auto begin = Clock::now();
    test.failure = writeFile(file);
    if (!test.failure.isEmpty())
        return test;
    const auto patience = std::max<Clock::duration>(leastPatience, 3 * options.scanInterval);
    if (const auto seen = waitFor(**watcher, folder.path(), file, begin + patience))
        test.seenAfter = std::chrono::duration_cast<std::chrono::microseconds>(*seen - begin);
    return test;
}

std::vector<WatcherKind> kindsInUse(const WatchStatus &status)
{
    std::vector<WatcherKind> kinds{status.kind};
    if (!status.scanned.empty() && status.kind != WatcherKind::Scan)
        kinds.push_back(WatcherKind::Scan);
    return kinds;
}

} // namespace retune
