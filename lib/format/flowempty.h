#pragma once

#include <retune/format/flowlayout.h>

namespace retune {

/// Puts the first member into an empty container, laid out as the document lays out others of its kind.
QList<Replacement> flowFirst(const Document &document, const FlowLayout &layout, const FlowRules &rules,
                             const QByteArray &member);

} // namespace retune
