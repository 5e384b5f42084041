#pragma once

#include "editor/tokens.h"

#include <QtCore/QByteArrayView>

namespace retune {

// What stretches of code are, for their colour: comments, texts, numbers and words of the language, sorted by place and without
// overlaps. Any bytes are code here, also such that no compiler takes; pure, in time linear in the bytes.

/// Tells a regular expression from a division by what stands before it, so that one behind a `)` or a `}` is not known.
QList<Token> javaScriptTokens(QByteArrayView code);
QList<Token> cppTokens(QByteArrayView code);

} // namespace retune
