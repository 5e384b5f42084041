#pragma once

#include <retune/format/format.h>

namespace retune {

namespace json {

/// Whether a string needs unescaping: the style of keys and values.
enum StringStyle : quint8 { Plain, Escaped };

} // namespace json

/// Reads JSON, or JSONC where that is the format.
Result<Document> parsedJson(const Format &format, const QByteArray &bytes, const TextFacts &facts,
                            const Limits &limits);

} // namespace retune
