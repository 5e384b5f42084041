#pragma once

// The one door to toml++, which asserts what it could report: `[.]` would end the program. Its assertions are off here in
// every build. NDEBUG is not the way: it would turn some of them into promises to the compiler.
#undef NDEBUG
#define TOML_ASSERT(condition) static_assert(true)
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#define TOML_UNRELEASED_FEATURES 0
#include <toml++/toml.h>
