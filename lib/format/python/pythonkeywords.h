#pragma once

#include <QtCore/QByteArrayView>

namespace retune::python {

/// What a statement that begins with a keyword is to the reader.
enum class StatementKind : quint8 {
    Expression, ///< True, None, lambda, not, …: begins an expression
    Import,
    Delete,
    Compound, ///< holds other statements: if, def, else, …
    Other     ///< pass, return, assert, …
};

/// Whether Python keeps this word for itself, so that it is no name.
bool isKeyword(QByteArrayView word);

/// What begins with this keyword.
StatementKind statementKind(QByteArrayView keyword);

} // namespace retune::python
