#pragma once

#include <retune/history/historyrepository.h>

namespace retune {

/// Puts the branch of a repository whose newest revisions cannot be read, as a power failure may leave it that came before they were on
/// the disk, back to the newest revision of which everything can be read, and of all before it. Single objects that cannot be read are
/// removed, so that what they were can be written anew. Gives that revision; nothing, and nothing is done, where there is none.
/// Reads the whole repository; the caller holds the `HistoryLock`.
std::optional<git_oid> rescueHistory(const HistoryRepository &repository);

} // namespace retune
