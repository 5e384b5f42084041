#pragma once

#include <retune/format/document.h>
#include <retune/text/replacement.h>

namespace retune {

/// One edit as the trees before and after it must show it.
struct ExpectedEdit
{
    enum class Type : quint8 { Set, Add, Remove, Rename, Move };

    Type type = Type::Set;
    Node node;        ///< before the edit: the member it is about; for Add the container that gets one
    QString key;      ///< Add to a table, Rename: the key the member has afterwards
    int position = 0; ///< Add to a list, Move: where the member stands afterwards
};

/// A document after an edit, and the member the edit was about; null where it was removed.
struct CheckedEdit
{
    Document document;
    Node node;
};

/// The check of promise 4, one for every format: makes the replacements, parses the text again, and compares the trees
/// and the comments outside of the replaced bytes. The value of a member that was set or added is left to the caller.
Result<CheckedEdit> checkedEdit(const Document &document, const ExpectedEdit &expected,
                                const QList<Replacement> &replacements);

/// The document after the values of these scalars were replaced, where nothing else differs: the check of `checkedEdit` for
/// several places at once. What the values are now is left to the caller.
Result<Document> checkedValues(const Document &document, const QList<Node> &scalars,
                               const QList<Replacement> &replacements);

/// A document after an edit, and where some members that it was not about are then, in order.
struct RemainingMembers
{
    Document document;
    QList<Node> members;
};

/// The document after these members were removed with all below them, where nothing else differs; of `others` it says where they are.
Result<RemainingMembers> checkedRemovals(const Document &document, const QList<Node> &removed,
                                         const QList<Node> &others, const QList<Replacement> &replacements);

/// Whether programs see the same below both nodes, whatever their own keys are.
bool isSameTree(const Node &left, const Node &right);

} // namespace retune
