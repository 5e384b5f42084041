#pragma once

#include <QtCore/QString>

#include <optional>

namespace retune {

/// Why code at this absolute path must not be run: in a sentence, who else could have written it, and the mode that lets them. Asks
/// for the file, for each folder above it, since whoever may write to a folder may put another file there, and for each
/// link on the way. Nothing where only the user and root may. Lists of access rights are seen as far as the mode shows them.
std::optional<QString> untrustedCode(const QString &path);

} // namespace retune
