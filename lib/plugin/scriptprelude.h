#pragma once

namespace retune {

/// What is run in the engine of a script before the script is: a function of the host's object, which the script never sees, and
/// of the global object. It gives the script its surroundings, and returns what the host needs to call it.
extern const char scriptPrelude[];

} // namespace retune
