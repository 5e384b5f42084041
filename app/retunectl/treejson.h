#pragma once

#include <retune/format/document.h>

#include <QtCore/QByteArray>

#include <functional>

namespace retune {

/// Writes `node` and everything below it as one JSON object, piece by piece to `write`, so that a large file is never held
/// a second time. The manual page of `get` documents the fields.
void writeTree(const Document &document, const Node &node,
               const std::function<void(const QByteArray &)> &write);

} // namespace retune
