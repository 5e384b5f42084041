#pragma once

#include <retune/format/python/pythonstring.h>

namespace retune::python {

/// Where an f-string ends by the rules of Python 3.12, in which the code inside its braces may hold the same quotes, line
/// ends and further f-strings.
struct FormatStringEnd
{
    bool isFound = false;
    qsizetype at = 0; ///< after the closing quotes; how far the search came where they were not found
};

/// Finds the end of the f-string of which `opened` tells prefix and opening quotes.
FormatStringEnd formatStringEnd(QByteArrayView text, const QuotedString &opened);

} // namespace retune::python
