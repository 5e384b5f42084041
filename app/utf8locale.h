#pragma once

namespace retune {

/// Lets the program run in C.UTF-8 where the environment asks for a locale that is not UTF-8, as Qt would do it, but
/// without Qt's warning on the standard error. To be called before the application object is made.
void useUtf8Locale();

} // namespace retune
