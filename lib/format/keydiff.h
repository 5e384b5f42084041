#pragma once

#include <retune/format/document.h>

#include <optional>

namespace retune {

/// One scalar that differs between two documents. Containers do not appear by themselves, except empty ones and those
/// that became a scalar or were one.
struct Change
{
    enum class Type : quint8 { Added, Removed, Modified };

    KeyPath path;
    std::optional<Value> before; ///< nothing where the key is new
    std::optional<Value> after;  ///< nothing where the key is gone

    Type type() const { return !before ? Type::Added : !after ? Type::Removed : Type::Modified; }
    /// `redis: 你好 → 你好，精神小伙`, with the value on one line and cut to `maximumLength` characters. The kinds are added
    /// where they alone differ.
    QString toString(int maximumLength = 80) const;

    bool operator==(const Change &) const = default;
};

/// What differs, in the order of the newer document, with removed keys where they stood. Numbers are compared as numbers;
/// a value whose kind changed differs. A null document counts as empty.
///
/// The documents may be of different formats. A value of a file that tells no types (`Format::hasTypes`) is then read as the
/// kind that the other file's value has, so that `port = 8080` equals both 8080 and "8080"; and a date or time equals the
/// text of the same characters, because most formats have no other way to write one.
QList<Change> keyDiff(const Document &before, const Document &after);

/// Whether `keyDiff` tells of a removed key or list member. Quicker where every key is in its place.
bool losesKeys(const Document &before, const Document &after);

} // namespace retune

Q_DECLARE_METATYPE(retune::Change)
