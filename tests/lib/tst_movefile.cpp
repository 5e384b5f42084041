#include <retune/edit/movefile_p.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cerrno>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// Files get another name, and never take one that is taken.
class TestMoveFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileGetsAnotherName();
    void aLinkIsMovedItself();
    void nothingIsReplaced_data();
    void nothingIsReplaced();
    void failuresSayWhy_data();
    void failuresSayWhy();
    void aNameThatCannotBeTakenAwayIsNoMove_data();
    void aNameThatCannotBeTakenAwayIsNoMove();

private:
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void TestMoveFile::aFileGetsAnotherName()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"a"_s), "1");
    QVERIFY(moveFile(folder.filePath(u"a"_s), folder.filePath(u"你好"_s)));
    QCOMPARE(contentOf(folder.filePath(u"你好"_s)), "1");
    QVERIFY(!QFile::exists(folder.filePath(u"a"_s)));
}

void TestMoveFile::aLinkIsMovedItself()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"a"_s), "1");
    QVERIFY(QFile::link(u"a"_s, folder.filePath(u"link"_s)));
    QVERIFY(moveFile(folder.filePath(u"link"_s), folder.filePath(u"b"_s)));
    QVERIFY(QFileInfo(folder.filePath(u"b"_s)).isSymLink());
    QCOMPARE(contentOf(folder.filePath(u"a"_s)), "1");
}

void TestMoveFile::nothingIsReplaced_data()
{
    QTest::addColumn<QString>("obstacle");
    QTest::newRow("a file") << u"file"_s;
    QTest::newRow("a folder") << u"folder"_s;
    QTest::newRow("a link that leads nowhere") << u"link"_s;
}

void TestMoveFile::nothingIsReplaced()
{
    QFETCH(const QString, obstacle);
    const QTemporaryDir folder;
    const QString from = folder.filePath(u"a"_s);
    const QString to = folder.filePath(u"b"_s);
    write(from, "mine");
    if (obstacle == u"file"_s)
        write(to, "theirs");
    else if (obstacle == u"folder"_s)
        QVERIFY(QDir().mkdir(to));
    else
        QVERIFY(QFile::link(u"nowhere"_s, to));
    const Result<void> moved = moveFile(from, to);
    QVERIFY(!moved);
    QCOMPARE(moved.error().kind, ProblemKind::Conflict);
    QCOMPARE(contentOf(from), "mine");
    if (obstacle == u"file"_s)
        QCOMPARE(contentOf(to), "theirs");
}

void TestMoveFile::failuresSayWhy_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<ProblemKind>("kind");
    QTest::newRow("a file that is gone") << u"gone"_s << u"b"_s << ProblemKind::Missing;
    QTest::newRow("a folder that is not there") << u"a"_s << u"no/b"_s << ProblemKind::WriteFailed;
    QTest::newRow("a name that is too long") << u"a"_s << QString(300, u'x') << ProblemKind::WriteFailed;
}

void TestMoveFile::failuresSayWhy()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    const QTemporaryDir folder;
    write(folder.filePath(u"a"_s), "1");
    const Result<void> moved = moveFile(folder.filePath(from), folder.filePath(to));
    QVERIFY(!moved);
    QTEST(moved.error().kind, "kind");
    QVERIFY(!moved.error().message.isEmpty());
    QCOMPARE(contentOf(folder.filePath(u"a"_s)), "1");
}

void TestMoveFile::aNameThatCannotBeTakenAwayIsNoMove_data()
{
    QTest::addColumn<QString>("stuck");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<bool>("isMoved");
    QTest::newRow("both can") << QString() << QStringList{u"b"_s} << true;
    QTest::newRow("the old one stays") << u"a"_s << QStringList{u"a"_s} << false;
    QTest::newRow("both stay") << u"ab"_s << QStringList{u"a"_s, u"b"_s} << false;
}

/// On a system that moves by a hard link.
void TestMoveFile::aNameThatCannotBeTakenAwayIsNoMove()
{
    QFETCH(const QString, stuck);
    QFETCH(const QStringList, names);
    QFETCH(const bool, isMoved);
    const QTemporaryDir folder;
    write(folder.filePath(u"a"_s), "1");
    MoveCalls calls;
    calls.renameNoReplace = [](const char *, const char *) {
        errno = EINVAL;
        return -1;
    };
    calls.unlink = [&, real = calls.unlink](const char *path) {
        const QString name = QFileInfo(QFile::decodeName(path)).fileName();
        if (!stuck.contains(name))
            return real(path);
        errno = name == u"a"_s ? EPERM : EIO;
        return -1;
    };
    const Result<void> moved = moveFile(folder.filePath(u"a"_s), folder.filePath(u"b"_s), calls);
    QCOMPARE(moved.has_value(), isMoved);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), names);
    if (isMoved)
        return;
    QCOMPARE(moved.error().kind, ProblemKind::WriteFailed);
    QVERIFY(moved.error().message.startsWith(qt_error_string(EPERM)));
    QCOMPARE(moved.error().message.contains(u"both names"_s), names.size() == 2);
}

QTEST_GUILESS_MAIN(TestMoveFile)
#include "tst_movefile.moc"
