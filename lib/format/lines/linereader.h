#pragma once

#include <retune/format/lines/lineformat.h>

namespace retune {

/// Builds the tree of a line-oriented text from the items that the scanner of its dialect finds.
Result<Document> readLines(const LineFormat &format, const QByteArray &bytes, const TextFacts &facts,
                           const Limits &limits);

} // namespace retune
