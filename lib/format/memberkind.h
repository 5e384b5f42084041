#pragma once

#include <retune/format/document.h>

#include <optional>

namespace retune {

// Of which kind a member can be, or is likely to be, that a container is to get. Pure functions: any thread.

/// The kind that all members of a list have; nothing where `container` is null or no list, is empty, or they differ.
std::optional<Kind> commonKind(const Node &container);

/// The kind that `text` has by its looks: true and false, null, whole numbers and numbers as JSON writes them; anything
/// else is a text.
Kind kindByLooks(QStringView text);

/// The kinds of values that the format can add to `container`, in the order in which people are offered them, empty tables
/// and lists at the end. Where the file tells no types, a text stands for every value. Refused with the format's reason
/// where nothing can be added. The new text is not parsed, so that an edit may still be refused.
Result<QList<Kind>> addableKinds(const Document &document, const Node &container);

} // namespace retune
