#include <retune/history/putbackplan.h>

#include <set>

namespace retune {

PutBackPlan putBackPlan(const QList<KeptText> &then, const std::map<QString, QByteArray> &now)
{
    PutBackPlan plan;
    std::set<QString> known;
    for (const KeptText &text : then) {
        known.insert(text.path);
        const auto found = now.find(text.path);
        if (found == now.end())
            plan.gone.append(text);
        else if (found->second != text.bytes)
            plan.changed.append(text);
    }
    for (const auto &[path, bytes] : now) {
        if (!known.contains(path))
            plan.newer.append(path);
    }
    return plan;
}

} // namespace retune
