#pragma once

// toml++ as a program has it that wants nothing but speed: headers alone and no assertions, which the packaged binary has.
#ifndef NDEBUG
#    define NDEBUG
#endif
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>
