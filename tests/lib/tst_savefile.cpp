#include "savefiles.h"

#include <QtCore/QTemporaryDir>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/xattr.h>

#include <optional>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

using Seen = std::optional<QByteArray>;
Q_DECLARE_METATYPE(Seen)

namespace {

constexpr const char *accessList = "system.posix_acl_access";
constexpr const char *defaultList = "system.posix_acl_default";

/// An access list as Linux stores it: user 1234 may read and write as well.
QByteArray accessListFor1234()
{
    return QByteArray::fromHex("02000000"
                               "01000600ffffffff"
                               "02000600d2040000"
                               "04000000ffffffff"
                               "10000600ffffffff"
                               "20000000ffffffff");
}

bool setAttribute(const QString &path, const char *name, const QByteArray &value)
{
    return ::setxattr(path.toUtf8().constData(), name, value.constData(), size_t(value.size()), 0) == 0;
}

QByteArray attribute(const QString &path, const char *name)
{
    QByteArray value(1024, '\0');
    const ssize_t size = ::getxattr(path.toUtf8().constData(), name, value.data(), size_t(value.size()));
    return size < 0 ? "none"_ba : value.first(size);
}

mode_t modeOf(const QString &path)
{
    return statusOf(path).st_mode & mode_t(07777);
}

/// A small file system of its own, gone at the end.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &path)
        : m_path(path.toUtf8())
    {
        m_mounted = ::mount("tmpfs", m_path.constData(), "tmpfs", 0, "size=64k") == 0;
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount(m_path.constData());
    }
    bool isMounted() const { return m_mounted; }

private:
    Q_DISABLE_COPY(SmallDisk)
    QByteArray m_path;
    bool m_mounted = false;
};

} // namespace

class TestSaveFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theContentIsReplaced_data();
    void theContentIsReplaced();
    void equalContentTouchesNothing_data();
    void equalContentTouchesNothing();
    void whatWasNotSeenIsAConflict_data();
    void whatWasNotSeenIsAConflict();
    void aNewFileGetsTheUsualMode();
    void linksStay_data();
    void linksStay();
    void attributesAreCarriedOver();
    void anAccessListOfTheFolderIsNotAdded();
    void whatCannotBeKeptIsNoted();
    void aReadOnlyFileIsAnError();
    void aFolderWithoutWritePermissionNeedsInPlace();
    void hardLinksNeedInPlace();
    void aBindMountNeedsInPlace();
    void whatIsNoFileIsRefused_data();
    void whatIsNoFileIsRefused();
    void aMissingFolderIsAnError_data();
    void aMissingFolderIsAnError();
    void aFullDiskLeavesTheFileAsItWas_data();
    void aFullDiskLeavesTheFileAsItWas();
    void longNames_data();
    void longNames();
    void thePortableWay_data();
    void thePortableWay();

private:
    QString path(const QString &name = u"setting.py"_s) const { return m_folder->filePath(name); }
    std::optional<QTemporaryDir> m_folder;
};

void TestSaveFile::init()
{
    m_folder.emplace();
    QVERIFY(m_folder->isValid());
    QCOMPARE(::chmod(m_folder->path().toUtf8().constData(), 0777), 0); // for the tests that are not root
}

void TestSaveFile::theContentIsReplaced_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("longer") << "a = 1\n"_ba
                            << "a = 1000\n"_ba;
    QTest::newRow("shorter") << "a = 1000\n"_ba
                             << "a = 1\n"_ba;
    QTest::newRow("to nothing") << "a = 1\n"_ba
                                << ""_ba;
    QTest::newRow("from nothing") << ""_ba
                                  << "a = 1\n"_ba;
    QTest::newRow("bytes that are no text") << "\0\xff\r\n"_ba
                                            << "\0\0\xfe\r"_ba;
    QTest::newRow("8 MiB") << QByteArray(8'388'609, 'a') << QByteArray(8'388'608, 'b');
}

void TestSaveFile::theContentIsReplaced()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    writeFile(path(), before);
    QCOMPARE(outcome(saveFile(path(), after, before)), u"saved"_s);
    QVERIFY(contentOf(path()) == after);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"setting.py"_s});
}

void TestSaveFile::equalContentTouchesNothing_data()
{
    QTest::addColumn<Seen>("seen");
    QTest::newRow("seen as it is") << Seen("a");
    QTest::newRow("something else was seen") << Seen("b");
    QTest::newRow("no file was seen") << Seen();
}

void TestSaveFile::equalContentTouchesNothing()
{
    QFETCH(Seen, seen);
    writeFile(path(), "a");
    const struct stat before = statusOf(path());
    QCOMPARE(outcome(saveFile(path(), "a", seen)), u"not needed"_s);
    const struct stat after = statusOf(path());
    QCOMPARE(after.st_ino, before.st_ino);
    QCOMPARE(after.st_ctim.tv_nsec, before.st_ctim.tv_nsec);
}

void TestSaveFile::whatWasNotSeenIsAConflict_data()
{
    QTest::addColumn<Seen>("onDisk");
    QTest::addColumn<Seen>("seen");
    QTest::newRow("changed") << Seen("theirs") << Seen("before");
    QTest::newRow("longer, with the same start") << Seen("before and more") << Seen("before");
    QTest::newRow("shorter") << Seen("bef") << Seen("before");
    QTest::newRow("emptied") << Seen("") << Seen("before");
    QTest::newRow("deleted") << Seen() << Seen("before");
    QTest::newRow("deleted, and it was empty") << Seen() << Seen("");
    QTest::newRow("made meanwhile") << Seen("theirs") << Seen();
    QTest::newRow("made meanwhile, empty") << Seen("") << Seen();
}

void TestSaveFile::whatWasNotSeenIsAConflict()
{
    QFETCH(Seen, onDisk);
    QFETCH(Seen, seen);
    if (onDisk)
        writeFile(path(), *onDisk);
    const auto saved = saveFile(path(), "mine", seen, InPlace::Allow);
    QCOMPARE(sortOf(saved), u"Conflict"_s);
    QCOMPARE(saved.error().file, path());
    QCOMPARE(QFile::exists(path()), onDisk.has_value());
    if (onDisk)
        QCOMPARE(contentOf(path()), *onDisk);
    QCOMPARE(namesIn(m_folder->path()).size(), onDisk ? 1 : 0);
}

void TestSaveFile::aNewFileGetsTheUsualMode()
{
    const mode_t mask = ::umask(027);
    const QString said = outcome(saveFile(path(), "a = 1\n", {}));
    ::umask(mask);
    QCOMPARE(said, u"saved"_s);
    QCOMPARE(contentOf(path()), "a = 1\n"_ba);
    QCOMPARE(modeOf(path()), mode_t(0640));
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"setting.py"_s});
}

void TestSaveFile::linksStay_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("a link in the same folder") << u"real.py"_s;
    QTest::newRow("a link into another folder") << u"other/real.py"_s;
    QTest::newRow("a link to a link") << u"second.py"_s;
}

void TestSaveFile::linksStay()
{
    QFETCH(QString, target);
    QVERIFY(QDir(m_folder->path()).mkdir(u"other"_s));
    const QString real = path(target.startsWith(u"other") ? u"other/real.py"_s : u"real.py"_s);
    writeFile(real, "before");
    QCOMPARE(::symlink("real.py", path(u"second.py"_s).toUtf8().constData()), 0);
    QCOMPARE(::symlink(target.toUtf8().constData(), path(u"link.py"_s).toUtf8().constData()), 0);
    QCOMPARE(outcome(saveFile(path(u"link.py"_s), "after", "before")), u"saved"_s);
    QVERIFY(S_ISLNK(statusOf(path(u"link.py"_s)).st_mode));
    QVERIFY(S_ISREG(statusOf(real).st_mode));
    QCOMPARE(contentOf(real), "after"_ba);
}

void TestSaveFile::attributesAreCarriedOver()
{
    writeFile(path(), "before");
    const QByteArray native = path().toUtf8();
    QVERIFY2(setAttribute(path(), "user.note", "kept\0so"_ba), "the file system has no extended attributes");
    QCOMPARE(::chown(native.constData(), 1234, 4321), 0);
    QVERIFY2(setAttribute(path(), accessList, accessListFor1234()), "the file system has no access lists");
    QCOMPARE(::chmod(native.constData(), 04720), 0);
    const QByteArray list = attribute(path(), accessList);
    const ino_t inode = statusOf(path()).st_ino;

    QCOMPARE(outcome(saveFile(path(), "after", "before")), u"saved"_s);
    const struct stat after = statusOf(path());
    QVERIFY(after.st_ino != inode);
    QCOMPARE(after.st_uid, uid_t(1234));
    QCOMPARE(after.st_gid, gid_t(4321));
    QCOMPARE(modeOf(path()), mode_t(04720));
    QCOMPARE(attribute(path(), "user.note"), "kept\0so"_ba);
    QCOMPARE(attribute(path(), accessList), list);
}

void TestSaveFile::anAccessListOfTheFolderIsNotAdded()
{
    writeFile(path(), "before");
    QCOMPARE(::chmod(path().toUtf8().constData(), 0640), 0);
    QVERIFY(setAttribute(m_folder->path(), defaultList, accessListFor1234()));
    QCOMPARE(outcome(saveFile(path(), "after", "before")), u"saved"_s);
    QCOMPARE(attribute(path(), accessList), "none"_ba);
    QCOMPARE(modeOf(path()), mode_t(0640));
}

void TestSaveFile::whatCannotBeKeptIsNoted()
{
    writeFile(path(), "before");
    QCOMPARE(::chmod(path().toUtf8().constData(), 06676), 0);
    const QString said = asNobody([this] { return outcome(saveFile(path(), "after", "before")); });
    QCOMPARE(said, u"saved; the owner could not be kept; the group could not be kept"_s);
    QCOMPARE(contentOf(path()), "after"_ba);
    QCOMPARE(modeOf(path()), mode_t(0666)); // another group gets what everybody has, no set-user-ID
}

void TestSaveFile::aReadOnlyFileIsAnError()
{
    writeFile(path(), "before");
    QCOMPARE(::chmod(path().toUtf8().constData(), 0444), 0);
    QCOMPARE(::chown(path().toUtf8().constData(), 65534, 65534), 0);
    const QString said =
        asNobody([this] { return outcome(saveFile(path(), "after", "before", InPlace::Allow)); });
    QVERIFY2(said.startsWith(u"WriteFailed: the file is read-only: "), qPrintable(said));
    QCOMPARE(contentOf(path()), "before"_ba);
    QCOMPARE(modeOf(path()), mode_t(0444));
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"setting.py"_s});
}

void TestSaveFile::aFolderWithoutWritePermissionNeedsInPlace()
{
    writeFile(path(), "before");
    QCOMPARE(::chmod(path().toUtf8().constData(), 0666), 0);
    QCOMPARE(::chmod(m_folder->path().toUtf8().constData(), 0755), 0);
    const ino_t inode = statusOf(path()).st_ino;
    QString said = asNobody([this] { return outcome(saveFile(path(), "after", "before")); });
    QVERIFY2(said.startsWith(u"Refused: no new file can be made beside it"), qPrintable(said));
    QCOMPARE(contentOf(path()), "before"_ba);
    said = asNobody([this] { return outcome(saveFile(path(), "after", "before", InPlace::Allow)); });
    QCOMPARE(said, u"in place"_s);
    QCOMPARE(contentOf(path()), "after"_ba);
    QCOMPARE(statusOf(path()).st_ino, inode);
    said = asNobody([this] { return outcome(saveFile(path(u"new.py"_s), "a", {}, InPlace::Allow)); });
    QVERIFY2(said.startsWith(u"WriteFailed: "), qPrintable(said));
}

void TestSaveFile::hardLinksNeedInPlace()
{
    writeFile(path(), "before and longer");
    QCOMPARE(::link(path().toUtf8().constData(), path(u"second.py"_s).toUtf8().constData()), 0);
    const auto refused = saveFile(path(), "after", "before and longer");
    QCOMPARE(sortOf(refused), u"Refused"_s);
    QVERIFY(refused.error().message.contains(u"2 names (hard links)"));
    QCOMPARE(contentOf(path()), "before and longer"_ba);
    QCOMPARE(outcome(saveFile(path(), "after", "before and longer", InPlace::Allow)), u"in place"_s);
    QCOMPARE(contentOf(path()), "after"_ba);
    QCOMPARE(contentOf(path(u"second.py"_s)), "after"_ba);
    QCOMPARE(statusOf(path()).st_nlink, nlink_t(2));
    QCOMPARE(sortOf(saveFile(path(), "x", "before and longer", InPlace::Allow)), u"Conflict"_s);
}

void TestSaveFile::aBindMountNeedsInPlace()
{
    writeFile(path(), "hidden");
    writeFile(path(u"mounted.py"_s), "before");
    const QByteArray native = path().toUtf8();
    if (::mount(path(u"mounted.py"_s).toUtf8().constData(), native.constData(), nullptr, MS_BIND, nullptr) !=
        0)
        QSKIP("no mounts allowed here: only the injected EBUSY of tst_savefilefaults was tested");
    const QString refused = sortOf(saveFile(path(), "after", "before"));
    const QString inPlace = outcome(saveFile(path(), "after", "before", InPlace::Allow));
    ::umount(native.constData());
    QCOMPARE(refused, u"Refused"_s);
    QCOMPARE(inPlace, u"in place"_s);
    QCOMPARE(contentOf(path(u"mounted.py"_s)), "after"_ba);
    QCOMPARE(contentOf(path()), "hidden"_ba);
    QCOMPARE(namesIn(m_folder->path()), (QStringList{u"mounted.py"_s, u"setting.py"_s}));
}

void TestSaveFile::whatIsNoFileIsRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a folder") << u"folder"_s << u"NotAFile: expected a file, found a folder"_s;
    QTest::newRow("a folder with a slash") << u"folder/"_s << u"NotAFile: expected a file, found a folder"_s;
    QTest::newRow("the root folder") << u"/"_s << u"NotAFile: expected a file, found a folder"_s;
    QTest::newRow("a new name with a slash")
        << u"new/"_s << u"NotAFile: expected the name of a file, found that of a folder"_s;
    QTest::newRow("a pipe") << u"pipe"_s << u"NotAFile: expected a file, found a pipe"_s;
    QTest::newRow("a socket") << u"socket"_s << u"NotAFile: expected a file, found a socket"_s;
    QTest::newRow("a device") << u"/dev/null"_s << u"NotAFile: expected a file, found a device"_s;
    QTest::newRow("a link to a pipe") << u"topipe"_s << u"NotAFile: expected a file, found a pipe"_s;
    QTest::newRow("a link that leads nowhere")
        << u"dangling"_s << u"NotAFile: expected a file, found a symbolic link that leads nowhere"_s;
    QTest::newRow("a link to itself")
        << u"circle"_s << u"NotAFile: expected a file, found symbolic links that lead in a circle"_s;
    QTest::newRow("no path") << u""_s << u"Misuse: expected the path of a file, found none"_s;
    QTest::newRow("a path with NUL") << u"/tmp/a"_s + QChar(QChar::Null)
                                     << u"Misuse: expected the path of a file, found none"_s;
}

void TestSaveFile::whatIsNoFileIsRefused()
{
    QFETCH(QString, path);
    const auto native = [this](const char *name) { return this->path(QString::fromLatin1(name)).toUtf8(); };
    QCOMPARE(::mkdir(native("folder").constData(), 0755), 0);
    QCOMPARE(::mkfifo(native("pipe").constData(), 0644), 0);
    QCOMPARE(::mknod(native("socket").constData(), S_IFSOCK | 0644, 0), 0);
    QCOMPARE(::symlink("pipe", native("topipe").constData()), 0);
    QCOMPARE(::symlink("missing", native("dangling").constData()), 0);
    QCOMPARE(::symlink("circle", native("circle").constData()), 0);
    const QStringList names = namesIn(m_folder->path());
    const QString full = path.isEmpty() || path.startsWith(u'/') ? path : this->path(path);
    QTEST(outcome(saveFile(full, "after", "before", InPlace::Allow)), "expected");
    QTEST(outcome(saveFile(full, "after", {}, InPlace::Allow)), "expected");
    QCOMPARE(namesIn(m_folder->path()), names);
}

void TestSaveFile::aMissingFolderIsAnError_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("no such folder") << u"missing/setting.py"_s;
    QTest::newRow("a file where a folder is expected") << u"file/setting.py"_s;
    QTest::newRow("a folder without a name for it") << u"missing/"_s;
}

void TestSaveFile::aMissingFolderIsAnError()
{
    QFETCH(QString, name);
    writeFile(path(u"file"_s), "a");
    const QString said = sortOf(saveFile(path(name), "after", {}));
    QCOMPARE(said, name.endsWith(u'/') ? u"NotAFile"_s : u"WriteFailed"_s);
    QCOMPARE(namesIn(m_folder->path()), QStringList{u"file"_s});
}

void TestSaveFile::aFullDiskLeavesTheFileAsItWas_data()
{
    QTest::addColumn<Seen>("before");
    QTest::addColumn<bool>("hardLink");
    QTest::newRow("beside it") << Seen("before") << false;
    QTest::newRow("a new file") << Seen() << false;
    QTest::newRow("in place") << Seen("before") << true;
}

void TestSaveFile::aFullDiskLeavesTheFileAsItWas()
{
    QFETCH(Seen, before);
    QFETCH(bool, hardLink);
    QVERIFY(QDir(m_folder->path()).mkdir(u"disk"_s));
    const SmallDisk disk(path(u"disk"_s));
    if (!disk.isMounted())
        QSKIP("no mounts allowed here: only the injected ENOSPC of tst_savefilefaults was tested");
    const QString file = path(u"disk/setting.py"_s);
    if (before)
        writeFile(file, *before);
    if (hardLink)
        QCOMPARE(::link(file.toUtf8().constData(), path(u"disk/second.py"_s).toUtf8().constData()), 0);
    const QStringList names = namesIn(path(u"disk"_s));
    const QString said = outcome(saveFile(file, QByteArray(200'000, 'x'), before, InPlace::Allow));
    QVERIFY2(said.startsWith(u"WriteFailed: ") && said.contains(qt_error_string(ENOSPC)), qPrintable(said));
    QCOMPARE(said.endsWith(u"nothing was changed"), hardLink); // found out before the file was emptied
    if (before)
        QCOMPARE(contentOf(file), *before);
    QCOMPARE(namesIn(path(u"disk"_s)), names);
    QCOMPARE(sortOf(saveFile(file, "small", before, InPlace::Allow)), hardLink ? u"in place"_s : u"saved"_s);
}

void TestSaveFile::longNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("255 letters") << QString(255, u'n');
    QTest::newRow("85 Chinese letters, 255 bytes") << QString(85, u'好');
    QTest::newRow("a blank and a quote") << u"my \"file\".toml"_s;
    QTest::newRow("a line end") << u"a\nb"_s;
    QTest::newRow("a hidden file") << u".env"_s;
}

void TestSaveFile::longNames()
{
    QFETCH(QString, name);
    QCOMPARE(outcome(saveFile(path(name), "before", {})), u"saved"_s);
    QCOMPARE(outcome(saveFile(path(name), "after", "before")), u"saved"_s);
    QCOMPARE(contentOf(path(name)), "after"_ba);
    QCOMPARE(namesIn(m_folder->path()), QStringList{name});
}

void TestSaveFile::thePortableWay_data()
{
    QTest::addColumn<Seen>("onDisk");
    QTest::addColumn<Seen>("seen");
    QTest::addColumn<QString>("expected");
    QTest::newRow("replaced") << Seen("before") << Seen("before") << u"saved"_s;
    QTest::newRow("new") << Seen() << Seen() << u"saved"_s;
    QTest::newRow("equal") << Seen("after") << Seen("before") << u"not needed"_s;
    QTest::newRow("changed") << Seen("before, longer") << Seen("before") << u"Conflict"_s;
    QTest::newRow("deleted") << Seen() << Seen("before") << u"Conflict"_s;
    QTest::newRow("made meanwhile") << Seen("theirs") << Seen() << u"Conflict"_s;
}

void TestSaveFile::thePortableWay()
{
    QFETCH(Seen, onDisk);
    QFETCH(Seen, seen);
    QFETCH(QString, expected);
    if (onDisk)
        writeFile(path(), *onDisk);
    QCOMPARE(sortOf(saveFilePortably(path(), "after", seen, InPlace::Refuse)), expected);
    if (expected == u"saved")
        QCOMPARE(contentOf(path()), "after"_ba);
    else if (onDisk)
        QCOMPARE(contentOf(path()), *onDisk);
    QCOMPARE(sortOf(saveFilePortably(m_folder->path(), "after", {}, InPlace::Refuse)), u"NotAFile"_s);
}

QTEST_GUILESS_MAIN(TestSaveFile)
#include "tst_savefile.moc"
