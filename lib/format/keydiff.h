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
    /// `redis: 你好 → 你好，精神小伙`, with the value on one line and cut to `maximumLength` characters.
    QString toString(int maximumLength = 80) const;

    bool operator==(const Change &) const = default;
};

/// What differs, in the order of the newer document, with removed keys where they stood. Numbers are compared as numbers;
/// a value whose kind changed differs. A null document counts as empty. The documents may be of different formats.
QList<Change> keyDiff(const Document &before, const Document &after);

} // namespace retune

Q_DECLARE_METATYPE(retune::Change)
