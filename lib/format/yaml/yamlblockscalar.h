#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace retune::yaml {

/// Where a literal or folded text stands.
struct BlockScalarText
{
    /// From `|` or `>` to the end of its last line that counts, without the line break there.
    ByteRange range;
    ByteRange comment; ///< the comment behind `|` or `>`; empty where there is none
};

/// `range` is that of libyaml, with all trailing blank lines; `value` what the scalar spells.
BlockScalarText blockScalarText(QByteArrayView text, ByteRange range, QByteArrayView value);

/// Whether all line breaks at the end of this literal or folded text belong to it, blank lines too (`|+`).
bool keepsAllBreaks(QByteArrayView block);

/// `value` as a literal text in the layout of `old`, which is one. Nothing where it cannot be said so.
std::optional<QByteArray> literalLike(QByteArrayView old, const QString &value);

} // namespace retune::yaml
