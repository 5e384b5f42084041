#pragma once

#include <retune/edit/savetarget.h>

namespace retune {

/// Truncates the file itself and writes it anew, after a last look that it holds `seen`. Readers can find it empty or
/// half-written meanwhile, and what another program writes in that moment is lost. Where the disk turns out to be full,
/// the old content is written back; the message says how that went.
Result<Saved> saveInPlace(const SaveTarget &target, const QByteArray &bytes, const QByteArray &seen,
                          const SystemCalls &calls);

} // namespace retune
