#pragma once

#include <retune/format/keydiff.h>
#include <retune/format/value.h>
#include <retune/text/problem.h>

#include <QtCore/QJsonObject>

#include <optional>

namespace retune {

// The names and objects of retunectl's JSON output. They are documented in the manual pages and stay as they are.

/// "table", "string", "integer", …: never translated.
QString kindId(Kind kind);
std::optional<Kind> kindById(QStringView id);

QJsonObject toJson(const Problem &problem);
QJsonObject toJson(const Value &value);
/// With the values masked where the key says that they are secret and `showSecrets` is false.
QJsonObject toJson(const Change &change, bool showSecrets);
/// Compact, on one line.
QByteArray jsonText(const QJsonObject &object);

/// The change as people read it; masked as above.
QString changeText(const Change &change, bool showSecrets);

} // namespace retune
