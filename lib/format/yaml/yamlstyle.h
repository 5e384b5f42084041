#pragma once

#include <retune/format/document.h>

// What the YAML format keeps in `NodeData::style` and `NodeData::keyStyle`.

namespace retune::yaml {

/// How a scalar is written.
enum class ScalarStyle : quint8 {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
    Missing,      ///< no text: a value would stand here behind a blank
    MissingColon, ///< no text and no colon, as of `a` in `{a}`
    MissingLine   ///< no text, and a value would need a line of its own, as of `? a`
};

/// How a container is written.
enum class ContainerStyle : quint8 {
    Block,
    Flow,
    Pair,   ///< a single pair in a flow list, without braces: `[a: b]`
    Absent, ///< the content of an empty document: no text
    Stream  ///< the list of the documents of a file that has several
};

/// The lower bits of `NodeData::style` are the style, the others say more.
enum StyleFlag : quint8 {
    StyleMask = 0x07,
    IsAlias = 0x08,    ///< the text is an alias; the value that of its anchor
    IsExpanded = 0x10, ///< a copy below an alias: it has no text of its own
    IsTagged = 0x20,   ///< a tag before it says what it is
    IsReferred = 0x40, ///< it has an anchor, and an alias refers to it
    HasOwnTag = 0x80   ///< the tag is none of YAML's own, so that only its program knows what it means
};

/// The lower bits of `NodeData::keyStyle` are a ScalarStyle; at most one of these is set.
enum KeyFlag : quint8 {
    IsAliasKey = 0x08,
    IsComplexKey = 0x10 ///< the key is a list or a table
};

constexpr ScalarStyle scalarStyle(quint8 style)
{
    return static_cast<ScalarStyle>(style & StyleMask);
}
constexpr ContainerStyle containerStyle(quint8 style)
{
    return static_cast<ContainerStyle>(style & StyleMask);
}
constexpr bool isBlockScalar(ScalarStyle style)
{
    return style == ScalarStyle::Literal || style == ScalarStyle::Folded;
}
constexpr bool isQuoted(ScalarStyle style)
{
    return style == ScalarStyle::SingleQuoted || style == ScalarStyle::DoubleQuoted;
}
constexpr bool isMissing(ScalarStyle style)
{
    return style >= ScalarStyle::Missing;
}

} // namespace retune::yaml
