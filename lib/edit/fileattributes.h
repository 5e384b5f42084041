#pragma once

#include <retune/edit/savetarget.h>

#include <QtCore/QStringList>

namespace retune {

/// Gives `to` the owner, group, extended attributes, ACL and mode of `from`, as far as the system allows it. Returns a
/// sentence for each that could not be kept. Nobody may read or write `to` who could not do so with `from`: where the
/// group is not kept, its permissions are those of everybody, and the set-user-ID and set-group-ID bits go.
QStringList carryAttributes(const FoundFile &from, const PosixFile &to);

} // namespace retune
