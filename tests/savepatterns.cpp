#include "savepatterns.h"

#include "rawfile.h"

#include <QtCore/QFileInfo>

#include <algorithm>
#include <chrono>
#include <thread>

#include <fcntl.h>

namespace retune::test {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

void pause(std::chrono::milliseconds time)
{
    std::this_thread::sleep_for(time);
}

QString folderOf(const QString &file)
{
    return QFileInfo(file).path();
}

QString nameOf(const QString &file)
{
    return QFileInfo(file).fileName();
}

/// A folder beside that of the file, which nobody watches for its own sake.
QString elsewhere(const QString &file)
{
    return folderOf(file) + u"-elsewhere"_s;
}

QString backup(const QString &file)
{
    return file + u'~';
}

void inThreeWrites(const QString &file, const QByteArray &content, std::chrono::milliseconds apart)
{
    const qsizetype third = content.size() / 3;
    RawFile writer(file, O_WRONLY | O_CREAT | O_TRUNC);
    writer.write(content.first(third));
    pause(apart);
    writer.write(content.sliced(third, third));
    pause(apart);
    writer.write(content.sliced(2 * third));
    writer.close();
}

void inThreeQuickWrites(const QString &file, const QByteArray &content)
{
    inThreeWrites(file, content, 5ms);
}

void inThreeSlowWrites(const QString &file, const QByteArray &content)
{
    inThreeWrites(file, content, 60ms);
}

void inTwoOpens(const QString &file, const QByteArray &content)
{
    writeInPlace(file, content.first(content.size() / 2));
    pause(20ms);
    RawFile writer(file, O_WRONLY | O_APPEND);
    writer.write(content.sliced(content.size() / 2));
    writer.close();
}

void asTemporaryAndRename(const QString &file, const QByteArray &content)
{
    const QString temporary = file + u".tmp"_s;
    createNew(temporary, content);
    renameTo(temporary, file);
}

/// The default of vim 9 outside of /tmp (traced).
void asVim(const QString &file, const QByteArray &content)
{
    const QString probe = folderOf(file) + u"/4913"_s;
    createNew(probe, {});
    removeFile(probe);
    renameTo(file, backup(file));
    RawFile writer(file, O_WRONLY | O_CREAT);
    writer.truncate(0);
    writer.write(content);
    writer.sync();
    setMode(file, 0644);
    writer.close();
    removeFile(backup(file));
}

void afterRemoval(const QString &file, const QByteArray &content, std::chrono::milliseconds gap)
{
    removeFile(file);
    pause(gap);
    createNew(file, content);
}

void afterShortRemoval(const QString &file, const QByteArray &content)
{
    afterRemoval(file, content, 2ms);
}

void afterLongRemoval(const QString &file, const QByteArray &content)
{
    afterRemoval(file, content, 100ms);
}

/// As `git checkout`: the new file is there at once, so its writer is seen at work.
void asGitCheckout(const QString &file, const QByteArray &content)
{
    afterRemoval(file, content, 0ms);
}

void asHardLink(const QString &file, const QByteArray &content)
{
    const QString temporary = file + u".new"_s;
    createNew(temporary, content);
    removeFile(file);
    hardLink(temporary, file);
    removeFile(temporary);
}

/// Two saves. The backup keeps the old inode alive, so that a watch on it never hears that its name names another file
/// now; that is noticed at the second save only.
void withLinkedBackupThenInPlace(const QString &file, const QByteArray &content)
{
    const QByteArray before = readAll(file);
    hardLink(file, backup(file));
    asTemporaryAndRename(file, before);
    pause(30ms);
    writeInPlace(file, content);
}

/// As Kubernetes lays out a ConfigMap: f -> ..data/f, ..data -> ..first, ..first/f
void prepareDataFolder(const QString &file, const QByteArray &content)
{
    const QString folder = folderOf(file);
    makeFolder(folder + u"/..first"_s);
    writeInPlace(folder + u"/..first/"_s + nameOf(file), content);
    symbolicLink(u"..first"_s, folder + u"/..data"_s);
    symbolicLink(u"..data/"_s + nameOf(file), file);
}

void asDataFolderSwap(const QString &file, const QByteArray &content)
{
    const QString folder = folderOf(file) + u'/';
    const QString before = QFileInfo(folder + u"..data"_s).symLinkTarget();
    const QString after = nameOf(before) == u"..first"_s ? u"..second"_s : u"..first"_s;
    makeFolder(folder + after);
    writeInPlace(folder + after + u'/' + nameOf(file), content);
    symbolicLink(after, folder + u"..data_tmp"_s);
    renameTo(folder + u"..data_tmp"_s, folder + u"..data"_s);
    removeFolder(before);
}

void asSed(const QString &file, const QByteArray &content)
{
    const QString temporary = folderOf(file) + u"/sedAbC123"_s;
    RawFile writer(temporary, O_RDWR | O_CREAT | O_EXCL, 0600);
    setMode(temporary, modeOf(file));
    writer.write(content);
    writer.close();
    renameTo(temporary, file);
}

void changeModeOnly(const QString &file, const QByteArray &)
{
    setMode(file, modeOf(file) ^ S_IXUSR);
}

void changeTimesOnly(const QString &file, const QByteArray &)
{
    const timespec now{0, UTIME_NOW};
    setTimes(file, now, now);
}

/// Content of the same size is the caller's part.
void withTimePutBack(const QString &file, const QByteArray &content)
{
    const struct stat before = statusOf(file);
    writeInPlace(file, content);
    setTimes(file, before.st_atim, before.st_mtim);
}

void throughMemoryMap(const QString &file, const QByteArray &content)
{
    RawFile writer(file, O_RDWR);
    writer.overwriteThroughMap(content);
    writer.close();
}

std::vector<RawFile> &keptFiles()
{
    static std::vector<RawFile> files;
    return files;
}

void withoutClosing(const QString &file, const QByteArray &content)
{
    RawFile writer(file, O_WRONLY);
    writer.writeAt(content, 0);
    if (statusOf(file).st_size != content.size())
        writer.truncate(content.size());
    keptFiles().push_back(std::move(writer));
}

void prepareLinkElsewhere(const QString &file, const QByteArray &content)
{
    makeFolder(elsewhere(file));
    writeInPlace(elsewhere(file) + u'/' + nameOf(file), content);
    symbolicLink(u"../"_s + nameOf(elsewhere(file)) + u'/' + nameOf(file), file);
}

void prepareHardLinkElsewhere(const QString &file, const QByteArray &content)
{
    makeFolder(elsewhere(file));
    writeInPlace(file, content);
    hardLink(file, elsewhere(file) + u'/' + nameOf(file));
}

void inOtherFolder(const QString &file, const QByteArray &content)
{
    writeInPlace(elsewhere(file) + u'/' + nameOf(file), content);
}

void byReplacingTheFolder(const QString &file, const QByteArray &content)
{
    const QString folder = folderOf(file);
    copyFolder(folder, folder + u"-new"_s);
    writeInPlace(folder + u"-new/"_s + nameOf(file), content);
    renameTo(folder, folder + u"-old"_s);
    renameTo(folder + u"-new"_s, folder);
}

void byReplacingTheFolderAndRemovingTheOld(const QString &file, const QByteArray &content)
{
    byReplacingTheFolder(file, content);
    removeFolder(folderOf(file) + u"-old"_s);
}

} // namespace

const std::vector<SavePattern> &savePatterns()
{
    static const std::vector<SavePattern> patterns{
        {"in place in one write", writeInPlace, writeInPlace},
        {"in place in 3 writes 5 ms apart", writeInPlace, inThreeQuickWrites},
        {"in place in 3 writes 60 ms apart", writeInPlace, inThreeSlowWrites},
        {"in two opens 20 ms apart", writeInPlace, inTwoOpens},
        {"temporary file and rename", writeInPlace, asTemporaryAndRename},
        {"as vim saves", writeInPlace, asVim},
        {"removed and made again 2 ms later", writeInPlace, afterShortRemoval},
        {"removed and made again 100 ms later", writeInPlace, afterLongRemoval},
        {"removed and replaced by a hard link", writeInPlace, asHardLink},
        {"hard-linked backup and rename, then in place", writeInPlace, withLinkedBackupThenInPlace},
        {"as Kubernetes swaps ..data", prepareDataFolder, asDataFolderSwap},
        {"as sed -i saves", writeInPlace, asSed},
        {"as git checkout writes", writeInPlace, asGitCheckout},
        {"only the mode is changed", writeInPlace, changeModeOnly, false},
        {"only the times are changed", writeInPlace, changeTimesOnly, false},
        {"the same size with the time put back", writeInPlace, withTimePutBack},
        {"through a memory map", writeInPlace, throughMemoryMap},
        {"by a writer that never closes the file", writeInPlace, withoutClosing, true, true},
        {"a link to a file in another folder", prepareLinkElsewhere, inOtherFolder},
        {"another hard link of it in another folder", prepareHardLinkElsewhere, inOtherFolder},
        {"the whole folder replaced and the old one removed", writeInPlace,
         byReplacingTheFolderAndRemovingTheOld},
        {"the whole folder replaced and the old one kept", writeInPlace, byReplacingTheFolder},
    };
    return patterns;
}

const SavePattern *findSavePattern(const QByteArray &name)
{
    const std::vector<SavePattern> &all = savePatterns();
    const auto found = std::find_if(all.cbegin(), all.cend(),
                                    [&name](const SavePattern &pattern) { return name == pattern.name; });
    return found == all.cend() ? nullptr : &*found;
}

void closeKeptFiles()
{
    keptFiles().clear();
}

} // namespace retune::test
