#pragma once

#include <QtCore/QByteArrayView>

#include <optional>

namespace retune::python {

/// The character that an alias of Unicode stands for ("NBSP", "LINE FEED"), in capitals; nothing where it is none.
std::optional<char32_t> characterByAlias(QByteArrayView name);

} // namespace retune::python
