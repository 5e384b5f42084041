#include "rawfile.h"
#include "savefiles.h"
#include "signalrecord.h"
#include "storeprobe.h"

#include <retune/store/storesystem_p.h>
#include <retune/watch/signature.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <cerrno>
#include <thread>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// How far the clock on the wall was set ahead, for this process alone.
std::atomic<time_t> clockAhead{0};

} // namespace

/// Stands before the C library's, so that a test can set the clock. Times of files stay those of the machine.
extern "C" int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    const long result = ::syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && clock == CLOCK_REALTIME)
        time->tv_sec += clockAhead;
    return int(result);
}

namespace {

/// The calls that read, of which so many fail. Shared with the store's thread.
struct Fault
{
    std::atomic<int> opens{0};
    std::atomic<int> reads{0};
    int error = EIO;

    FileCalls calls()
    {
        FileCalls calls;
        calls.open = [this, real = calls.open](const char *path, int flags) {
            return strikes(opens) ? -1 : real(path, flags);
        };
        calls.read = [this, real = calls.read](int file, void *bytes, size_t size) {
            return strikes(reads) ? -1 : real(file, bytes, std::min<size_t>(size, 7)); // never all at once
        };
        return calls;
    }

private:
    bool strikes(std::atomic<int> &left) const
    {
        if (left <= 0)
            return false;
        --left;
        errno = error;
        return true;
    }
};

/// The listing of one folder, which fails while it is asked to. Shared with the store's thread.
struct ListingFault
{
    enum Moment { Never, AtTheStart, Midway };
    std::atomic<Moment> moment{Never};
    std::atomic<int> error{EIO};

    FolderCalls calls(const QByteArray &folder)
    {
        FolderCalls calls;
        calls.open = [this, folder, real = calls.open](const char *path) -> DIR * {
            m_isConcerned = folder == path;
            m_read = 0;
            return strikes(AtTheStart) ? nullptr : real(path);
        };
        calls.read = [this, real = calls.read](DIR *listed) -> dirent * {
            return m_read++ == 1 && strikes(Midway) ? nullptr : real(listed);
        };
        return calls;
    }

private:
    bool strikes(Moment now) const
    {
        const bool isNow = m_isConcerned && moment == now;
        if (isNow)
            errno = error;
        return isNow;
    }

    bool m_isConcerned = false;
    int m_read = 0;
};

constexpr int always = 1'000'000;

QByteArray number(int value)
{
    return "{\"x\": " + QByteArray::number(value) + ", \"padding\": \"------------------------\"}";
}

QString kindsOf(const QList<Problem> &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines +=
            problem.file + (problem.kind == ProblemKind::Unreadable ? u" unreadable"_s : u" otherwise"_s);
    return lines.join(u", "_s);
}

} // namespace

/// What the system refuses while a store reads, and gives again.
class TestStoreFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Store> m_store;
    Fault m_fault;
    ListingFault m_listing;

    QString path(const QString &name) const { return m_dir->filePath(name); }

    void open(std::chrono::milliseconds scan = 60s)
    {
        StoreOptions options;
        options.timing.failureQuiet = 60ms;
        options.timing.scan = scan;
        m_store =
            openStore(m_dir->path(), options,
                      {makeWatcher(), m_fault.calls(), m_listing.calls(QFile::encodeName(path(u"sub"_s)))});
        m_store->waitUntilLoaded();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_fault.opens = 0;
        m_fault.reads = 0;
        m_fault.error = EIO;
        m_listing.moment = ListingFault::Never;
        writeInPlace(path(u"a.json"_s), number(1));
        writeInPlace(path(u"b.json"_s), number(1));
        // A store looks once more at files as young as this, which would meet the fault too.
        const auto isOld = [this] {
            return !signatureOf(QFile::encodeName(path(u"b.json"_s))).isYounger(Timing().young);
        };
        QVERIFY(QTest::qWaitFor(isOld));
    }
    void cleanup()
    {
        m_store.reset();
        m_dir.reset();
    }

    void aFileIsReadWholeOrNotAtAll_data()
    {
        QTest::addColumn<int>("opens");
        QTest::addColumn<int>("reads");
        QTest::addColumn<int>("error");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("in small pieces") << 0 << 0 << 0 << true;
        QTest::newRow("interrupted while opening") << 3 << 0 << EINTR << true;
        QTest::newRow("interrupted while reading") << 0 << 3 << EINTR << true;
        QTest::newRow("no permission") << 1 << 0 << EACCES << false;
        QTest::newRow("no descriptor left") << 1 << 0 << EMFILE << false;
        QTest::newRow("a broken disk while opening") << 1 << 0 << EIO << false;
        QTest::newRow("a broken disk while reading") << 0 << 1 << EIO << false;
    }

    void aFileIsReadWholeOrNotAtAll()
    {
        QFETCH(int, opens);
        QFETCH(int, reads);
        QFETCH(int, error);
        QFETCH(bool, isRead);
        m_fault.opens = opens;
        m_fault.reads = reads;
        m_fault.error = error;
        const auto content = readFile(QFile::encodeName(path(u"a.json"_s)), 1'000, m_fault.calls());
        if (isRead) {
            QVERIFY(content && *content);
            QCOMPARE((*content)->bytes, number(1));
        } else {
            QCOMPARE(content.error().kind, ProblemKind::Unreadable);
            QVERIFY(content.error().message.contains(qt_error_string(error)));
        }
    }

    void aShortFaultIsNotEvenTold()
    {
        open();
        const SignalRecord problems(m_store.get(), &Store::reloadFailed);
        const SignalRecord reloads(m_store.get(), &Store::reloaded);
        m_fault.reads = 2;
        writeInPlace(path(u"a.json"_s), number(2));
        QTRY_COMPARE(valueIn(*m_store, u"a.json"_s), u"2"_s);
        QTRY_COMPARE(reloads.size(), 1);
        QVERIFY(problems.isEmpty());
    }

    void aLongFaultHarmsNothingAndPassesByItself_data()
    {
        QTest::addColumn<int>("error");
        QTest::newRow("a broken disk") << EIO;
        QTest::newRow("no permission") << EACCES;
        QTest::newRow("no descriptor left") << EMFILE;
    }

    void aLongFaultHarmsNothingAndPassesByItself()
    {
        QFETCH(int, error);
        m_fault.error = error;
        open(20ms);
        const SignalRecord problems(m_store.get(), &Store::reloadFailed);
        const SignalRecord recovered(m_store.get(), &Store::recovered);
        m_fault.opens = always;
        writeInPlace(path(u"a.json"_s), number(2));
        QTRY_COMPARE(problems.size(), 1);
        QCOMPARE(problems[0][0].value<Problem>().kind, ProblemKind::Unreadable);
        QCOMPARE(valueIn(*m_store, u"a.json"_s), u"1"_s);
        m_fault.opens = 0; // and the file does not change any more
        QTRY_COMPARE(valueIn(*m_store, u"a.json"_s), u"2"_s);
        QTRY_COMPARE(recovered.size(), 1);
        QCOMPARE(problems.size(), 1);
        QVERIFY(m_store->problems().isEmpty());
    }

    void aRefreshSeesAtOnceThatAFaultHasPassed()
    {
        open();
        m_fault.opens = always;
        writeInPlace(path(u"a.json"_s), number(2));
        QTRY_VERIFY(!m_store->problems().isEmpty());
        m_fault.opens = 0;
        QVERIFY(m_store->refresh(u"a.json"_s));
        QCOMPARE(valueIn(*m_store, u"a.json"_s), u"2"_s);
        QVERIFY(m_store->problems().isEmpty());
    }

    void aFaultAtTheStartPassesToo()
    {
        m_fault.opens = always;
        open(20ms);
        QCOMPARE(kindsOf(m_store->problems()), u"a.json unreadable, b.json unreadable"_s);
        m_fault.opens = 0;
        QTRY_VERIFY(m_store->problems().isEmpty());
        QCOMPARE(valueIn(*m_store, u"a.json"_s), u"1"_s);
        QCOMPARE(valueIn(*m_store, u"b.json"_s), u"1"_s);
    }

    void aFolderThatCannotBeListedKeepsWhatIsInIt_data()
    {
        QTest::addColumn<int>("moment");
        QTest::addColumn<int>("error");
        QTest::newRow("a broken disk, at once") << int(ListingFault::AtTheStart) << EIO;
        QTest::newRow("a broken disk, midway") << int(ListingFault::Midway) << EIO;
        QTest::newRow("no descriptor left") << int(ListingFault::AtTheStart) << EMFILE;
        QTest::newRow("no memory, midway") << int(ListingFault::Midway) << ENOMEM;
    }

    void aFolderThatCannotBeListedKeepsWhatIsInIt()
    {
        QFETCH(int, moment);
        QFETCH(int, error);
        for (const QString &folder : {u"sub"_s, u"sub/deep"_s})
            makeFolder(path(folder));
        for (const QString &file : {u"sub/c.json"_s, u"sub/deep/d.json"_s})
            writeInPlace(path(file), number(1));
        open(20ms);
        const SignalRecord problems(m_store.get(), &Store::reloadFailed);
        const SignalRecord recovered(m_store.get(), &Store::recovered);
        m_listing.error = error;
        m_listing.moment = ListingFault::Moment(moment);
        QTRY_COMPARE(kindsOf(m_store->problems()), u"sub unreadable"_s);
        QVERIFY(m_store->problems().first().message.contains(qt_error_string(error)));
        for (const QString &file : {u"sub/c.json"_s, u"sub/deep/d.json"_s}) {
            QCOMPARE(valueIn(*m_store, file), u"1"_s);
            writeInPlace(path(file), number(2)); // is still watched
            QTRY_COMPARE(valueIn(*m_store, file), u"2"_s);
        }
        QCOMPARE(m_store->watchStatus().folders, 3);

        writeInPlace(path(u"sub/new.json"_s), number(3));
        removeFile(path(u"sub/c.json"_s));
        m_listing.moment = ListingFault::Never;
        QTRY_COMPARE(recovered.size(), 1);
        QTRY_COMPARE(valueIn(*m_store, u"sub/new.json"_s), u"3"_s);
        QTRY_COMPARE(problems.size(), 2); // the folder once, then the file that was removed
        QCOMPARE(problems[1][0].value<Problem>().file, u"sub/c.json"_s);
        QCOMPARE(m_store->watchStatus().folders, 3);
    }

    void aFolderThatCannotBeListedAtTheStartIsReadWhenItCan()
    {
        makeFolder(path(u"sub"_s));
        writeInPlace(path(u"sub/c.json"_s), number(1));
        m_listing.moment = ListingFault::Midway;
        open(20ms);
        QCOMPARE(kindsOf(m_store->problems()), u"sub unreadable"_s);
        QCOMPARE(valueIn(*m_store, u"a.json"_s), u"1"_s);
        m_listing.moment = ListingFault::Never;
        QTRY_COMPARE(valueIn(*m_store, u"sub/c.json"_s), u"1"_s);
        QTRY_VERIFY(m_store->problems().isEmpty());
    }

    void permissionTakenAndGivenBack_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("problems");
        QTest::newRow("of a file") << u"sub/c.json"_s << u"sub/c.json unreadable"_s;
        QTest::newRow("of a folder") << u"sub"_s << u"sub/c.json unreadable, sub unreadable"_s;
    }

    void permissionTakenAndGivenBack()
    {
        QFETCH(QString, name);
        QFETCH(QString, problems);
        makeFolder(path(u"sub"_s));
        writeInPlace(path(u"sub/c.json"_s), number(1));
        constexpr uid_t nobody = 65534;
        for (const QString &owned : {u"."_s, u"sub"_s, u"sub/c.json"_s})
            QCOMPARE(::chown(QFile::encodeName(path(owned)).constData(), nobody, nobody), 0);
        // Root may read everything, so another user runs the store, in a process of its own.
        const QString said = asNobody([&] {
            open();
            const unsigned mode = modeOf(path(name));
            setMode(path(name), 0);
            if (QFile(path(u"sub/c.json"_s)).open(QIODevice::ReadOnly))
                return u"the permission was not taken"_s;
            if (!waitFor([&] { return kindsOf(m_store->problems()) == problems; }))
                return u"taken: "_s + kindsOf(m_store->problems());
            if (valueIn(*m_store, u"sub/c.json"_s) != u"1")
                return u"the last good value is gone"_s;
            setMode(path(name), mode);
            if (!waitFor([&] { return m_store->problems().isEmpty(); }))
                return u"given back: "_s + kindsOf(m_store->problems());
            writeInPlace(path(u"sub/c.json"_s), number(2));
            if (!waitFor([&] { return valueIn(*m_store, u"sub/c.json"_s) == u"2"; }))
                return u"not followed any more"_s;
            m_store.reset();
            return u"all well"_s;
        });
        QCOMPARE(said, u"all well"_s);
    }

    void aClockThatIsSetHidesNothing_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::newRow("an hour back") << -3'600;
        QTest::newRow("ten years back") << -10 * 365 * 86'400;
        QTest::newRow("a day ahead") << 86'400;
    }

    void aClockThatIsSetHidesNothing()
    {
        QFETCH(int, seconds);
        const auto setClock = [seconds](bool isSet) { clockAhead = isSet ? seconds : 0; };
        const std::unique_ptr<void, std::function<void(void *)>> setBack(this,
                                                                         [&](void *) { setClock(false); });
        open();
        const auto now = std::chrono::system_clock::now();
        setClock(true);
        QVERIFY(std::chrono::abs(std::chrono::system_clock::now() - now - std::chrono::seconds(seconds)) <
                60s);
        for (int i = 2; i < 20; ++i) { // of the same size
            writeInPlace(path(u"a.json"_s), number(i % 8));
            QVERIFY(m_store->refresh(u"a.json"_s));
            QCOMPARE(valueIn(*m_store, u"a.json"_s), QString::number(i % 8));
            writeInPlace(path(u"b.json"_s), number(i % 8));
            QTRY_COMPARE(valueIn(*m_store, u"b.json"_s), QString::number(i % 8));
        }
        writeInPlace(path(u"a.json"_s), "{");
        QTRY_COMPARE(m_store->problems().size(), 1);
        removeFile(path(u"b.json"_s));
        QTRY_COMPARE(m_store->problems().size(), 2);
        setClock(false);
        for (const QString &file : {u"a.json"_s, u"b.json"_s})
            writeInPlace(path(file), number(9));
        QTRY_VERIFY(m_store->problems().isEmpty());
        for (const QString &file : {u"a.json"_s, u"b.json"_s})
            QCOMPARE(valueIn(*m_store, file), u"9"_s);
    }

    void timesInTheFutureHideNothing()
    {
        // As after a clock that was set back. The time of change cannot be set; that of modification stands for it.
        const timespec future{4'000'000'000, 0};
        setTimes(path(u"a.json"_s), future, future);
        open();
        for (int i = 2; i < 10; ++i) {
            writeInPlace(path(u"a.json"_s), number(i)); // of the same size
            if (i % 2)
                setTimes(path(u"a.json"_s), future, future);
            QTRY_COMPARE(valueIn(*m_store, u"a.json"_s), QString::number(i));
        }
        const Signature ahead{1, 1, 1, 4'000'000'000'000'000'000, 4'000'000'000'000'000'000};
        QVERIFY(!ahead.isYounger(20ms)); // would be looked at for ever
    }
};

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_storefaults.moc"
