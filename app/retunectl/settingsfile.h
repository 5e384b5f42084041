#pragma once

#include "arguments.h"

#include <retune/format/document.h>

namespace retune {

/// Reads and parses the settings file at `path`; problems name `path` as their file. The format is that of `--format` where
/// it was given, else that of the file's name.
Result<Document> readSettings(const QString &path, const Arguments &arguments);
/// The same in the format of this name; an empty one leaves it to the file's name.
Result<Document> readSettings(const QString &path, const QString &formatName);

/// There is no such key in `file`.
Problem missingKey(const QString &file, const KeyPath &path);

/// The problem with `file` put in.
Problem inFile(Problem problem, const QString &file);

} // namespace retune
