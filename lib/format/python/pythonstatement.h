#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArrayView>

#include <optional>

namespace retune::python {

/// A statement at module level and the logical line it stands on.
struct Statement
{
    ByteRange range;
    ByteRange line; ///< with the comment and the line break at its end
    std::optional<ByteRange>
        separatorBefore; ///< the semicolon between it and a statement before it on the line
    std::optional<ByteRange> separatorAfter; ///< the semicolon behind it, where another statement follows
    bool hasLineBreak = false;               ///< else the line ends with the file
};

/// The statement that the byte at `at` belongs to; nothing where it belongs to none. `begin` is where the text starts, after
/// a byte order mark. The text has passed the reader.
std::optional<Statement> statementAt(QByteArrayView text, qsizetype begin, qsizetype at);

/// Where else than at `except` the text uses `name`: as a name that is no attribute, or in an f-string. What only a program
/// that runs can tell (`globals()["name"]`) is not found.
std::optional<ByteRange> otherUse(QByteArrayView text, qsizetype begin, QByteArrayView name,
                                  ByteRange except);

/// Whether `text` can stand for a variable: an identifier that is no keyword.
bool isVariableName(const QString &text);

} // namespace retune::python
