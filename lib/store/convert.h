#pragma once

#include <retune/store/setting.h>

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QMap>
#include <QtCore/QMetaEnum>
#include <QtCore/QString>

#include <concepts>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace retune {

/// How a setting becomes a value of type `T`. The one place to make types of your own known:
/// `template<> struct retune::Convert<Colour> { static Result<Colour> from(const Setting &setting); };`
/// The problem's message says what was expected and what was found; file and position are filled in by the caller.
/// For structs see `Fields`, for enums `EnumNames`. Called with every new content, mostly in the store's thread; has to be
/// quick. What it throws is a problem of the value like any other, with the exception's text. It sees its setting and nothing
/// else of the store: `Store::live` and `Store::refresh` refuse it, and it must not destroy the store.
template<typename T>
struct Convert;

/// The error of a conversion: "expected a whole number, found the text "80a"".
Unexpected<Problem> conversionProblem(const QString &expected, const Setting &found);
/// The error of a conversion that threw: for use in a `catch (...)`, and nowhere else.
Unexpected<Problem> thrownProblem(const Setting &found);
/// The error of a member's conversion, told with the member's name: `port: expected …`.
Unexpected<Problem> memberProblem(const QString &member, const Problem &problem);
/// The whole number that a setting holds, within these bounds.
Result<qint64> wholeNumber(const Setting &setting, qint64 minimum, qint64 maximum);
/// The same from 0 to what an unsigned number of 64 bits holds.
Result<quint64> unsignedNumber(const Setting &setting);

template<>
struct Convert<bool>
{
    static Result<bool> from(const Setting &setting);
};

template<std::integral T>
requires(!std::same_as<T, bool> && sizeof(T) <= 8) struct Convert<T>
{
    static Result<T> from(const Setting &setting)
    {
        const auto number = inRange(setting);
        return number ? Result<T>(static_cast<T>(*number)) : Result<T>(Unexpected{number.error()});
    }

private:
    static auto inRange(const Setting &setting)
    {
        if constexpr (std::unsigned_integral<T> && sizeof(T) == 8)
            return unsignedNumber(setting);
        else
            return wholeNumber(setting, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
    }
};

template<>
struct Convert<double>
{
    /// Whole numbers are numbers too.
    static Result<double> from(const Setting &setting);
};

template<>
struct Convert<QString>
{
    /// A text; in formats that know no types any scalar, as it is written.
    static Result<QString> from(const Setting &setting);
};

template<>
struct Convert<QByteArray>
{
    /// The bytes of a byte string, or the UTF-8 of a text.
    static Result<QByteArray> from(const Setting &setting);
};

template<>
struct Convert<QDateTime>
{
    /// A date and time, or a date alone (its first moment), as a value or as a text in ISO 8601. Without an offset it is
    /// local time. Fractions are cut to milliseconds.
    static Result<QDateTime> from(const Setting &setting);
};

/// Null is nothing.
template<typename T>
struct Convert<std::optional<T>>
{
    static Result<std::optional<T>> from(const Setting &setting)
    {
        if (setting.kind() == Kind::Null)
            return std::optional<T>();
        Result<T> value = Convert<T>::from(setting);
        return value ? Result<std::optional<T>>(std::optional<T>(*std::move(value)))
                     : Result<std::optional<T>>(Unexpected{value.error()});
    }
};

/// What lists and maps of every kind share.
template<typename List, typename T>
Result<List> listFrom(const Setting &setting)
{
    if (setting.kind() != Kind::List)
        return conversionProblem(QStringLiteral("a list"), setting);
    List list;
    int position = 0;
    for (Node member = setting.node().firstChild(); member; member = member.nextSibling(), ++position) {
        Result<T> value = Convert<T>::from(member);
        if (!value)
            return memberProblem(QStringLiteral("[%1]").arg(position), value.error());
        list.push_back(*std::move(value));
    }
    return list;
}

template<typename Map, typename T>
Result<Map> mapFrom(const Setting &setting)
{
    if (setting.kind() != Kind::Table)
        return conversionProblem(QStringLiteral("a table"), setting);
    Map map;
    const QStringList keys = setting.keys();
    for (const QString &key : keys) {
        Result<T> value = Convert<T>::from(*setting.child(key));
        if (!value)
            return memberProblem(key, value.error());
        map[key] = *std::move(value);
    }
    return map;
}

template<typename T>
struct Convert<QList<T>>
{
    static Result<QList<T>> from(const Setting &setting) { return listFrom<QList<T>, T>(setting); }
};
template<typename T>
struct Convert<std::vector<T>>
{
    static Result<std::vector<T>> from(const Setting &setting)
    {
        return listFrom<std::vector<T>, T>(setting);
    }
};
template<typename T>
struct Convert<QMap<QString, T>>
{
    static Result<QMap<QString, T>> from(const Setting &setting)
    {
        return mapFrom<QMap<QString, T>, T>(setting);
    }
};
template<typename T>
struct Convert<QHash<QString, T>>
{
    static Result<QHash<QString, T>> from(const Setting &setting)
    {
        return mapFrom<QHash<QString, T>, T>(setting);
    }
};
template<typename T>
struct Convert<std::map<QString, T>>
{
    static Result<std::map<QString, T>> from(const Setting &setting)
    {
        return mapFrom<std::map<QString, T>, T>(setting);
    }
};

/// The names of an enum's values in settings, for enums that Qt knows no names of:
/// `template<> struct retune::EnumNames<Level> { static constexpr std::array names{std::pair{u"low", Level::Low}, …}; };`
template<typename E>
struct EnumNames;

/// The sentence for an enum: "one of low, high".
QString oneOf(const QStringList &names);

/// An enum by the name of its value, as `EnumNames` or else Q_ENUM tells it. Capitals count.
template<typename E>
requires std::is_enum_v<E>
struct Convert<E>
{
    static Result<E> from(const Setting &setting)
    {
        const Result<QString> name = Convert<QString>::from(setting);
        QStringList names;
        for (const auto &[known, value] : values()) {
            if (name && *name == known)
                return value;
            names += known;
        }
        return conversionProblem(oneOf(names), setting);
    }

private:
    static std::vector<std::pair<QString, E>> values()
    {
        std::vector<std::pair<QString, E>> all;
        if constexpr (requires { EnumNames<E>::names; }) {
            for (const auto &[name, value] : EnumNames<E>::names)
                all.emplace_back(QString(name), value);
        } else {
            const QMetaEnum meta = QMetaEnum::fromType<E>();
            for (int i = 0; i < meta.keyCount(); ++i)
                all.emplace_back(QLatin1String(meta.key(i)), static_cast<E>(meta.value(i)));
        }
        return all;
    }
};

/// One field of a struct that is bound to a table.
template<typename Struct, typename T>
struct Field
{
    QStringView key;
    T Struct::*member;
};
template<typename Struct, typename T>
Field(QStringView, T Struct::*) -> Field<Struct, T>;

/// Binds a struct to a table, so that it is read as one consistent value:
/// `template<> struct retune::Fields<Http> { static constexpr std::tuple all{Field{u"port", &Http::port}, …}; };`
/// A field whose key the table does not have keeps the value that the struct's initializer gives it; keys without a field
/// are left alone.
template<typename T>
struct Fields;

template<typename T>
requires requires
{
    Fields<T>::all;
}
struct Convert<T>
{
    static Result<T> from(const Setting &setting)
    {
        if (setting.kind() != Kind::Table)
            return conversionProblem(QStringLiteral("a table"), setting);
        T result{};
        std::optional<Problem> problem;
        std::apply([&](const auto &...field) { (... && take(result, setting, field, problem)); },
                   Fields<T>::all);
        return problem ? Result<T>(Unexpected{*problem}) : Result<T>(std::move(result));
    }

private:
    template<typename M>
    static bool take(T &result, const Setting &setting, const Field<T, M> &field,
                     std::optional<Problem> &problem)
    {
        const std::optional<Setting> member = setting.child(field.key);
        if (!member)
            return true;
        Result<M> value = Convert<M>::from(*member);
        if (!value) {
            problem = memberProblem(field.key.toString(), value.error()).error;
            return false;
        }
        result.*field.member = *std::move(value);
        return true;
    }
};

} // namespace retune
