#pragma once

#include <retune/format/value.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace retune {

/// How TOML wrote a key or a value: `NodeData::style` and `NodeData::keyStyle`.
enum class TomlStyle : quint8 {
    Bare,         ///< a key, number, date or truth value without quotes
    Basic,        ///< "…"
    BasicLines,   ///< """…"""
    Literal,      ///< '…'
    LiteralLines, ///< '''…'''
    Section,      ///< a table with a header: `[a]`, or one `[[a]]` of several
    Implied,      ///< a table that the headers of others name: `a` of `[a.b]`
    Dotted,       ///< a table that keys name: `a` of `a.b = 1`
    Inline,       ///< `{…}`
    Array,        ///< `[…]`
    Sections      ///< the list of all `[[a]]`
};

constexpr bool isTomlBlank(char c)
{
    return c == ' ' || c == '\t';
}
constexpr bool isTomlBareKey(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}
/// Whether TOML allows `c` neither in texts nor in comments. Line ends are among these.
constexpr bool isTomlControl(char c)
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

/// The UTF-8 that a key or text spells; `text` is free of errors and has its quotes. Line ends are LF.
QByteArray unquotedToml(QByteArrayView text, TomlStyle style);

/// `text` in a style as near to `style` as it can be written in; `newLine` is what ends its lines.
/// `text` holds no lone surrogate.
QByteArray quotedToml(const QString &text, TomlStyle style, QByteArrayView newLine);

/// `key` as TOML writes it: bare where it can be and `style` is not a quoted one.
QByteArray tomlKey(const QString &key, TomlStyle style = TomlStyle::Bare);

/// Which of the four kinds of dates and times a text is.
enum class TomlDate : quint8 { OffsetDateTime, LocalDateTime, LocalDate, LocalTime };
TomlDate tomlDate(QStringView text);

/// What is wrong with a value that has the look of `kind` and is none in TOML: one sentence.
QString tomlRefusal(Kind kind, const QString &text);

} // namespace retune
