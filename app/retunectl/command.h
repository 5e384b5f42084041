#pragma once

#include "arguments.h"

namespace retune {

/// What `retunectl` ends with; documented in every manual page.
enum ExitStatus : int {
    Good = 0,
    Failed = 1,    ///< problems were found, a key is missing, a save was refused, or files differ
    WrongUsage = 2 ///< of `diff` also: a file cannot be read
};

/// One thing that `retunectl` can do.
struct Command
{
    QString name;
    QString summary; ///< one line for the list of commands
    QString manual;  ///< the text of `--help`
    Syntax syntax;   ///< without `--help` and `--max-size`, which every command has
    int (*run)(const Arguments &arguments);
};

const Command &watchCommand();
const Command &getCommand();
const Command &setCommand();
const Command &addCommand();
const Command &removeCommand();
const Command &renameCommand();
const Command &moveCommand();
const Command &diffCommand();
const Command &checkCommand();

} // namespace retune
