#pragma once

#include <retune/format/document.h>

namespace retune::python {

// How new text is spelled in the style of what stands around it.

/// `value` as a new member of `container`, strings in the quotes in use there. Refused where no literal has the value.
Result<QByteArray> spelledValue(const Document &document, const Node &container, const Value &value);

/// `key` as a new key of `dict`: a number where all keys are, else a string in the quotes in use there.
Result<QByteArray> spelledKey(const Document &document, const Node &dict, const QString &key);

/// What stands between key and value in the last member of `container` that shows it: `mark` and blanks; else `usual`.
QByteArray betweenKeyAndValue(const Document &document, const Node &container, char mark,
                              const QByteArray &usual);

/// The key of a member as written.
QByteArrayView keyText(const Document &document, const Node &member);
/// Whether a key that is written like this is a string.
bool isTextKey(QByteArrayView key);
/// Whether the keys of `dict` are whole numbers and `key` is one too.
bool isNumberLike(const Document &document, const Node &dict, const QString &key);

} // namespace retune::python
