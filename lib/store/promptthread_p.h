#pragma once

namespace retune {

/// Tells the system that the calling thread sleeps most of the time and wants the processor soon when it is woken; a hint, which
/// systems that do not know it ignore. The thread gets a name for debuggers and process lists too. `name`: at most 15 characters.
void makePromptThread(const char *name);

} // namespace retune
