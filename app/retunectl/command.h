#pragma once

#include "arguments.h"

namespace retune {

/// What `retunectl` ends with; documented in every manual page.
enum ExitStatus : int {
    Good = 0,
    Failed = 1, ///< problems were found, a key is missing, or a save was refused
    WrongUsage = 2
};

/// One thing that `retunectl` can do.
struct Command
{
    QString name;
    QString summary; ///< one line for the list of commands
    QString manual;  ///< the text of `--help`
    Syntax syntax;   ///< without `--help`, which every command has
    int (*run)(const Arguments &arguments);
};

const Command &watchCommand();
const Command &getCommand();
const Command &setCommand();
const Command &checkCommand();

} // namespace retune
