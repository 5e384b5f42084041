#pragma once

#include <retune/store/filelook.h>
#include <retune/store/folderscan.h>
#include <retune/store/store.h>

namespace retune {

/// What a store asks of the system, so that a test can have it refuse.
struct StoreSystem
{
    std::unique_ptr<Watcher> watcher;
    FileCalls files;
    FolderCalls folders;
};

/// As `Store::open`, for a folder that is known to be there.
std::unique_ptr<Store> openStore(const QString &folder, const StoreOptions &options, StoreSystem system);

} // namespace retune
