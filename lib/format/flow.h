#pragma once

#include <retune/format/document.h>
#include <retune/text/replacement.h>

namespace retune {

// Changes of containers whose members stand between brackets with commas between them: arrays and objects of JSON, inline
// values of TOML, flow collections of YAML, literals of Python. Pure functions: any thread. They give sorted replacements
// of the document's bytes and refuse, in one sentence, what would touch more than blanks, commas and the member.

/// Where a container of this kind stands in its document.
struct FlowContainer
{
    ByteRange inside;         ///< what is between the brackets
    QList<ByteRange> members; ///< in source order, each from the begin of its key to the end of its value
};

/// The container at `node` with brackets of one byte, and its members as the ranges of their nodes tell. Formats whose
/// members have more to them (an anchor, a dotted key) say themselves where each begins and ends.
FlowContainer flowContainer(const Node &node);

/// What a format allows, and how it writes where the container does not show it.
struct FlowRules
{
    bool separatesOne = false; ///< a single member needs a comma behind it, as a tuple of Python does
    bool staysOnOneLine =
        false; ///< no line break may stand between the members, as in an inline table of TOML
    QByteArray separator = QByteArrayLiteral(", "); ///< between members on one line
    QByteArray padding; ///< inside the brackets of a container that was empty: the blanks of `{ a = 1 }`
};

/// Puts `member`, spelled in full, before the member at the 0-based `position`; the number of members appends. Members on
/// lines of their own get such a line with the indentation of their siblings; an empty container does as others of its
/// kind in the document, or as the one around it. A comma behind the last member stays, none is added where there is none.
Result<QList<Replacement>> flowInsertion(const Document &document, const FlowContainer &container,
                                         const FlowRules &rules, qsizetype position,
                                         const QByteArray &member);

/// Removes the member at `position`: with its line and the comment at the end of that line where it has the line for
/// itself. All other comments stay.
Result<QList<Replacement>> flowRemoval(const Document &document, const FlowContainer &container,
                                       const FlowRules &rules, qsizetype position);

/// Moves the member at `from` to the position `to`, counted without it. The comment at the end of its line goes with it
/// where it has the line for itself; all others stay where they are.
Result<QList<Replacement>> flowMovement(const Document &document, const FlowContainer &container,
                                        FlowRules rules, qsizetype from, qsizetype to);

} // namespace retune
