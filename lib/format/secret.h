#pragma once

#include <retune/format/keypath.h>
#include <retune/format/value.h>
#include <retune/text/problem.h>

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace retune {

/// Whether the value at `path` is to be masked where nobody asked for it: in trees, logs, diffs and pictures. True where a
/// key on the path says password, passphrase, secret, token, credential or private, API or access key, in any case and spelled in
/// any way (`db_password`, `dbPassword`, `DB-PASSWORD`, `accesstoken`), in the singular or the plural, or says it in
/// Chinese. A key that says so counts for everything below it: `credentials.aws.id` is secret.
bool isSecretKey(const KeyPath &path);

/// Whether `value`, which stands at `path`, is to be masked: its key says so, or it is a table or list whose source names a key that does.
bool isSecretAt(const KeyPath &path, const Value &value);

/// A problem of `text` as it may be told: where it quotes what stands behind a key that is secret, as in `password = hunter2` without
/// the quotes that the format wants, the mask stands in that place.
Problem withoutSecrets(Problem problem, QByteArrayView text);

/// What stands in the place of a secret. Its length says nothing about the secret's.
QString secretMask();

} // namespace retune
