#pragma once

#include <retune/store/reload.h>

namespace retune {

/// What the removal of a file did: it has neither text nor values behind it. `file` is what it was before.
FileReload removal(const SettingsFile &file);

/// Whether it is one.
bool isRemoval(const FileReload &reload);

/// What the return of a removed file did.
FileReload returning(const SettingsFilePtr &file);

} // namespace retune
