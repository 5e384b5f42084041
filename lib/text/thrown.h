#pragma once

#include <QtCore/QString>

namespace retune {

/// What the exception says that is being caught: for use in a `catch (...)`, and nowhere else.
QString thrownText();

} // namespace retune
