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

/// A page of the time line of a folder.
struct EarlierPage
{
    QList<HistoryEntry> entries; ///< newest first; those of one revision in path order
    QString
        last; ///< the oldest revision of the page, for `HistoryQuery::olderThan`; empty where there are no more
};

/// Of a revision that changed more files than this, this many are told.
constexpr qsizetype maximumToldFiles = 50;

/// The kept revisions of a folder as reloads of their files, each in the format of its name; a file that is none of
/// settings or code is left out. Reads as `earlierReloads` does; `query.path` is empty. Of a revision that changed very many files the
/// last one told says in its label how many were not.
Result<EarlierPage> earlierFolderReloads(const HistoryReader &reader, const HistoryQuery &query,
                                         const Limits &limits = {});

} // namespace retune
