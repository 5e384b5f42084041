#pragma once

#include <retune/format/edit.h>

namespace retune {

/// The kinds that the value at `node` can be given instead of its own, in the order in which people are offered them; none where the
/// file tells no types, and of the file as a whole. The new text is not parsed, so that an edit may still be refused.
QList<Kind> otherKinds(const Document &document, const Node &node);

/// What a value becomes that is given another kind: what reads as a value of that kind stays (`"8080"` and `8080`), a fraction
/// loses its digits as a whole number, and a truth value is 1 or 0; else it is the kind's zero. Tables and lists become empty.
Value valueOfKind(const Value &value, Kind kind);

/// Gives the value at `path` another kind, see `valueOfKind`. What is below a table or list goes. Checked and refused like the edits of
/// `edit.h`. Pure, for any thread.
Result<Edit> changeKind(const Document &document, const KeyPath &path, Kind kind);

/// The value that somebody means who types `text` where there is null: what reads as a number or a truth value is one, in words of
/// the format too, and anything else a text.
Value valueByLooks(const Format &format, const QString &text);

} // namespace retune
