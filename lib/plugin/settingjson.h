#pragma once

#include <retune/format/document.h>

#include <QtCore/QJsonValue>

namespace retune {

/// How whole numbers are told that JavaScript has no number for.
enum class LargeIntegers { AsNumbers, AsText };

/// A setting as JSON, with all it holds: dates and texts are strings, bytes too (one character each), whole numbers beyond 64
/// bits their digits. Undefined for code, which holds no value, and for a null node; members that are code are left out.
QJsonValue settingJson(const Node &node, LargeIntegers large = LargeIntegers::AsNumbers);

} // namespace retune
