#pragma once

#include <retune/format/format.h>

#include <QtCore/QString>

namespace retune::test {

// What has to hold for any bytes whatever: both give in words what does not, and nothing where all does.

/// Parses the bytes. A document has ranges that lie in one another, members that lead back to their parents and values that
/// can be read; a problem has a sentence and a place in the text.
QString probeFormat(const Format &format, const QByteArray &bytes);

/// Makes some edits, chosen by the bytes, of the document they spell: each is either proved or refused with a sentence.
QString probeEdits(const Format &format, const QByteArray &bytes);

} // namespace retune::test
