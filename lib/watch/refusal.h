#pragma once

#include <retune/text/problem.h>

namespace retune {

/// Why a folder cannot be watched.
enum class Refusal : quint8 { Relative, Missing, NotAFolder, NoPermission, NoWatchLeft, Other };

/// The problem in words. `detail` is what the system says about a refusal of no known kind.
Problem refusedFolder(const QString &folder, Refusal refusal, const QString &detail = {});

/// The same for a folder that is only on the way to a watched one.
Problem refusedWay(const QString &folder, const QString &detail);

} // namespace retune
