#include <retune/watch/folderstate.h>

#include <retune/watch/signature_p.h>

#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace retune {

namespace {

/// The clocks of file systems tick every 4 ms on usual kernels; one that ticks slower than this has another trouble.
constexpr std::chrono::milliseconds youngLimit{20};

FolderState::Entry entryAt(int folder, const char *name)
{
    struct stat status = {};
    if (::fstatat(folder, name, &status, 0) != 0 && // a link to nothing counts by itself
        ::fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return {};
    if (S_ISDIR(status.st_mode)) {
        // What happens in a sub-folder is no change of its entry here.
        return {{status.st_dev, status.st_ino, 0, 0, 0}, false};
    }
    const Signature signature = signatureFrom(status);
    return {signature, signature.isYounger(youngLimit)};
}

} // namespace

FolderState folderStateOf(const QByteArray &folder)
{
    FolderState state;
    struct stat status = {};
    const std::unique_ptr<DIR, int (*)(DIR *)> listing(::opendir(folder.constData()), &::closedir);
    if (!listing) {
        state.error = errno;
        if (::stat(folder.constData(), &status) == 0) {
            state.device = status.st_dev;
            state.inode = status.st_ino;
        }
        return state;
    }
    if (::fstat(::dirfd(listing.get()), &status) == 0) {
        state.device = status.st_dev;
        state.inode = status.st_ino;
    }
    while (const dirent *entry = ::readdir(listing.get())) {
        if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0)
            continue;
        state.entries.insert(entry->d_name, entryAt(::dirfd(listing.get()), entry->d_name));
    }
    return state;
}

FolderDifference differenceOf(const FolderState &before, const FolderState &after)
{
    FolderDifference difference;
    for (auto entry = after.entries.cbegin(); entry != after.entries.cend(); ++entry) {
        const auto known = before.entries.constFind(entry.key());
        const bool isNew = known == before.entries.cend();
        if (isNew || known->isYoung || known->signature != entry->signature)
            difference.written += entry.key();
    }
    for (auto entry = before.entries.cbegin(); entry != before.entries.cend(); ++entry) {
        if (!after.entries.contains(entry.key()))
            difference.removed += entry.key();
    }
    return difference;
}

} // namespace retune
