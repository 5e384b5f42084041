#include <retune/watch/watcher.h>

#include "rawfile.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <optional>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

using namespace retune;
using namespace retune::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class WriterPresenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesAnOpenWriter_data();
    void seesAnOpenWriter();
    void isUnknownWhereNothingCanBeAsked_data();
    void isUnknownWhereNothingCanBeAsked();
    void survivesWritersThatComeWhileItAsks();
};

void WriterPresenceTest::seesAnOpenWriter_data()
{
    QTest::addColumn<int>("flags");
    QTest::addColumn<WriterPresence>("expected");
    QTest::newRow("a reader") << O_RDONLY << WriterPresence::None;
    QTest::newRow("a writer") << O_WRONLY << WriterPresence::Writing;
    QTest::newRow("one who does both") << O_RDWR << WriterPresence::Writing;
}

void WriterPresenceTest::seesAnOpenWriter()
{
    QFETCH(int, flags);
    QFETCH(WriterPresence, expected);
    const QTemporaryDir root;
    const QString file = root.filePath(u"f"_s);
    createNew(file, "1");
    QCOMPARE(writerPresence(file), WriterPresence::None);
    std::optional<RawFile> other(std::in_place, file, flags);
    QCOMPARE(writerPresence(file), expected);
    other.reset();
    QCOMPARE(writerPresence(file), WriterPresence::None);
}

void WriterPresenceTest::isUnknownWhereNothingCanBeAsked_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("nothing there") << u"missing"_s;
    QTest::newRow("a folder") << u"."_s;
    QTest::newRow("a pipe") << u"pipe"_s;
    QTest::newRow("no name") << QString();
}

void WriterPresenceTest::isUnknownWhereNothingCanBeAsked()
{
    QFETCH(QString, name);
    const QTemporaryDir root;
    QCOMPARE(::mkfifo(qPrintable(root.filePath(u"pipe"_s)), 0600), 0);
    QCOMPARE(writerPresence(name.isEmpty() ? name : root.filePath(name)), WriterPresence::Unknown);
}

/// A writer that opens the file during the lease makes the system send a signal; the wrong one would end this process.
void WriterPresenceTest::survivesWritersThatComeWhileItAsks()
{
    const QTemporaryDir root;
    const QString file = root.filePath(u"f"_s);
    createNew(file, "1");
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        while (!stop)
            writeInPlace(file, "2");
    });
    for (int i = 0; i < 20'000; ++i)
        writerPresence(file);
    stop = true;
    writer.join();
    QCOMPARE(writerPresence(file), WriterPresence::None);
}

} // namespace

QTEST_GUILESS_MAIN(WriterPresenceTest)
#include "tst_writerpresence.moc"
