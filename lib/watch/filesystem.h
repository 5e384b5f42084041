#pragma once

#include <QtCore/QString>

namespace retune {

/// The name of the file system of `folder` ("NFS") where it is one that others may change without any event here: a network
/// file system, or one of a program of its own. Empty where it is none of these, or where the system cannot tell.
QString remoteFileSystem(const QString &folder);

} // namespace retune
