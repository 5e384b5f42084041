#pragma once

#include <retune/text/result.h>

#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <optional>

namespace retune {

/// What a node of a document is, the same for every format.
enum class Kind : quint8 {
    Table, ///< named members: an object, a section, a dict
    List,  ///< members in order: an array, a tuple, a set
    String,
    Bytes,
    Integer, ///< of any size
    Float,
    Boolean,
    Null,
    DateTime,
    Opaque ///< text that is kept and shown but is no value, such as a call in a Python module
};

constexpr bool isContainer(Kind kind)
{
    return kind == Kind::Table || kind == Kind::List;
}
constexpr bool isScalar(Kind kind)
{
    return !isContainer(kind) && kind != Kind::Opaque;
}

/// The kind in words a person reads: "text", "whole number", "list".
QString kindName(Kind kind);
/// What a value is, in a sentence: "a text", "an array"; but "null", "code".
QString withArticle(const QString &type);

/// One scalar as programs see it, independent of how its file spells it.
struct Value
{
    Kind kind = Kind::Null;
    /// String: the characters. Bytes: one character per byte, U+0000 to U+00FF. Integer, Float and DateTime: the digits
    /// as the file has them. Boolean: "true" or "false". Null: "null". Opaque: the source text.
    QString text;

    static Value string(QString text) { return {Kind::String, std::move(text)}; }
    static Value integer(qint64 number) { return {Kind::Integer, QString::number(number)}; }
    /// The shortest text that reads back as the same number.
    static Value floating(double number);
    static Value boolean(bool value)
    {
        return {Kind::Boolean, value ? QStringLiteral("true") : QStringLiteral("false")};
    }
    static Value null() { return {Kind::Null, QStringLiteral("null")}; }

    /// Whether both are written alike; `sameValue` tells whether programs see the same.
    bool operator==(const Value &) const = default;
};

/// Whether a program sees the same value: kinds are equal, and numbers are compared as numbers (`0x10` is `16`).
bool sameValue(const Value &left, const Value &right);

/// The number an Integer stands for: decimal, 0x, 0o, 0b and the older 0777 of C, with underscores and signs. Nothing
/// where the text is no whole number or does not fit 64 bits.
std::optional<qint64> toInteger(QStringView digits);
/// The number that a Float or an Integer stands for: also `inf`, `nan`, `.inf` and their signs. Nothing where it is none.
std::optional<double> toFloating(QStringView digits);

/// The value a person means who types `text` where a value of `kind` stands. Refused where the text is none of that kind.
Result<Value> valueFromText(Kind kind, const QString &text);

} // namespace retune

Q_DECLARE_METATYPE(retune::Value)
