#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArray>

namespace retune {

/// Where the bytes that `range` names in `before` are in `after`, a later state of the text. Where their line was changed, it is the
/// start of what stands in its place now, and empty.
ByteRange movedRange(const QByteArray &before, const QByteArray &after, ByteRange range);

} // namespace retune
