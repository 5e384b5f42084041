#pragma once

#include <retune/text/replacement.h>

namespace retune {

/// The replacements that turn `before` into `after`: one for each stretch of lines that changed, no larger than it has to be, so that
/// whoever stands between two of them stays there. A single one, as `difference` gives it, where so many stretches changed, or so much
/// text lies between the first and the last of them, that this would take long.
QList<Replacement> lineReplacements(const QByteArray &before, const QByteArray &after);

} // namespace retune
