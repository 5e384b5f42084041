#include "demoprinter.h"

#include "demoworker.h"

#include <retune/text/tr.h>

#include <algorithm>
#include <cmath>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double usualInterval = 1.0;

Result<QString> greetingIn(const Snapshot &snapshot)
{
    const Result<Node> node = snapshot.node(u"setting.py", {u"redis"_s});
    return node ? Result<QString>(node->value().text) : Result<QString>(Unexpected{node.error()});
}

} // namespace

DemoPrinter::DemoPrinter(Store &store)
    : m_store(store)
    , m_interval(store.live<double>(u"worker.jsonc"_s, u"interval", usualInterval))
{}

std::optional<QString> DemoPrinter::nextLine()
{
    if (const Result<QString> text = greeting()) {
        m_lastComplaint.clear();
        return u"redis = "_s + *text;
    }
    const QString words = complaint();
    if (words == std::exchange(m_lastComplaint, words))
        return std::nullopt;
    return words;
}

std::optional<QString> DemoPrinter::intervalComplaint()
{
    const std::optional<Problem> problem = m_interval.problem();
    if (problem == std::exchange(m_lastIntervalProblem, problem) || !problem)
        return std::nullopt;
    return Tr::tr("%1; the interval is %2 s").arg(problem->toString(), QString::number(interval().count()));
}

std::chrono::duration<double> DemoPrinter::interval() const
{
    const double seconds = m_interval.get();
    if (std::isnan(seconds))
        return std::chrono::duration<double>(usualInterval);
    return std::chrono::duration<double>(
        std::clamp(seconds, DemoWorker::shortestInterval, DemoWorker::longestInterval));
}

Result<QString> DemoPrinter::greeting()
{
    if (!m_readGreeting) {
        // Fails while there is no setting.py, and is tried again at the next turn.
        auto made = reloading(m_store, {u"setting.py"_s},
                              std::function([&store = m_store] { return greetingIn(store.snapshot()); }));
        if (!made)
            return Unexpected{made.error()};
        m_readGreeting.emplace(*std::move(made));
    }
    const std::optional<Result<QString>> read = (*m_readGreeting)();
    return read ? *read : Result<QString>(Unexpected{Problem{ProblemKind::Failure, {}, {}, {}, {}}});
}

QString DemoPrinter::complaint() const
{
    const SettingsFilePtr file = m_store.snapshot().file(u"setting.py");
    if (!file)
        return Tr::tr("There is no setting.py in this folder. Create it with the line redis = \"hello\" and "
                      "it is printed.");
    if (file->document.isNull())
        return Tr::tr("setting.py has no good content yet: %1")
            .arg(file->problem ? file->problem->toString() : QString());
    return Tr::tr("setting.py has no key redis. Add the line redis = \"hello\" and it is printed.");
}

} // namespace retune
