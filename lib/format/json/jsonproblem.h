#pragma once

#include <retune/text/problem.h>

#include <QtCore/QByteArrayView>

namespace retune {

// What is said of a text that is no JSON.

/// The letters, digits and signs at `at` that a person takes for one word.
ByteRange jsonWord(QByteArrayView text, qsizetype at);

/// What stands at `at`, in words and short.
QString foundInJson(QByteArrayView text, qsizetype at);

Problem jsonProblem(QByteArrayView text, ByteRange range, const QString &message);

/// Says that `what` was expected at `at`.
Problem expectedInJson(QByteArrayView text, qsizetype at, const QString &what);

/// What is wrong with a number that goes on like none; `range` is the part of it that was read as one.
Problem wrongJsonNumber(QByteArrayView text, ByteRange range);

/// What would have to stand in the place of a word that JSON does not know.
QString expectedForJsonWord(QByteArrayView text, ByteRange word);

} // namespace retune
