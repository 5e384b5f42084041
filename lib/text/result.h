#pragma once

#include <retune/text/problem.h>

#include <utility>
#include <variant>

namespace retune {

/// Wraps an error so that it can be returned as a Result of any type, as std::unexpected does.
template<typename E>
struct Unexpected
{
    E error;
};

template<typename E>
Unexpected(E) -> Unexpected<E>;

/// A value, or the error that stands in its place. The member names are those of std::expected, which g++ 12
/// offers only in C++23.
template<typename T, typename E = Problem>
class [[nodiscard]] Result
{
public:
    using value_type = T;
    using error_type = E;

    Result(const T &value)
        : m_state(std::in_place_index<0>, value)
    {}
    Result(T &&value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Unexpected<E> unexpected)
        : m_state(std::in_place_index<1>, std::move(unexpected.error))
    {}

    bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value. Throws std::bad_variant_access when there is an error.
    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }

    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    /// The error. Throws std::bad_variant_access when there is a value.
    const E &error() const { return std::get<1>(m_state); }

    template<typename U>
    T value_or(U &&fallback) const &
    {
        return has_value() ? value() : static_cast<T>(std::forward<U>(fallback));
    }

private:
    std::variant<T, E> m_state;
};

/// Success with nothing to give, or an error.
template<typename E>
class [[nodiscard]] Result<void, E>
{
public:
    using value_type = void;
    using error_type = E;

    Result() = default;
    Result(Unexpected<E> unexpected)
        : m_state(std::in_place_index<1>, std::move(unexpected.error))
    {}

    bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// Throws std::bad_variant_access when there is an error.
    void value() const { static_cast<void>(std::get<0>(m_state)); }
    /// The error. Throws std::bad_variant_access when there is none.
    const E &error() const { return std::get<1>(m_state); }

private:
    std::variant<std::monostate, E> m_state;
};

} // namespace retune
