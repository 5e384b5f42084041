#pragma once

#include <QtCore/QString>

namespace retune {

/// A measured number in the way of the user's country, as precise as people care for: `0.4`, `12`.
QString shortNumber(double number);

} // namespace retune
