#pragma once

#include <retune/text/problem.h>

#include <QtCore/QByteArrayView>

namespace retune::yaml {

// What errors say of a text.

/// What stands at `at`, in words and short.
QString seenAt(QByteArrayView text, qsizetype at);

/// The word or the character at `at`; empty at the end of a line.
ByteRange tokenAt(QByteArrayView text, qsizetype at);

/// Whether only blanks and line breaks follow.
bool isAtEnd(QByteArrayView text, qsizetype at);

/// A syntax error at `range`.
Problem syntaxProblem(QByteArrayView text, ByteRange range, const QString &message);

} // namespace retune::yaml
