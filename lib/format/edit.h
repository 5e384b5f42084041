#pragma once

#include <retune/format/document.h>
#include <retune/text/replacement.h>

#include <functional>

namespace retune {

/// A change of a document's text that was checked: what to replace, and the document that comes of it.
struct Edit
{
    QList<Replacement> replacements;
    Document result;
};

/// An edit that waits for its document, for those who hold one: a buffer, a file.
using DocumentEdit = std::function<Result<Edit>(const Document &)>;

// Every edit below is made of replacements of bytes, the new text is parsed again, and the edit is refused unless both
// trees differ in exactly the place that was asked for (promise 4). Errors: NoSuchKey where a path leads nowhere, Refused
// with the reason where the edit cannot be made without touching something else or where the format cannot say it.
// Pure functions: any thread.

/// Sets the scalar at `path` to `value`. Setting the value it has gives no replacements.
Result<Edit> setValue(const Document &document, const KeyPath &path, const Value &value);

/// Sets the scalars at all `paths` to one `value`, in one step, or none of them.
Result<Edit> setValues(const Document &document, const QList<KeyPath> &paths, const Value &value);

/// Puts `text` in place of the scalar or container at `path` as it stands, in the format's own spelling. Checked like
/// `setValue`, except that kind and value are whatever the text says.
Result<Edit> setText(const Document &document, const KeyPath &path, const QByteArray &text);

/// Adds `value` at `path`: to a table under the last key of the path, to a list at its last position, where the number of
/// members appends. A value of kind Table or List adds an empty one; the container that gets the member has to exist. Where
/// the format writes a list by giving a key several times, a value that is given once is a list of one.
Result<Edit> addValue(const Document &document, const KeyPath &path, const Value &value);

/// Removes the member at `path` with everything below it, and the comment at the end of its line.
Result<Edit> removeValue(const Document &document, const KeyPath &path);

/// Removes the members at all `paths` with everything below them, in one step, or none of them.
Result<Edit> removeValues(const Document &document, const QList<KeyPath> &paths);

/// Gives the member of a table at `path` another key. The key it has gives no replacements.
Result<Edit> renameKey(const Document &document, const KeyPath &path, const QString &key);

/// Moves the member of a list at `path` to the 0-based `position`, counted without it. Where it is already, there
/// are no replacements.
Result<Edit> moveElement(const Document &document, const KeyPath &path, int position);

} // namespace retune
