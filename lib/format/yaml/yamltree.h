#pragma once

#include <retune/format/yaml/yamlstream.h>

namespace retune::yaml {

/// How many keys and values a document may hold more than it would without aliases. The characters of what aliases stand
/// for are limited too, to as many as a file may have bytes.
constexpr int maximumCopies = 100'000;

/// The tree of a stream: one document is the root, several are a list; what an alias stands for is copied below it.
Result<Document> treeOf(const Stream &stream, const Format &format, const QByteArray &bytes,
                        const TextFacts &facts, const Limits &limits);

} // namespace retune::yaml
