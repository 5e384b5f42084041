#pragma once

#include <retune/format/document.h>

#include <QtCore/QString>

namespace retune {

/// What a table or list holds, as JSON on one line, whatever the format of its file. The mask stands for values whose key says that they
/// are secret. Of what is larger than anybody pastes nothing is told but its size.
QString jsonLine(const Node &container);

} // namespace retune
