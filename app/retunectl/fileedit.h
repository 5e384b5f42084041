#pragma once

#include "command.h"

#include <retune/format/edit.h>

namespace retune {

/// The syntax of a command that changes a file: the options that all of these have, and `operands`, of which the first one
/// is the file. `editOptions` is their part of the manual.
Syntax editSyntax(const QStringList &operands, int required);

/// Reads the file that the first operand names, saves what `edit` makes of it, and prints what changed where that was asked
/// for, or what is wrong. Gives what the program ends with: a Misuse is wrong usage. Problems of `edit` need no file.
int editFile(const Arguments &arguments, const DocumentEdit &edit);

/// The same with the key path that the second operand says.
int editKey(const Arguments &arguments,
            const std::function<Result<Edit>(const Document &, const KeyPath &)> &edit);

/// The kind that --type names, or nothing where it was not given.
Result<std::optional<Kind>> wantedKind(const Arguments &arguments);

} // namespace retune
