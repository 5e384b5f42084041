#pragma once

#include <retune/text/result.h>

#include <QtCore/QStringList>

namespace retune {

/// The program and its arguments in a line as people type it. Words are quoted as in a shell: '…' takes everything as it stands,
/// "…" everything but \" and \\, a backslash outside of quotes the next character. No shell reads the line, so what only one could
/// do ('|', '>', '&&', …) is refused with what to write instead. The problem's column is that of the character meant.
Result<QStringList> splitCommandLine(const QString &line);

/// A word as `splitCommandLine` takes it for this one, in quotes where it needs them.
QString quotedWord(const QString &word);

/// Whether a word of the command seems to hold a secret: `--password=x`, `API_TOKEN=x`. Such a command is not to be kept.
bool holdsSecret(const QStringList &command);

} // namespace retune
