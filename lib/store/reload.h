#pragma once

#include <retune/format/keydiff.h>
#include <retune/store/snapshot.h>

#include <QtCore/QDateTime>

#include <chrono>

namespace retune {

/// What a reload did to one file.
struct FileReload
{
    SettingsFilePtr before; ///< null where the file is new
    SettingsFilePtr after;
    QList<Change> changes; ///< the keys that differ; empty where only comments or layout changed
    /// From the moment the change was noticed to the moment readers could see it.
    std::chrono::microseconds latency{0};

    const QString &path() const { return after->path; }
};

/// One published revision: files that changed together become visible together.
struct Reload
{
    quint64 revision = 0;
    QDateTime published; ///< when readers could see it, in UTC
    QList<FileReload> files;
};

} // namespace retune

Q_DECLARE_METATYPE(retune::Reload)
