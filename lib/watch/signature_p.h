#pragma once

#include <retune/watch/signature.h>

#include <sys/stat.h>

namespace retune {

/// The signature that the system's answer holds.
Signature signatureFrom(const struct stat &status);

} // namespace retune
