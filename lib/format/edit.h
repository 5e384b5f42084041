#pragma once

#include <retune/format/document.h>
#include <retune/text/replacement.h>

namespace retune {

/// A change of a document's text that was checked: what to replace, and the document that comes of it.
struct Edit
{
    QList<Replacement> replacements;
    Document result;
};

/// Sets the scalar at `path` to `value`. The new text is parsed again, and the edit is refused unless both trees differ in
/// exactly this value (promise 4). Setting the value it has gives no replacements.
Result<Edit> setValue(const Document &document, const KeyPath &path, const Value &value);

/// Puts `text` in place of the scalar or container at `path` as it stands, in the format's own spelling. Checked like
/// `setValue`, except that kind and value are whatever the text says.
Result<Edit> setText(const Document &document, const KeyPath &path, const QByteArray &text);

} // namespace retune
