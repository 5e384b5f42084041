#include "tree/settingsitem.h"

#include "tree/nodelookup.h"

namespace retune {

namespace {

QSet<quint32> nodesOf(const Document &document, const QList<Change> &changes)
{
    QSet<quint32> nodes;
    NodeLookup lookup(document);
    for (const Change &change : changes) {
        if (const Node changed = lookup.find(change.path))
            nodes.insert(changed.id());
    }
    return nodes;
}

bool isListMember(const Node &node)
{
    return node.parent().kind() == Kind::List;
}

/// What tells the members of one container apart in every version of its document.
using MemberKey = std::pair<QString, int>;

class MemberKeys
{
public:
    void add(const Node &node, int position, const std::optional<QString> &newKey = {})
    {
        if (isListMember(node))
            m_keys.emplace_back(QString(), position);
        else
            m_keys.emplace_back(newKey.value_or(node.key()), node.isShadowed() ? ++m_shadowed : 0);
    }

    const std::vector<MemberKey> &keys() const { return m_keys; }

private:
    std::vector<MemberKey> m_keys;
    int m_shadowed = 0;
};

std::vector<quint32> memberIds(const std::vector<Member> &members)
{
    std::vector<quint32> ids;
    ids.reserve(members.size());
    for (const Member &member : members)
        ids.push_back(member.node.id());
    return ids;
}

bool areOfOneDocument(const std::vector<Member> &left, const std::vector<Member> &right)
{
    return !left.empty() && !right.empty() && left.front().node.parent() == right.front().node.parent();
}

} // namespace

void SettingsFileItem::adopt(const ShownFile &file)
{
    shown = file;
    unsavedNodes = nodesOf(file.document, file.unsaved);
    otherOnDisk = nodesOf(file.document, file.onDisk);
    changedNodes = nodesOf(file.document, file.sinceOpened);
}

SearchedFile SettingsFileItem::searched() const
{
    return {shown, shown.problem || code.hasFailed(), kept};
}

void SettingsFileItem::startOver()
{
    children.clear();
    isPopulated = false;
    node = shown.document.root();
    hasRows = hasShownMembers(*this, node);
    freshSince = -1;
}

SettingsFileItem &fileOf(SettingsItem &item)
{
    SettingsItem *top = &item;
    while (top->parent)
        top = top->parent;
    return static_cast<SettingsFileItem &>(*top);
}

const SettingsFileItem &fileOf(const SettingsItem &item)
{
    return fileOf(const_cast<SettingsItem &>(item));
}

std::vector<Member> shownMembers(const SettingsFileItem &file, const Node &container)
{
    std::vector<Member> members;
    if (!container)
        return members;
    members.reserve(std::size_t(container.childCount()));
    int position = 0;
    for (Node member = container.firstChild(); member; member = member.nextSibling(), ++position) {
        if (file.match.shows(member))
            members.push_back({member, position});
    }
    return members;
}

bool hasShownMembers(const SettingsFileItem &file, const Node &container)
{
    if (!container)
        return false;
    Node member = container.firstChild();
    while (member && !file.match.shows(member))
        member = member.nextSibling();
    return bool(member);
}

std::unique_ptr<SettingsItem> makeItem(SettingsItem &parent, const Member &member)
{
    const SettingsFileItem &file = fileOf(parent);
    auto item = std::make_unique<SettingsItem>();
    item->parent = &parent;
    item->node = member.node;
    item->position = member.position;
    item->hasRows = hasShownMembers(file, member.node);
    item->isUnsaved = file.unsavedNodes.contains(member.node.id());
    item->isOtherOnDisk = file.otherOnDisk.contains(member.node.id());
    item->isChanged = file.changedNodes.contains(member.node.id());
    return item;
}

void populate(SettingsItem &item)
{
    if (item.isPopulated)
        return;
    item.isPopulated = true;
    for (const Member &member : shownMembers(fileOf(item), item.node))
        item.children.push_back(makeItem(item, member));
    numberRows(item);
}

void numberRows(SettingsItem &item, int first)
{
    for (std::size_t row = std::size_t(first); row < item.children.size(); ++row)
        item.children[row]->row = int(row);
}

bool isSameMember(const SettingsItem &item, const Member &member)
{
    if (isListMember(item.node) || isListMember(member.node))
        return isListMember(item.node) == isListMember(member.node) && item.position == member.position;
    if (item.node.isShadowed() != member.node.isShadowed())
        return false;
    return item.newKey ? *item.newKey == member.node.key() : item.node.hasKeyOf(member.node);
}

bool looksDifferent(const Node &before, const Node &after)
{
    return before.kind() != after.kind() || before.childCount() != after.childCount() ||
           before.style() != after.style() || before.isShadowed() != after.isShadowed() ||
           before.text() != after.text() || (isScalar(after.kind()) && !before.hasValueOf(after));
}

RowSteps memberSteps(const SettingsItem &item, const std::vector<Member> &members)
{
    std::vector<Member> before;
    before.reserve(item.children.size());
    for (const std::unique_ptr<SettingsItem> &child : item.children)
        before.push_back({child->node, child->position});
    // Another filter of the same document is the common case with very many rows, and numbers are cheap to compare.
    if (areOfOneDocument(before, members))
        return rowSteps(memberIds(before), memberIds(members));
    MemberKeys keysBefore;
    for (const std::unique_ptr<SettingsItem> &child : item.children)
        keysBefore.add(child->node, child->position, child->newKey);
    MemberKeys keysAfter;
    for (const Member &member : members)
        keysAfter.add(member.node, member.position);
    return rowSteps(keysBefore.keys(), keysAfter.keys());
}

} // namespace retune
