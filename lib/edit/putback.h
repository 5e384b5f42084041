#pragma once

#include <retune/edit/temporaryfile.h>

namespace retune {

/// Undoes a swap. On entry the target's name holds the file written for this save (`bytes`), and the temporary name what
/// it displaced and what nobody here has seen. That goes back to the name, and the file of the save goes.
///
/// Others may write at any moment in between: nothing of theirs is removed. The newest text gets the name, another
/// one is kept beside it. Gives the problem to report: `reason`, or a conflict that names the kept file.
Problem putBack(const SaveTarget &target, const TemporaryFile &temporary, const QByteArray &bytes,
                const Problem &reason, const SystemCalls &calls);

} // namespace retune
