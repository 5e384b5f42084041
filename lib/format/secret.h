#pragma once

#include <retune/format/keypath.h>

#include <QtCore/QString>

namespace retune {

/// Whether the value at `path` is to be masked where nobody asked for it: in trees, logs, diffs and pictures. True where a
/// key on the path says password, passphrase, secret, token, credential or private key, in any case and spelled in
/// any way (`db_password`, `dbPassword`, `DB-PASSWORD`, `accesstoken`), in the singular or the plural, or says it in
/// Chinese. A key that says so counts for everything below it: `credentials.aws.id` is secret.
bool isSecretKey(const KeyPath &path);

/// What stands in the place of a secret. Its length says nothing about the secret's.
QString secretMask();

} // namespace retune
