#pragma once

#include <QtCore/QString>

#include <vector>

namespace retune {

/// One entry of a folder: the path of the folder, free of symbolic links, and the entry's name.
struct Place
{
    QString folder;
    QString name;

    bool operator==(const Place &) const = default;
};

/// The places that decide what an absolute path names: every symbolic link on the way, and at the end the entry that is
/// named, or the first one that is missing. A change at any of them may make the path name something else. Empty for
/// the root folder; ends at the link that goes round in a circle.
std::vector<Place> linkChain(const QString &path);

/// Whether the path itself names a symbolic link.
bool isSymbolicLink(const QString &path);

/// The path of an entry of a folder.
QString entryPath(const QString &folder, const QString &name);

/// "/a/b" for "/a/b/"; the root stays as it is.
QString withoutTrailingSlashes(QString path);

} // namespace retune
