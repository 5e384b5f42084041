#pragma once

#include <QtCore/QString>

#include <optional>

namespace retune {

/// Why code at this absolute path must not be run: in a sentence, who else could have written it. Asks for the file and for each
/// folder above it, since whoever may write to a folder may put another file there. Nothing where only the user and root
/// may, or where the system does not tell.
std::optional<QString> untrustedCode(const QString &path);

} // namespace retune
