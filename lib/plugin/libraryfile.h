#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace retune {

/// Why a library cannot be whole, in a sentence; nothing where its own tables speak for it. A linker writes the table of
/// sections at its end, so that one whose rest is missing, or is still to be filled, is seen. Qt reads no further than to its
/// own mark. A hole in the middle is not seen, and neither is anything where libraries have another format than ELF.
std::optional<QString> whyNotWhole(const QByteArray &library);

} // namespace retune
