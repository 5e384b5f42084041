#pragma once

#include "tree/codestate.h"
#include "tree/rowsteps.h"
#include "tree/settingsfilter.h"
#include "tree/shownfile.h"

#include <QtCore/QSet>

#include <memory>
#include <optional>
#include <vector>

namespace retune {

/// A member of a container, and its 0-based position among all members.
struct Member
{
    Node node;
    int position = 0;
};

/// One row of the settings tree: a node, or a file with the root of its document. The rows below it are made when they
/// are asked for first.
struct SettingsItem
{
    SettingsItem *parent = nullptr; ///< null for files
    Node node;                      ///< null for files without a document
    int position = 0;
    int row = 0;
    bool hasRows = false;
    bool isPopulated = false;
    bool isUnsaved = false;
    bool isOtherOnDisk = false; ///< another program gave it another value, in a conflict
    bool isChanged = false;     ///< since the folder was opened
    bool isUncovered = false;
    std::optional<QString>
        newKey; ///< the key under which the row is to be found in the next version of the document
    /// A value that was set and has not come back with a document yet.
    struct Awaited
    {
        Value value;
        int wait = 0; ///< which one, as one value may follow the other
    };
    std::optional<Awaited> awaited;
    qint64 freshSince =
        -1; ///< when the highlight began, in milliseconds of the model's clock; -1: there is none
    std::vector<std::unique_ptr<SettingsItem>> children;

    bool isFile() const { return parent == nullptr; }
    /// Whether the row has a value of its own to show: all but files, unless the whole file is one value.
    bool isValue() const { return node && (!isFile() || !node.isContainer()); }
    /// The value of a scalar that it shows.
    Value value() const { return awaited ? awaited->value : node.value(); }
};

/// The row of a file. Only these have no parent.
struct SettingsFileItem : SettingsItem
{
    ShownFile shown;
    FilterMatch match;
    QList<KeyPath> kept; ///< just edited, and shown whether or not they match
    int search = 0;      ///< the last one for a match of this file
    QSet<quint32> unsavedNodes;
    QSet<quint32> otherOnDisk;
    QSet<quint32> changedNodes; ///< since the folder was opened
    CodeState code;             ///< of a file of code
    bool isReadOnly = false;

    SearchedFile searched() const;

    /// Takes over what is to be shown; the rows below stay as they are.
    void adopt(const ShownFile &file);
    /// Forgets the rows below and shows the root of the document, for a row that views do not know yet.
    void startOver();
};

SettingsFileItem &fileOf(SettingsItem &item);
const SettingsFileItem &fileOf(const SettingsItem &item);

/// The members of a container that the file's filter leaves.
std::vector<Member> shownMembers(const SettingsFileItem &file, const Node &container);
bool hasShownMembers(const SettingsFileItem &file, const Node &container);

/// A row for a member, not yet part of the tree.
std::unique_ptr<SettingsItem> makeItem(SettingsItem &parent, const Member &member);
/// Makes the rows below an item, unless they were made before.
void populate(SettingsItem &item);
/// Numbers the rows below an item from `first` on.
void numberRows(SettingsItem &item, int first = 0);

/// Whether two nodes are rows of the same thing, in an older and a newer document.
bool isSameMember(const SettingsItem &item, const Member &member);
/// Whether the rows of two nodes with the same key read differently.
bool looksDifferent(const Node &before, const Node &after);

/// How the rows below an item become rows of these members.
RowSteps memberSteps(const SettingsItem &item, const std::vector<Member> &members);

} // namespace retune
