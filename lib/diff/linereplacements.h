#pragma once

#include <retune/text/replacement.h>

namespace retune {

/// The replacements that turn `before` into `after`: one for each stretch of lines that changed, no larger than it has to be, so that
/// whoever stands between two of them stays there. A single one, as `difference` gives it, where a stretch is long, there are very many, or
/// the text is. Two lines that are equal again end a stretch. Takes a few milliseconds at most, unlike `lineDiff`, which finds more.
QList<Replacement> lineReplacements(const QByteArray &before, const QByteArray &after);

} // namespace retune
