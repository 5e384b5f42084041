#pragma once

#include <retune/format/edit.h>
#include <retune/format/format.h>

#include <QtCore/QStringList>

namespace retune::test {

/// One edit that is asked for.
struct AskedEdit
{
    enum class Type { Set, Add, Remove, Rename, Move };

    Type type = Type::Set;
    KeyPath path;     ///< the member it is about; for Add the place of the new one
    Value value;      ///< Set, Add
    QString key;      ///< Rename
    int position = 0; ///< Move

    /// "set", "add": the words of the file of refusals.
    QString verb() const;
    /// `rename a.b to "c"`, for messages.
    QString toString() const;
};

/// Asks the library for it.
Result<Edit> made(const Document &before, const AskedEdit &asked);

/// What is wrong with an edit that was made: whether its text parses, whether undo gives the same bytes, and whether the
/// trees differ in exactly the place that was asked for. Uses nothing of the check that the library itself makes. Empty
/// where nothing is wrong.
QString objectionTo(const Edit &edit, const Document &before, const AskedEdit &asked);

/// The nodes that a path leads to: not those that are shadowed or below one that is.
QList<Node> reachableNodes(const Document &document);

/// Another value of the same kind; null for Null becomes text. Containers and opaque text have none.
Value otherValue(const Value &value);

} // namespace retune::test
