#pragma once

#include <retune/format/edit.h>

namespace retune {

/// Copies the member at `path` with everything below it, in the spelling it has where the format can keep that: of a table under
/// `key`, which it may not have yet, of a list behind the member itself. Checked and refused like the edits of `edit.h`. Pure,
/// for any thread; reads the text again for each value below where its lines cannot be copied as they stand.
Result<Edit> duplicateValue(const Document &document, const KeyPath &path, const QString &key = {});

/// A key for the copy of the member at `node` that its table does not have: `port_copy`, `max-size-copy`, `DB_URL_COPY`. Empty
/// for the member of a list.
QString keyOfCopy(const Node &node);

} // namespace retune
