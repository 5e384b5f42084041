#pragma once

#include <retune/store/store.h>
#include <retune/text/thrown.h>

#include <functional>
#include <type_traits>

namespace retune {

/// A function that sees the newest settings at every call: see `reloading`.
template<typename F>
class Reloading
{
public:
    Reloading(Store &store, QStringList files, F function)
        : m_store(&store)
        , m_files(std::move(files))
        , m_function(std::move(function))
    {}

    /// Makes sure that every edit of the files that was finished before this call is seen, then calls the function. Gives
    /// what it returns; nothing (`false` for functions that return nothing) where it threw: the exception's text
    /// is then reported by `Store::callFailed` and logged, and the caller's loop goes on.
    template<typename... Args>
    auto operator()(Args &&...args)
    {
        using R = std::invoke_result_t<F &, Args...>;
        constexpr bool isVoid = std::is_void_v<R>;
        using Outcome = std::conditional_t<isVoid, bool, std::optional<std::conditional_t<isVoid, int, R>>>;
        for (const QString &file : m_files)
            static_cast<void>(
                m_store->refresh(file)); // a file that is gone meanwhile keeps its last good values
        try {
            if constexpr (isVoid) {
                std::invoke(m_function, std::forward<Args>(args)...);
                return Outcome(true);
            } else {
                return Outcome(std::invoke(m_function, std::forward<Args>(args)...));
            }
        } catch (...) {
            report(thrownText());
        }
        return Outcome();
    }

private:
    void report(const QString &text) { m_store->reportCallFailed({ProblemKind::Failure, {}, {}, {}, text}); }

    Store *m_store;
    QStringList m_files;
    F m_function;
};

/// Wraps `function` so that each call first brings `files` up to date, as the original program's decorator did. Costs
/// one `stat` for each file where nothing changed. Waits until the store is loaded. Fails where one of the
/// files is no settings file of the store. `store` has to outlive what is returned. An edit that removes keys may be seen
/// a moment later: see `Store::refresh`.
template<typename F>
Result<Reloading<F>> reloading(Store &store, const QStringList &files, F function)
{
    store.waitUntilLoaded();
    for (const QString &file : files) {
        if (const Result<void> known = store.refresh(file); !known)
            return Unexpected{known.error()};
    }
    return Reloading<F>(store, files, std::move(function));
}

} // namespace retune
