#pragma once

#include <retune/history/keptrevision.h>

namespace retune {

/// The message of a revision's commit, for people and for `readMessage`: which files, and below that, as git's trailers, what is
/// known beside them. `when`, `source`, `label`, `run` and the paths of `changes` are what it is made of.
QByteArray revisionMessage(const KeptRevision &revision);
/// Takes `when`, `source`, `label` and `run` from a message; what is not there, or is no such thing, stays as it is.
void readMessage(QByteArrayView message, KeptRevision &revision);

/// The name of the commit's author.
QByteArray authorName(RevisionSource source);

} // namespace retune
