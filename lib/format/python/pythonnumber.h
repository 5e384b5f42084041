#pragma once

#include <QtCore/QByteArrayView>

namespace retune::python {

enum class NumberKind : quint8 {
    Invalid, ///< `0777`, `1__0`, `10L`: not a number of Python 3
    Integer,
    Float,
    Imaginary
};

/// How many bytes at the start of `text`, which begins with a digit or a dot and a digit, belong to the number: everything
/// that cannot be told from it by a reader, so that `1if` is one (invalid) number.
qsizetype numberSize(QByteArrayView text);

/// What the whole of `text` is, without a sign.
NumberKind numberKind(QByteArrayView text);

} // namespace retune::python
