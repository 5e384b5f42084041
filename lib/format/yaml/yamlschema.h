#pragma once

#include <retune/format/value.h>

#include <QtCore/QByteArrayView>

#include <optional>

namespace retune::yaml {

/// The kind of a plain scalar by the core schema of YAML 1.2: String unless it is spelled like something else.
Kind coreKind(QByteArrayView plain);

/// A kind, and the value's text (see `Value::text`).
struct TypedText
{
    Kind kind = Kind::String;
    QString text;
};

/// What a scalar with a tag is: `tag` is the whole tag with its prefix ("tag:yaml.org,2002:int"), `text` what the scalar
/// spells. Nothing where the text is none of what the tag says.
std::optional<TypedText> typedByTag(QByteArrayView tag, QByteArrayView text);

/// Whether the tag is one of YAML's own.
bool isStandardTag(QByteArrayView tag);
/// The tag as people write it: "!!int", "!secret".
QString shownTag(QByteArrayView tag);

/// The value's text of a plain scalar of this kind, which is not String.
QString coreText(Kind kind, QByteArrayView plain);

/// Whether every reader, by the rules of YAML 1.1 or 1.2, takes this text for a text when it is written plain, wherever a
/// value or a key can stand; in flow style where `isInFlow`.
bool staysPlain(QStringView text, bool isInFlow);

} // namespace retune::yaml
