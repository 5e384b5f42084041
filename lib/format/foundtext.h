#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace retune {

/// What stands at `at`, in words and short, for the end of a sentence "expected X, found Y". `word` is what a person takes
/// for one word there; where it is empty, one character is named.
QString foundAt(QByteArrayView text, qsizetype at, ByteRange word);

} // namespace retune
