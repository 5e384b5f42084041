#pragma once

#include <retune/text/problem.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace retune {

/// Writes `bytes` to the standard output as they are, at once. Ends the program with status 1 where that fails: nobody would
/// see the rest.
void writeOutput(const QByteArray &bytes);
/// Writes a line of UTF-8 to the standard output, at once.
void printLine(const QString &line);
/// `retunectl: file:line:column: message` on the standard error.
void printProblem(const Problem &problem);
/// `text` on one line: control characters are written as `\n`, `\t` or `\u001b`, so that no value can steer the terminal.
QString printable(const QString &text);

} // namespace retune
