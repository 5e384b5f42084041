#pragma once

#include <retune/history/keptrevision.h>

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <map>

namespace retune {

/// What has to be done to make a folder what it was. A value.
struct PutBackPlan
{
    QList<KeptText> changed; ///< files that hold another text now, with that of then
    QList<KeptText> gone;    ///< files that are no longer there, with their text of then
    QStringList newer;       ///< files that were not there then: they stay

    bool isEmpty() const { return changed.isEmpty() && gone.isEmpty(); }
    bool operator==(const PutBackPlan &) const = default;
};

/// Compares what a folder held with what it holds `now`, by path. All lists are in the order of theirs.
PutBackPlan putBackPlan(const QList<KeptText> &then, const std::map<QString, QByteArray> &now);

} // namespace retune
