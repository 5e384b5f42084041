#pragma once

#include "arguments.h"

#include <retune/format/document.h>

namespace retune {

/// Whether a file of zero bytes is taken where its format allows it, so that something can be added to it; otherwise it is
/// the problem that it is everywhere else.
enum class EmptyFile : quint8 { Refuse, Allow };

/// Reads and parses the settings file at `path`; problems name `path` as their file. The format is that of `--format` where
/// it was given, else that of the file's name.
Result<Document> readSettings(const QString &path, const Arguments &arguments,
                              EmptyFile empty = EmptyFile::Refuse);
/// The same in the format of this name; an empty one leaves it to the file's name.
Result<Document> readSettings(const QString &path, const Arguments &arguments, const QString &formatName,
                              EmptyFile empty = EmptyFile::Refuse);

/// The limits that files are read with: the size is that of `--max-size`, which has to be one, where it was given.
Limits limitsIn(const Arguments &arguments);
/// What to do about a file that is too large.
QString sizeAdvice();

/// There is no such key in `file`.
Problem missingKey(const QString &file, const KeyPath &path);

/// The problem with `file` put in.
Problem inFile(Problem problem, const QString &file);

} // namespace retune
