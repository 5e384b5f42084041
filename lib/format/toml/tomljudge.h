#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <optional>

namespace retune {

/// What toml++ has against a text.
struct TomlObjection
{
    TextPosition position; ///< where it noticed, at or just behind what is wrong
    QString words;         ///< in its own words, English
};

/// The judge of what is TOML 1.0: toml++. Nothing where it takes `text`, which is UTF-8 and was read by `TomlParser`
/// before, so that it is not nested too deeply and has no half-written header.
std::optional<TomlObjection> tomlObjection(QByteArrayView text);

} // namespace retune
