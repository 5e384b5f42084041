#include "savefiles.h"

#include <retune/edit/posixfile.h>
#include <retune/store/folderscan.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <random>
#include <thread>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

// What goes wrong during a save: failing system calls, other programs that write at every moment, the end of the
// process.

namespace {

using Hook = std::function<void()>;

int fail(int error)
{
    errno = error;
    return -1;
}

/// System calls that run `hooks[n]` before the n-th exchange.
SystemCalls withHooksBeforeExchanges(const QList<Hook> &hooks)
{
    SystemCalls calls;
    auto count = std::make_shared<qsizetype>(0);
    calls.rename = [real = calls.rename, hooks, count](int folder, const char *from, const char *to,
                                                       unsigned flags) {
        if (flags == renameExchange && *count < hooks.size())
            hooks.at((*count)++)();
        return real(folder, from, to, flags);
    };
    return calls;
}

/// System calls that fail with `error` at every rename with flags.
SystemCalls withoutFlags(int error)
{
    SystemCalls calls;
    calls.rename = [real = calls.rename, error](int folder, const char *from, const char *to,
                                                unsigned flags) {
        return flags ? fail(error) : real(folder, from, to, flags);
    };
    return calls;
}

/// System calls of which each, counted over all, first runs `step`.
SystemCalls withStep(const Hook &step)
{
    SystemCalls calls;
    const auto before = [&step](auto real) {
        return [real, step](auto... arguments) {
            step();
            return real(arguments...);
        };
    };
    calls.read = before(calls.read);
    calls.write = before(calls.write);
    calls.sync = before(calls.sync);
    calls.truncate = before(calls.truncate);
    calls.rename = before(calls.rename);
    calls.link = before(calls.link);
    return calls;
}

bool hasNamelessFiles(const QString &folder)
{
    const PosixFile nameless(::open(QFile::encodeName(folder).constData(), O_TMPFILE | O_RDWR, 0600));
    return nameless.isOpen();
}

bool isIgnoredByScanners(const QString &name)
{
    return name.endsWith(u".tmp") || name.endsWith(u'~');
}

} // namespace

class TestSaveFileFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theStepsAreInTheSafeOrder();
    void nothingStandsBesideTheFileWhileItIsWritten_data();
    void nothingStandsBesideTheFileWhileItIsWritten();
    void aFailingCallLeavesTheFileAsItWas_data();
    void aFailingCallLeavesTheFileAsItWas();
    void aFolderThatCannotBeSyncedIsNoted();
    void interruptedAndShortCallsGoOn();
    void aFailedWriteInPlaceIsUndone();
    void aWriteInPlaceThatCannotBeUndoneSaysSo();
    void aTruncateThatFailsChangesNothing();
    void aWriteInPlaceNeverShowsANewBeginningWithAnOldEnd();
    void aRenameThatIsRefusedNeedsInPlace_data();
    void aRenameThatIsRefusedNeedsInPlace();
    void withoutExchangeTheFileIsComparedAndRenamed_data();
    void withoutExchangeTheFileIsComparedAndRenamed();
    void withoutExchangeAConflictIsFound();
    void aNewFileNeverReplacesAnother_data();
    void aNewFileNeverReplacesAnother();
    void aWriteBetweenLookAndSwapStays_data();
    void aWriteBetweenLookAndSwapStays();
    void aWriteWhileTheSwapIsUndoneStays_data();
    void aWriteWhileTheSwapIsUndoneStays();
    void aWriteBeforeTheWriteInPlaceStays();
    void endedAtEveryStep_data();
    void endedAtEveryStep();
    void killedAtRandomMoments();
    void aRacingRenamerLosesNothing();
    void aRacingWriterInPlaceLeavesWholeFiles();

private:
    QString path(const QString &name = u"setting.py"_s) const { return m_folder->filePath(name); }
    /// The content of every file but the setting itself, sorted.
    QByteArrayList others() const;
    std::optional<QTemporaryDir> m_folder;
};

void TestSaveFileFaults::init()
{
    m_folder.emplace();
    QVERIFY(m_folder->isValid());
}

QByteArrayList TestSaveFileFaults::others() const
{
    QByteArrayList result;
    for (const QString &name : namesIn(m_folder->path())) {
        if (name != u"setting.py")
            result += contentOf(path(name));
    }
    std::sort(result.begin(), result.end());
    return result;
}

void TestSaveFileFaults::theStepsAreInTheSafeOrder()
{
    writeFile(path(), "before");
    QStringList steps;
    SystemCalls calls;
    calls.write = [&, real = calls.write](int file, const void *bytes, size_t size) {
        struct stat status;
        const bool isPrivate =
            ::fstat(file, &status) == 0 && (status.st_mode & 077) == (statusOf(path()).st_mode & 077);
        steps += isPrivate ? u"write"_s : u"write with another mode"_s;
        return real(file, bytes, size);
    };
    calls.sync = [&, real = calls.sync](int file) {
        struct stat status;
        const bool isFolder = ::fstat(file, &status) == 0 && S_ISDIR(status.st_mode);
        steps += isFolder ? u"sync folder"_s : u"sync file"_s;
        return real(file);
    };
    calls.rename = [&, real = calls.rename](int folder, const char *from, const char *to, unsigned flags) {
        static const QRegularExpression temporary(u"^\\.setting\\.py\\.[a-z0-9]{6}\\.tmp$"_s);
        const bool named = temporary.match(QString::fromUtf8(from)).hasMatch();
        steps += u"%1 %2"_s.arg(flags == renameExchange ? u"exchange"_s : u"rename"_s,
                                named ? u"temporary"_s : u"?"_s);
        return real(folder, from, to, flags);
    };
    QCOMPARE(outcome(saveFile(path(), "after", "before", InPlace::Refuse, calls)), u"saved"_s);
    QCOMPARE(steps.join(u", "_s), u"write, sync file, exchange temporary, sync folder"_s);
}

void TestSaveFileFaults::nothingStandsBesideTheFileWhileItIsWritten_data()
{
    QTest::addColumn<bool>("exists");
    QTest::newRow("a file that is there") << true;
    QTest::newRow("a new file") << false;
}

/// A program that ends while it writes would leave it there. That takes a file system with nameless files.
void TestSaveFileFaults::nothingStandsBesideTheFileWhileItIsWritten()
{
    QFETCH(const bool, exists);
    if (!hasNamelessFiles(m_folder->path()))
        QSKIP("the file system has no nameless files");
    if (exists)
        writeFile(path(), "before");
    QStringList seen;
    const auto look = [&] {
        for (const QString &name : namesIn(m_folder->path())) {
            if (name != u"setting.py")
                seen += name;
        }
    };
    SystemCalls calls;
    calls.write = [&, real = calls.write](int file, const void *bytes, size_t) {
        look();
        return real(file, bytes, 1);
    };
    calls.sync = [&, real = calls.sync](int file) {
        look();
        return real(file);
    };
    const std::optional<QByteArray> before = exists ? std::optional<QByteArray>("before") : std::nullopt;
    QCOMPARE(outcome(saveFile(path(), "after", before, InPlace::Refuse, calls)), u"saved"_s);
    QCOMPARE(contentOf(path()), "after"_ba);
    QCOMPARE(seen, QStringList());
}

void TestSaveFileFaults::aFailingCallLeavesTheFileAsItWas_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<int>("nth");
    QTest::addColumn<int>("error");
    QTest::newRow("the first look") << u"read"_s << 1 << EIO;
    QTest::newRow("the look at what was displaced") << u"read"_s << 3 << EIO;
    QTest::newRow("no room at the first byte") << u"write"_s << 1 << ENOSPC;
    QTest::newRow("no room in the middle") << u"write"_s << 3 << ENOSPC;
    QTest::newRow("over the quota") << u"write"_s << 2 << EDQUOT;
    QTest::newRow("a broken disk while writing") << u"write"_s << 1 << EIO;
    QTest::newRow("a broken disk while syncing") << u"sync"_s << 1 << EIO;
    QTest::newRow("no room found while syncing") << u"sync"_s << 1 << ENOSPC;
    QTest::newRow("a broken disk while exchanging") << u"rename"_s << 1 << EIO;
    QTest::newRow("no room for the names") << u"rename"_s << 1 << ENOSPC;
}

void TestSaveFileFaults::aFailingCallLeavesTheFileAsItWas()
{
    QFETCH(QString, call);
    QFETCH(int, nth);
    QFETCH(int, error);
    writeFile(path(), "before");
    QHash<QString, int> counts;
    const auto fails = [&](const QString &name) { return ++counts[name] == nth && name == call; };
    SystemCalls calls;
    calls.read = [&, real = calls.read](int file, void *bytes, size_t size) {
        return fails(u"read"_s) ? fail(error) : real(file, bytes, size);
    };
    calls.write = [&, real = calls.write](int file, const void *bytes, size_t) {
        return fails(u"write"_s) ? fail(error) : real(file, bytes, 1);
    };
    calls.sync = [&, real = calls.sync](int file) { return fails(u"sync"_s) ? fail(error) : real(file); };
    calls.rename = [&, real = calls.rename](int folder, const char *from, const char *to, unsigned flags) {
        return fails(u"rename"_s) ? fail(error) : real(folder, from, to, flags);
    };
    const auto saved = saveFile(path(), "after", "before", InPlace::Allow, calls);
    QVERIFY2(counts.value(call) >= nth, "the call was never made");
    QCOMPARE(sortOf(saved), u"WriteFailed"_s);
    QVERIFY(saved.error().message.contains(qt_error_string(error)));
    QCOMPARE(contentOf(path()), "before"_ba);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"setting.py"_s});
}

void TestSaveFileFaults::aFolderThatCannotBeSyncedIsNoted()
{
    writeFile(path(), "before");
    SystemCalls calls;
    int syncs = 0;
    calls.sync = [&](int) { return ++syncs == 2 ? fail(EIO) : 0; };
    const QString said = outcome(saveFile(path(), "after", "before", InPlace::Refuse, calls));
    QVERIFY2(said.startsWith(u"saved; the folder could not be synced: "), qPrintable(said));
    QCOMPARE(contentOf(path()), "after"_ba);
}

void TestSaveFileFaults::interruptedAndShortCallsGoOn()
{
    writeFile(path(), "before");
    SystemCalls calls;
    int count = 0;
    const auto isInterrupted = [&count] { return ++count % 2 == 1; };
    calls.read = [&, real = calls.read](int file, void *bytes, size_t) {
        return isInterrupted() ? fail(EINTR) : real(file, bytes, 1);
    };
    calls.write = [&, real = calls.write](int file, const void *bytes, size_t) {
        return isInterrupted() ? fail(EINTR) : real(file, bytes, 1);
    };
    calls.sync = [&, real = calls.sync](int file) { return isInterrupted() ? fail(EINTR) : real(file); };
    QCOMPARE(outcome(saveFile(path(), "after, and longer", "before", InPlace::Refuse, calls)), u"saved"_s);
    QCOMPARE(contentOf(path()), "after, and longer"_ba);
    QVERIFY(count > 40);
}

void TestSaveFileFaults::aFailedWriteInPlaceIsUndone()
{
    writeFile(path(), "before");
    QCOMPARE(::link(path().toUtf8().constData(), path(u"second.py"_s).toUtf8().constData()), 0);
    SystemCalls calls;
    int writes = 0;
    calls.write = [&, real = calls.write](int file, const void *bytes, size_t) {
        return ++writes == 3 ? fail(ENOSPC) : real(file, bytes, 1);
    };
    const auto saved = saveFile(path(), "after", "before", InPlace::Allow, calls);
    QCOMPARE(sortOf(saved), u"WriteFailed"_s);
    QVERIFY(saved.error().message.contains(u"its old content was put back"));
    QCOMPARE(contentOf(path()), "before"_ba);
}

void TestSaveFileFaults::aWriteInPlaceThatCannotBeUndoneSaysSo()
{
    writeFile(path(), "before");
    QCOMPARE(::link(path().toUtf8().constData(), path(u"second.py"_s).toUtf8().constData()), 0);
    SystemCalls calls;
    calls.write = [](int, const void *, size_t) { return fail(EIO); };
    const auto saved = saveFile(path(), "after", "before", InPlace::Allow, calls);
    QCOMPARE(sortOf(saved), u"WriteFailed"_s);
    QVERIFY(saved.error().message.endsWith(u"the file on the disk is damaged"));
}

void TestSaveFileFaults::aTruncateThatFailsChangesNothing()
{
    writeFile(path(), "before");
    QCOMPARE(::link(path().toUtf8().constData(), path(u"second.py"_s).toUtf8().constData()), 0);
    SystemCalls calls;
    calls.truncate = [](int, off_t) { return fail(EPERM); };
    const auto saved = saveFile(path(), "after", "before", InPlace::Allow, calls);
    QCOMPARE(sortOf(saved), u"WriteFailed"_s);
    QVERIFY(saved.error().message.endsWith(u"nothing was changed"));
    QCOMPARE(contentOf(path()), "before"_ba);
}

void TestSaveFileFaults::aWriteInPlaceNeverShowsANewBeginningWithAnOldEnd()
{
    writeFile(path(), "port = 8080\n");
    QCOMPARE(::link(path().toUtf8().constData(), path(u"second.py"_s).toUtf8().constData()), 0);
    SystemCalls calls;
    QByteArrayList seen;
    calls.write = [&, real = calls.write](int file, const void *bytes, size_t) {
        seen += contentOf(path());
        return real(file, bytes, 1);
    };
    const QByteArray after = "port = 1\n";
    QCOMPARE(outcome(saveFile(path(), after, "port = 8080\n", InPlace::Allow, calls)), u"in place"_s);
    QCOMPARE(seen.size(), after.size());
    for (const QByteArray &content : seen)
        QVERIFY2(after.startsWith(content), content.constData());
    QCOMPARE(contentOf(path()), after);
}

void TestSaveFileFaults::aRenameThatIsRefusedNeedsInPlace_data()
{
    QTest::addColumn<int>("error");
    QTest::newRow("a mount point") << EBUSY;
    QTest::newRow("another file system") << EXDEV;
    QTest::newRow("a file of somebody else in a sticky folder") << EPERM;
}

void TestSaveFileFaults::aRenameThatIsRefusedNeedsInPlace()
{
    QFETCH(int, error);
    writeFile(path(), "before");
    const ino_t inode = statusOf(path()).st_ino;
    const SystemCalls calls = withoutFlags(error);
    QCOMPARE(sortOf(saveFile(path(), "after", "before", InPlace::Refuse, calls)), u"Refused"_s);
    QCOMPARE(contentOf(path()), "before"_ba);
    QCOMPARE(outcome(saveFile(path(), "after", "before", InPlace::Allow, calls)), u"in place"_s);
    QCOMPARE(contentOf(path()), "after"_ba);
    QCOMPARE(statusOf(path()).st_ino, inode);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"setting.py"_s});
}

void TestSaveFileFaults::withoutExchangeTheFileIsComparedAndRenamed_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("hasLinks");
    QTest::newRow("an old kernel") << ENOSYS << true;
    QTest::newRow("a file system that does not know it") << EINVAL << true;
    QTest::newRow("a file system without hard links either") << EINVAL << false;
}

void TestSaveFileFaults::withoutExchangeTheFileIsComparedAndRenamed()
{
    QFETCH(int, error);
    QFETCH(bool, hasLinks);
    SystemCalls calls = withoutFlags(error);
    if (!hasLinks)
        calls.link = [](int, const char *, const char *) { return fail(EPERM); };
    QCOMPARE(outcome(saveFile(path(), "before", {}, InPlace::Refuse, calls)), u"saved"_s);
    QCOMPARE(contentOf(path()), "before"_ba);
    QCOMPARE(outcome(saveFile(path(), "after", "before", InPlace::Refuse, calls)), u"saved"_s);
    QCOMPARE(contentOf(path()), "after"_ba);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"setting.py"_s});
}

void TestSaveFileFaults::withoutExchangeAConflictIsFound()
{
    writeFile(path(), "before");
    SystemCalls calls = withoutFlags(EINVAL);
    calls.sync = [this](int) { // the last call before the comparison
        writeByRename(path(), "theirs");
        return 0;
    };
    QCOMPARE(sortOf(saveFile(path(), "after", "before", InPlace::Refuse, calls)), u"Conflict"_s);
    QCOMPARE(contentOf(path()), "theirs"_ba);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"setting.py"_s});
}

void TestSaveFileFaults::aNewFileNeverReplacesAnother_data()
{
    QTest::addColumn<bool>("hasFlags");
    QTest::addColumn<bool>("hasLinks");
    QTest::newRow("rename without replacing") << true << true;
    QTest::newRow("hard link") << false << true;
    QTest::newRow("a last look") << false << false;
}

void TestSaveFileFaults::aNewFileNeverReplacesAnother()
{
    QFETCH(bool, hasFlags);
    QFETCH(bool, hasLinks);
    SystemCalls calls = hasFlags ? SystemCalls() : withoutFlags(EINVAL);
    if (!hasLinks)
        calls.link = [](int, const char *, const char *) { return fail(EPERM); };
    calls.sync = [this](int) {
        writeFile(path(), "theirs");
        return 0;
    };
    QCOMPARE(sortOf(saveFile(path(), "mine", {}, InPlace::Refuse, calls)), u"Conflict"_s);
    QCOMPARE(contentOf(path()), "theirs"_ba);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"setting.py"_s});
}

void TestSaveFileFaults::aWriteBetweenLookAndSwapStays_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("left");
    QTest::newRow("renamed over") << u"rename"_s << u"theirs"_s;
    QTest::newRow("written in place") << u"in place"_s << u"theirs"_s;
    QTest::newRow("deleted") << u"delete"_s << u"nothing"_s;
    QTest::newRow("replaced by a folder") << u"folder"_s << u"folder"_s;
    QTest::newRow("replaced by a pipe") << u"pipe"_s << u"pipe"_s;
    QTest::newRow("replaced by a link") << u"link"_s << u"link"_s;
}

void TestSaveFileFaults::aWriteBetweenLookAndSwapStays()
{
    QFETCH(QString, what);
    writeFile(path(), "before");
    const QByteArray native = path().toUtf8();
    const Hook other = [&] {
        if (what == u"rename")
            return writeByRename(path(), "theirs");
        if (what == u"in place")
            return writeFile(path(), "theirs");
        QVERIFY(QFile::remove(path()));
        if (what == u"folder")
            QCOMPARE(::mkdir(native.constData(), 0755), 0);
        else if (what == u"pipe")
            QCOMPARE(::mkfifo(native.constData(), 0644), 0);
        else if (what == u"link")
            QCOMPARE(::symlink("elsewhere", native.constData()), 0);
    };
    const auto saved = saveFile(path(), "mine", "before", InPlace::Allow, withHooksBeforeExchanges({other}));
    QCOMPARE(sortOf(saved), u"Conflict"_s);
    const mode_t mode = statusOf(path()).st_mode;
    const QString left = S_ISDIR(mode)    ? u"folder"_s
                         : S_ISFIFO(mode) ? u"pipe"_s
                         : S_ISLNK(mode)  ? u"link"_s
                         : S_ISREG(mode)  ? QString::fromUtf8(contentOf(path()))
                                          : u"nothing"_s;
    QTEST(left, "left");
    QCOMPARE(namesIn(m_folder->path()).size(), left == u"nothing" ? 0 : 1);
}

void TestSaveFileFaults::aWriteWhileTheSwapIsUndoneStays_data()
{
    QTest::addColumn<QStringList>("writes");
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArrayList>("kept");
    using Texts = QByteArrayList;
    QTest::newRow("nothing more comes") << QStringList{} << "first"_ba << Texts{};
    QTest::newRow("renamed over") << QStringList{u"rename second"_s} << "second"_ba << Texts{"first"};
    QTest::newRow("written in place") << QStringList{u"write second"_s} << "second"_ba << Texts{"first"};
    QTest::newRow("deleted") << QStringList{u"delete"_s} << "first"_ba << Texts{};
    // The third comes when the first is back at the name: whoever renames over it replaces it knowingly.
    QTest::newRow("renamed over twice")
        << QStringList{u"rename second"_s, u"rename third"_s} << "third"_ba << Texts{"second"};
    QTest::newRow("renamed over three times")
        << QStringList{u"rename second"_s, u"rename third"_s, u"rename fourth"_s} << "fourth"_ba
        << Texts{"third"};
    QTest::newRow("renamed over, then deleted")
        << QStringList{u"rename second"_s, u"delete"_s} << "second"_ba << Texts{};
}

void TestSaveFileFaults::aWriteWhileTheSwapIsUndoneStays()
{
    QFETCH(QStringList, writes);
    QFETCH(QByteArrayList, kept);
    writeFile(path(), "before");
    QList<Hook> hooks{[this] { writeByRename(path(), "first"); }};
    for (const QString &step : writes) {
        hooks += [this, step] {
            const QByteArray text = step.section(u' ', 1).toUtf8();
            if (step == u"delete")
                QVERIFY(QFile::remove(path()));
            else if (step.startsWith(u"rename"))
                writeByRename(path(), text);
            else
                writeFile(path(), text);
        };
    }
    const auto saved = saveFile(path(), "mine", "before", InPlace::Allow, withHooksBeforeExchanges(hooks));
    QCOMPARE(sortOf(saved), u"Conflict"_s);
    QTEST(contentOf(path()), "left");
    QCOMPARE(others(), kept);
    for (const QString &name : namesIn(m_folder->path())) {
        if (name != u"setting.py") {
            QVERIFY2(isIgnoredByScanners(name), qPrintable(name));
            QVERIFY2(saved.error().message.endsWith(name), qPrintable(saved.error().message));
        }
    }
}

void TestSaveFileFaults::aWriteBeforeTheWriteInPlaceStays()
{
    writeFile(path(), "before");
    SystemCalls calls;
    calls.rename = [this](int, const char *, const char *, unsigned) {
        writeFile(path(), "theirs");
        return fail(EBUSY);
    };
    QCOMPARE(sortOf(saveFile(path(), "mine", "before", InPlace::Allow, calls)), u"Conflict"_s);
    QCOMPARE(contentOf(path()), "theirs"_ba);
}

void TestSaveFileFaults::endedAtEveryStep_data()
{
    QTest::addColumn<bool>("exists");
    QTest::newRow("a file that is replaced") << true;
    QTest::newRow("a new file") << false;
}

void TestSaveFileFaults::endedAtEveryStep()
{
    QFETCH(bool, exists);
    bool wasEnded = true;
    for (int last = 1; wasEnded; ++last) {
        init();
        if (exists)
            writeFile(path(), "before");
        const std::optional<QByteArray> seen = exists ? std::optional<QByteArray>("before") : std::nullopt;
        const pid_t child = ::fork();
        if (child == 0) {
            int count = 0;
            const SystemCalls calls = withStep([&count, last] {
                if (++count == last)
                    ::raise(SIGKILL);
            });
            ::_exit(saveFile(path(), "after", seen, InPlace::Refuse, calls) ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        wasEnded = WIFSIGNALED(status);
        QVERIFY(wasEnded || (last > 4 && WEXITSTATUS(status) == 0));
        if (exists)
            QVERIFY(contentOf(path()) == "before" || contentOf(path()) == "after");
        else
            QVERIFY(!QFile::exists(path()) || contentOf(path()) == "after");
        for (const QString &name : namesIn(m_folder->path()))
            QVERIFY2(name == u"setting.py" || isIgnoredByScanners(name), qPrintable(name));
    }
}

namespace {

/// How long a save takes here and now, the middle of some.
std::chrono::nanoseconds durationOfASave(const QString &path, const QByteArray &bytes)
{
    constexpr int tries = 9;
    std::array<std::chrono::nanoseconds, tries> durations;
    QByteArray seen = bytes;
    for (auto &duration : durations) {
        const QByteArray next = seen + '\n';
        const auto start = std::chrono::steady_clock::now();
        static_cast<void>(saveFile(path, next, seen));
        duration = std::chrono::steady_clock::now() - start;
        seen = next;
    }
    writeFile(path, bytes);
    std::sort(durations.begin(), durations.end());
    return durations[tries / 2];
}

} // namespace

void TestSaveFileFaults::killedAtRandomMoments()
{
    constexpr int rounds = 500;
    const QByteArray even(60'000, 'e');
    const QByteArray odd(40'001, 'o');
    writeFile(path(), even);
    auto longest = 2 * durationOfASave(path(), even);
    std::mt19937 random(20'240'603);
    int killed = 0;
    int changed = 0;
    QByteArray before = even;
    for (int round = 0; round < rounds; ++round) {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            bool isEven = contentOf(path()) == even;
            while (::write(ends[1], "s", 1) == 1) {
                if (!saveFile(path(), isEven ? odd : even, isEven ? even : odd))
                    ::_exit(1);
                isEven = !isEven;
            }
            ::_exit(2);
        }
        char started = 0;
        QCOMPARE(::read(ends[0], &started, 1), ssize_t(1));
        // Not a wait for anything: the moment of the kill is what is tried.
        std::this_thread::sleep_for(longest * (random() % 1'000) / 1'000);
        ::kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        ::close(ends[0]);
        ::close(ends[1]);
        killed += WIFSIGNALED(status) ? 1 : 0;
        const QByteArray content = contentOf(path());
        QVERIFY(content == even || content == odd);
        const bool hasChanged = content != before;
        changed += hasChanged ? 1 : 0;
        before = content;
        longest +=
            hasChanged ? -longest / 20 : longest / 20; // a busy machine gives the child less of the time
        for (const QString &name : namesIn(m_folder->path())) {
            if (name == u"setting.py")
                continue;
            QVERIFY2(isIgnoredByScanners(name) && !FileRules().format(name), qPrintable(name));
            QVERIFY(QFile::remove(path(name)));
        }
    }
    QCOMPARE(killed, rounds);
    // Neither all too early nor all too late: many were killed in the middle of a save, many after it.
    QVERIFY2(rounds - changed > rounds / 10, qPrintable(QString::number(changed)));
    QVERIFY2(changed > rounds / 10, qPrintable(QString::number(changed)));
}

namespace {

/// "writer=3\nmine=7\n": what the racing processes write. Each changes its own number alone.
struct Shared
{
    int writer = 0;
    int mine = 0;

    QByteArray bytes() const
    {
        return "writer=" + QByteArray::number(writer) + "\nmine=" + QByteArray::number(mine) + "\n";
    }

    static std::optional<Shared> read(const QByteArray &bytes)
    {
        static const QRegularExpression form(u"^writer=(\\d+)\nmine=(\\d+)\n$"_s);
        const auto match = form.match(QString::fromUtf8(bytes));
        if (!match.hasMatch())
            return std::nullopt;
        return Shared{match.captured(1).toInt(), match.captured(2).toInt()};
    }
};

constexpr int racingWrites = 1'000;
constexpr int deadline = 5'000; // ms

/// The child: writes its numbers by rename, and looks in between whether its last one is still there, also when others
/// have saved over it. Ends with 0 where none was lost. A number that is gone for the moment of a swap comes back.
[[noreturn]] void writeByRenameAndCheck(const QString &path)
{
    std::mt19937 random(20'240'604);
    const QByteArray native = path.toUtf8();
    for (int number = 1; number <= racingWrites; ++number) {
        Shared found = Shared::read(contentOf(path)).value_or(Shared{-1, 0});
        QElapsedTimer timer;
        timer.start();
        while (random() % 4 != 0 && found.writer != number - 1) {
            if (timer.hasExpired(deadline))
                ::_exit(1);
            found = Shared::read(contentOf(path)).value_or(Shared{-1, 0});
        }
        QFile beside(path + u".other"_s);
        const QByteArray bytes = Shared{number, found.mine}.bytes();
        if (!beside.open(QIODevice::WriteOnly) || beside.write(bytes) != bytes.size())
            ::_exit(2);
        beside.close();
        if (::rename((native + ".other").constData(), native.constData()) != 0)
            ::_exit(3);
    }
    ::_exit(0);
}

} // namespace

void TestSaveFileFaults::aRacingRenamerLosesNothing()
{
    writeFile(path(), Shared().bytes());
    const pid_t child = ::fork();
    if (child == 0)
        writeByRenameAndCheck(path());
    SystemCalls calls;
    calls.sync = [](int) { return 0; }; // faster, so that the two meet more often
    int saves = 0;
    int conflicts = 0;
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        const QByteArray seen = contentOf(path());
        const auto shared = Shared::read(seen);
        QVERIFY2(shared, seen.constData());
        const auto saved =
            saveFile(path(), Shared{shared->writer, shared->mine + 1}.bytes(), seen, InPlace::Refuse, calls);
        QVERIFY2(saved || saved.error().kind == ProblemKind::Conflict, qPrintable(outcome(saved)));
        ++(saved ? saves : conflicts);
    }
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    QCOMPARE(Shared::read(contentOf(path()))->writer, racingWrites);
    QVERIFY2(saves > 0 && conflicts > 0, "the two never met");
    for (const QString &name : namesIn(m_folder->path()))
        QVERIFY2(name == u"setting.py" || name.endsWith(u'~'), qPrintable(name));
    qInfo("%d saves, %d conflicts, %d texts kept beside", saves, conflicts, int(others().size()));
}

void TestSaveFileFaults::aRacingWriterInPlaceLeavesWholeFiles()
{
    writeFile(path(), Shared().bytes());
    const pid_t child = ::fork();
    if (child == 0) {
        for (int number = 1; number <= racingWrites; ++number) {
            QFile file(path());
            if (!file.open(QIODevice::WriteOnly) || file.write(Shared{number, 0}.bytes()) < 0)
                ::_exit(1);
        }
        ::_exit(0);
    }
    SystemCalls calls;
    calls.sync = [](int) { return 0; };
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        const QByteArray seen = contentOf(path());
        const auto saved = saveFile(path(), Shared{0, 1}.bytes(), seen, InPlace::Refuse, calls);
        QVERIFY2(saved || saved.error().kind == ProblemKind::Conflict, qPrintable(outcome(saved)));
    }
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    QVERIFY2(Shared::read(contentOf(path())), contentOf(path()).constData());
    for (const QString &name : namesIn(m_folder->path()))
        QVERIFY2(name == u"setting.py" || name.endsWith(u'~'), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestSaveFileFaults)
#include "tst_savefilefaults.moc"
