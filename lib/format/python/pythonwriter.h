#pragma once

#include <retune/format/value.h>

#include <QtCore/QByteArrayView>

namespace retune::python {

/// The literal with this value, in the style of the strings `oldStrings` (empty where the old text is none) as far as that
/// can say it. `newLine` ends the lines of a string with triple quotes. Refused where no literal has this value.
Result<QByteArray> writeScalar(const Value &value, QByteArrayView oldStrings, QByteArrayView newLine);

} // namespace retune::python
