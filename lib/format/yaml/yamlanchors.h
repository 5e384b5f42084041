#pragma once

#include <retune/format/document.h>

namespace retune::yaml {

/// Why the value at `node` cannot be changed without changing others, as far as anchors and aliases are concerned; empty
/// where it can.
QString objectionToChanging(const Node &node);

/// Why the container cannot get, lose, rename or move members, the same way.
QString objectionToChangingMembers(const Node &container);

/// Why the member cannot be removed with all below it, the same way: an alias elsewhere needs an anchor in it.
QString objectionToRemoving(const Node &member);

/// The anchor or tag that stands before the value at `node` and begins with `sign`, `&` or `!`; empty where there is none.
QString propertyOf(const Node &node, char sign);

} // namespace retune::yaml
