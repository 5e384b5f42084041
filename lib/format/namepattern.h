#pragma once

#include <QtCore/QStringView>

namespace retune {

/// Whether a path has a name like `pattern`, with the wildcards of a shell: `*` is any number of characters and `?` is one,
/// neither of them a `/`. Capitals count. The pattern speaks of as many names at the end of the path as it has itself:
/// `*.json` of the last one, `.vscode/*.json` of the last two. Quick: folders of 100,000 files are asked name by name.
bool matchesNamePattern(QStringView path, QStringView pattern);

} // namespace retune
