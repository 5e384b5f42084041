#include <retune/store/validator.h>

#include <retune/text/thrown.h>
#include <retune/text/tr.h>

#include <algorithm>
#include <iterator>

namespace retune {

namespace {

std::optional<QString> verdict(const ValidatorRule &rule, const Node &node)
{
    try {
        return rule.check(node);
    } catch (...) {
        return Tr::tr("the check failed: %1").arg(thrownText());
    }
}

} // namespace

void Validators::add(ValidatorRule rule)
{
    const std::lock_guard lock(m_mutex);
    m_rules.push_back(std::move(rule));
}

std::optional<Problem> Validators::problemIn(const QString &file, const Document &document) const
{
    std::vector<ValidatorRule> rules; // called without the lock: a check may take its time
    {
        const std::lock_guard lock(m_mutex);
        std::copy_if(m_rules.begin(), m_rules.end(), std::back_inserter(rules),
                     [&](const ValidatorRule &rule) { return rule.file == file; });
    }
    for (const ValidatorRule &rule : rules) {
        const Node node = document.find(rule.key);
        if (!node)
            continue;
        if (const auto sentence = verdict(rule, node)) {
            const ByteRange range = node.range();
            const QString message =
                rule.key.isEmpty() ? *sentence : Tr::tr("%1: %2").arg(rule.key.toString(), *sentence);
            return Problem{ProblemKind::Invalid, file, document.position(range.begin), range, message};
        }
    }
    return std::nullopt;
}

} // namespace retune
