#pragma once

#include <retune/text/problem.h>

#include <QtCore/QByteArrayView>

namespace retune::yaml {

/// What libyaml says when a text is wrong, with byte offsets.
struct LibraryError
{
    QByteArrayView problem; ///< "did not find expected key"
    QByteArrayView context; ///< "while parsing a block mapping"; may be empty
    qsizetype contextAt = 0;
    qsizetype at = 0;
};

/// The error in words a person understands: what was expected and what was found, at the place to look at.
Problem problemOf(const LibraryError &error, QByteArrayView text);

} // namespace retune::yaml
