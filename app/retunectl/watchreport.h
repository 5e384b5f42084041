#pragma once

#include <retune/store/store.h>

#include <memory>

namespace retune {

/// Prints what a store says, one line for each fact, at once.
class WatchReport
{
public:
    virtual ~WatchReport() = default;
    virtual void begun(const QString &folder, const Snapshot &snapshot, const WatchStatus &status) = 0;
    virtual void reloaded(const Reload &reload) = 0;
    virtual void failed(const Problem &problem) = 0;
    virtual void recovered(const QString &file) = 0;
    virtual void forgotten(const QString &file) = 0;
    /// A folder is looked at periodically, and why; the whole folder by its own path.
    virtual void scanned(const QString &folder, const QString &reason) = 0;
    /// The folder is left to events again.
    virtual void leftToEvents(const QString &folder) = 0;
    /// So often events were lost, and everything was looked at again.
    virtual void overflowed(int times) = 0;
};

/// Lines for people.
std::unique_ptr<WatchReport> makeTextReport(bool showSecrets);
/// Lines of JSON, for programs.
std::unique_ptr<WatchReport> makeJsonReport(bool showSecrets);

} // namespace retune
