#pragma once

#include <retune/text/result.h>

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QStringList>

namespace retune {

/// What may stand on the command line of a command.
struct Syntax
{
    QStringList flags;        ///< options without a value: "--json"
    QStringList valueOptions; ///< options with one: "--type"
    QStringList operands;     ///< what a person calls them: {"FILE", "KEY"}
    int required = 0;         ///< how many of the operands have to be there
    bool repeatsLast = false; ///< whether the last operand may be given any number of times
};

/// A command line taken apart.
struct Arguments
{
    QStringList operands;
    QSet<QString> flags;
    QHash<QString, QString> values;

    bool has(const QString &flag) const { return flags.contains(flag); }
    bool operator==(const Arguments &) const = default;
};

/// Takes `words` apart: `--name`, `--name value` and `--name=value` are options wherever they stand, and everything after
/// `--` is an operand. A word such as `-5` or `-.5` is an operand too, so that negative numbers need no `--`.
/// The problem is of kind Misuse and has no file.
Result<Arguments> parseArguments(const QStringList &words, const Syntax &syntax);

} // namespace retune
