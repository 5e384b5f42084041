#pragma once

#include <retune/history/reloadhistory.h>

namespace retune {

/// One change of one value, as it is remembered.
struct ValueChange
{
    QDateTime when;
    std::optional<RevisionSource> source; ///< nothing where it is not known
    QString label;                        ///< what was done, where that was said
    std::optional<Value> before;          ///< nothing where the key came
    std::optional<Value> after;           ///< nothing where it went
    bool isFirst = false; ///< the file was read for the first time: nothing is known of what there was before

    bool operator==(const ValueChange &) const = default;
};

/// The changes of the value at `key` among reloads of one file, in their order. Pure, for any thread.
QList<ValueChange> valueChanges(const QList<HistoryEntry> &reloads, const KeyPath &key);

} // namespace retune
