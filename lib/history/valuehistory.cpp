#include <retune/history/valuehistory.h>

namespace retune {

QList<ValueChange> valueChanges(const QList<HistoryEntry> &reloads, const KeyPath &key)
{
    QList<ValueChange> changes;
    for (const HistoryEntry &entry : reloads) {
        for (const Change &change : entry.reload.changes) {
            if (change.path == key)
                changes += {entry.published, entry.source, entry.label,
                            change.before,   change.after, entry.reload.before == nullptr};
        }
    }
    return changes;
}

} // namespace retune
