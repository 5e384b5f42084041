#pragma once

#include <retune/format/document.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <concepts>
#include <limits>

namespace retune {

/// How a node becomes a value of type `T`. Specialize it for types of your own:
/// `template<> struct retune::Convert<Colour> { static Result<Colour> from(const Node &node); };`
/// The problem's message says what was expected and what was found; file and position are filled in by the caller.
template<typename T>
struct Convert;

/// The error of a conversion: "expected a whole number, found the text "80a"".
Unexpected<Problem> conversionProblem(const QString &expected, const Node &found);
/// The whole number that a node holds, within these bounds.
Result<qint64> wholeNumber(const Node &node, qint64 minimum, qint64 maximum);

template<>
struct Convert<bool>
{
    static Result<bool> from(const Node &node);
};

template<std::integral T>
requires(!std::same_as<T, bool> && sizeof(T) <= 8 &&
         (std::signed_integral<T> || sizeof(T) < 8)) struct Convert<T>
{
    static Result<T> from(const Node &node)
    {
        const Result<qint64> number =
            wholeNumber(node, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
        return number ? Result<T>(static_cast<T>(*number)) : Result<T>(Unexpected{number.error()});
    }
};

template<>
struct Convert<double>
{
    /// Whole numbers are numbers too.
    static Result<double> from(const Node &node);
};

template<>
struct Convert<QString>
{
    static Result<QString> from(const Node &node);
};

template<>
struct Convert<QByteArray>
{
    /// The bytes of a byte string, or the UTF-8 of a text.
    static Result<QByteArray> from(const Node &node);
};

} // namespace retune
