#pragma once

#include <retune/format/python/pythonchanges.h>

namespace retune::python {

/// Goes past a member that is code, to the comma, colon or bracket that ends it, or to the end of the statement. `depth` is
/// the number of brackets that are open around it; the current token is `first`, with which it begins, or a later one of it.
/// Declined where what it begins is no single member: a comprehension, members that are unpacked (`*a`, `**a`), `yield`.
Outcome passCode(UnfinishedModule &module, const Token &first, int depth);

} // namespace retune::python
