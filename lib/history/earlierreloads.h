#pragma once

#include <retune/format/format.h>
#include <retune/history/historyreader.h>
#include <retune/history/reloadhistory.h>

namespace retune {

/// The kept revisions of one file as reloads, newest first: their texts read, parsed with `format` and `limits`, and compared by
/// key. A text that is none in that format gives a null document. Where the texts are large there are fewer than
/// asked for, but one at least where there is one; `query.path` names the file. Blocks; any thread. Errors as for `HistoryReader::revisions`.
Result<QList<HistoryEntry>> earlierReloads(const HistoryReader &reader, const HistoryQuery &query,
                                           const Format &format, const Limits &limits = {});

} // namespace retune
