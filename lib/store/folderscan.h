#pragma once

#include <retune/format/format.h>
#include <retune/text/problem.h>

#include <QtCore/QList>
#include <QtCore/QStringList>

#include <functional>
#include <stop_token>

#include <dirent.h>

namespace retune {

/// The settings files of a folder and the folders that may hold some. Paths are relative, with `/`, and sorted.
struct FolderListing
{
    QStringList folders; ///< the folder itself is the empty path
    QStringList files;
    QList<Problem> problems; ///< folders that cannot be listed; nothing is known of what is in them
};

/// The system's calls that list a folder, so that a test can have them fail.
struct FolderCalls
{
    std::function<DIR *(const char *path)> open = &::opendir;
    std::function<dirent *(DIR *folder)> read = &::readdir;
};

/// Which files of a folder belong to a store, by name alone. Paths are relative, with `/`.
struct FileRules
{
    QString codeFolder; ///< a folder right below the store's whose files of code are taken too; empty: none

    /// The format of the file, or null where it is not taken.
    const Format *format(QStringView path) const;
    /// Whether files are looked for in this folder, which is not the store's own.
    bool isSearched(QStringView folder) const;
};

/// Lists what counts as a settings file in `root` below its folder `below` (empty: all of it), by name alone. Hidden folders
/// other than `.vscode`, `__pycache__`, `node_modules`, `plugins` (but for the folder of code), virtual environments and lock files are left out;
/// links to folders are followed once. Whatever bears the name of a settings file is listed, also when it is no file.
/// `entering` is called with each folder before its entries are read, so that a watch can stand before them. Whoever asks
/// `stop` to stop gets what was found until then.
FolderListing listSettings(const QString &root, const QString &below = {}, const FileRules &rules = {},
                           const std::function<void(const QString &)> &entering = {},
                           const std::stop_token &stop = {}, const FolderCalls &calls = {});

/// What to list so that all of these folders (empty: the root) are looked at again, with all below them: the outermost, or the
/// root alone where they are many. To list everything once takes less time than many parts, each of which goes
/// through all known files.
QStringList foldersToScan(QStringList folders);

/// Whether a relative path is that of `folder` or of something in it; everything is below the empty path.
bool isBelow(QStringView path, QStringView folder);

} // namespace retune
