#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace retune {

/// Puts `text` in the place of the bytes of `range`. An empty range inserts, an empty text removes.
struct Replacement
{
    ByteRange range;
    QByteArray text;

    bool operator==(const Replacement &) const = default;
};

/// The bytes with all replacements made. Ranges refer to `bytes` as given, lie inside it, are sorted by `begin` and do
/// not overlap.
QByteArray applied(const QByteArray &bytes, const QList<Replacement> &replacements);

/// The replacements that turn `applied(bytes, replacements)` back into `bytes`. The same conditions hold.
QList<Replacement> inverted(const QByteArray &bytes, const QList<Replacement> &replacements);

/// The smallest single replacement that turns `before` into `after`: common bytes at both ends stay, and no UTF-8
/// sequence is cut. Nothing is replaced (empty range, empty text) where both are equal.
Replacement difference(QByteArrayView before, QByteArrayView after);

} // namespace retune
