#pragma once

#include <retune/store/reloading.h>

#include <chrono>
#include <functional>
#include <optional>

namespace retune {

/// What the demo worker prints, and how often: everything about the settings it reads.
class DemoPrinter
{
public:
    /// Waits until `store` is loaded. `store` has to outlive it.
    explicit DemoPrinter(Store &store);

    /// The next line. Nothing where it would only repeat a complaint.
    std::optional<QString> nextLine();
    /// What is wrong with the interval, once for everything that is; nothing where that was said already.
    std::optional<QString> intervalComplaint();
    /// The time between two lines, as it is at this moment.
    std::chrono::duration<double> interval() const;

private:
    using ReadGreeting = Reloading<std::function<Result<QString>()>>;

    Result<QString> greeting();
    QString complaint() const;

    Store &m_store;
    Live<double> m_interval;
    std::optional<ReadGreeting> m_readGreeting;
    QString m_lastComplaint;
    std::optional<Problem> m_lastIntervalProblem;
};

} // namespace retune
