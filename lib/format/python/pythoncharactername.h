#pragma once

#include <QtCore/QByteArrayView>

#include <optional>

namespace retune::python {

/// The character with this Unicode name or alias, as in `\N{GREEK SMALL LETTER ALPHA}`; capitals do not count. Nothing where
/// there is none, or none that the Unicode tables at hand know. Any thread; the first call takes some 50 ms.
std::optional<char32_t> characterByName(QByteArrayView name);

} // namespace retune::python
