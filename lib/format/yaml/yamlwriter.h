#pragma once

#include <retune/format/document.h>
#include <retune/format/yaml/yamlstyle.h>
#include <retune/text/result.h>

namespace retune::yaml {

/// The bytes to put in the place of `node` so that it holds `value`, in the style of the old text where that can say it.
Result<QByteArray> writtenLike(const Node &node, const Value &value);

/// A value that is new in this container: plain where it stays what it is, else in double quotes; `{}` and `[]` for
/// containers.
Result<QByteArray> writtenNew(const Node &container, const Value &value);

/// A key of this container, in the quotes of the old one if it had some; plain where it stays a text.
Result<QByteArray> writtenKey(const Node &container, const QString &key,
                              ScalarStyle old = ScalarStyle::Plain);

} // namespace retune::yaml
