#pragma once

#include <retune/format/document.h>
#include <retune/text/replacement.h>

namespace retune::yaml {

// Changes of block lists and tables, whose members stand on lines of their own.

/// Where the member begins with all that belongs to it: `-`, `?`, the anchor or tag of its key, or the key.
/// `previous` is the sibling before it.
qsizetype memberBegin(const Node &previous, const Node &member);

/// Adds the member, spelled in full with its `- ` for a list, at this position; a table takes it at its end.
QList<Replacement> blockInsertion(const Document &document, const Node &container, int position,
                                  const QByteArray &member);

/// Adds the first key of a document without content.
QList<Replacement> firstInsertion(const Document &document, const Node &table, const QByteArray &member);

/// Removes the member with its lines and the comment at the end of the last; `{}` or `[]` takes the place of the only one.
QList<Replacement> blockRemoval(const Document &document, const Node &member);

/// Puts the items of a list into another order. Comments at the end of their lines go with them, all others stay.
QList<Replacement> blockMovement(const Document &document, const Node &member, int position);

} // namespace retune::yaml
