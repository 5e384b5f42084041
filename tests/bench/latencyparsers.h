#pragma once

#include <QtCore/QByteArray>

#include <optional>

namespace retune {

// The number that a numbered file holds, as a program finds it that parses its settings with the usual library. Nothing where
// the text is not whole.

std::optional<int> numberByQJsonDocument(const QByteArray &text);
std::optional<int> numberByTomlPlusPlus(const QByteArray &text);

} // namespace retune
