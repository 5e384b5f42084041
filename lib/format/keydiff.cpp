#include <retune/format/keydiff.h>

#include <retune/format/format.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <QtCore/QHash>

#include <algorithm>
#include <vector>

namespace retune {

namespace {

/// Whether `untyped`, of a file that tells no types, reads as `other` where it is taken for a value of that kind.
bool readsAs(const Node &untyped, const Value &other)
{
    const auto isOther = [&](const QString &text) {
        const Result<Value> value = valueFromText(other.kind, text);
        return value && sameValue(*value, other);
    };
    const bool isWord = untyped.kind() == Kind::Null || untyped.kind() == Kind::Boolean;
    return (!isWord && isOther(untyped.value().text)) ||
           (!untyped.range().isEmpty() && isOther(decodedUtf8(untyped.text())));
}

/// Whether both are the same text, and one of them is a date or a time, which not every format has.
bool isSameDate(const Value &left, const Value &right)
{
    const bool isDate = (left.kind == Kind::DateTime && right.kind == Kind::String) ||
                        (left.kind == Kind::String && right.kind == Kind::DateTime);
    return isDate && left.text == right.text;
}

/// Walks two trees side by side. Recursion is as deep as the documents, which their limits bound.
class TreeComparison
{
public:
    TreeComparison(const Document &before, const Document &after)
    {
        if (before.isNull() || after.isNull())
            return;
        m_isOneFormat = before.format().id() == after.format().id();
        m_hasTypesBefore = before.format().hasTypes();
        m_hasTypesAfter = after.format().hasTypes();
    }

    QList<Change> changes;

    void compare(const Node &before, const Node &after)
    {
        if (before.kind() == Kind::Table && after.kind() == Kind::Table)
            compareTables(before, after);
        else if (before.kind() == Kind::List && after.kind() == Kind::List)
            compareLists(before, after);
        else if (hasMembers(before) && after.isContainer())
            replaceContainer(before, after);
        else if (before.isContainer() && hasMembers(after))
            replaceContainer(before, after);
        else if (!isSame(before, after))
            note(before.value(), after.value());
    }

    void add(const Node &node)
    {
        forEachLeaf(node, [this](const Node &leaf) { note(std::nullopt, leaf.value()); });
    }
    void remove(const Node &node)
    {
        forEachLeaf(node, [this](const Node &leaf) { note(leaf.value(), std::nullopt); });
    }
    void addMembers(const Node &container)
    {
        forEachMember(container, [this](const Node &member) { add(member); });
    }
    void removeMembers(const Node &container)
    {
        forEachMember(container, [this](const Node &member) { remove(member); });
    }

    /// Whether every key and list member of `before` is in `after` too. Quick, and says no where that takes more to find out.
    bool clearlyKeeps(const Node &before, const Node &after) const
    {
        if (!m_isOneFormat || before.isContainer() != after.isContainer())
            return false;
        if (!before.isContainer())
            return true; // one value for another
        const bool isTable = before.kind() == Kind::Table;
        Node old = seenFrom(before.firstChild());
        Node now = seenFrom(after.firstChild());
        bool isKept = before.kind() == after.kind();
        while (isKept && old && now) {
            isKept = (!isTable || old.hasKeyOf(now)) && clearlyKeeps(old, now);
            old = seenFrom(old.nextSibling());
            now = seenFrom(now.nextSibling());
        }
        return isKept && !old;
    }

private:
    /// Whether programs see the same value, as far as both formats can say it.
    bool isSame(const Node &before, const Node &after) const
    {
        if (m_isOneFormat && before.hasValueOf(after))
            return true; // seldom needs the values
        const Value old = before.value();
        const Value now = after.value();
        if (m_isOneFormat || sameValue(old, now))
            return sameValue(old, now);
        if (!isScalar(old.kind) || !isScalar(now.kind))
            return false;
        return isSameDate(old, now) || (!m_hasTypesBefore && readsAs(before, now)) ||
               (!m_hasTypesAfter && readsAs(after, old));
    }

    static bool hasMembers(const Node &node) { return node.isContainer() && node.childCount() > 0; }

    void replaceContainer(const Node &before, const Node &after)
    {
        remove(before);
        add(after);
    }

    /// Calls `use` for each member that counts, with the path leading to it.
    template<typename Use>
    void forEachMember(const Node &container, Use use)
    {
        int position = 0;
        for (Node member = container.firstChild(); member; member = member.nextSibling(), ++position) {
            if (member.isShadowed())
                continue;
            if (container.kind() == Kind::Table)
                m_path.emplace_back(member.key());
            else
                m_path.emplace_back(position);
            use(member);
            m_path.pop_back();
        }
    }

    template<typename Use>
    void forEachLeaf(const Node &node, Use use)
    {
        if (!hasMembers(node))
            use(node);
        else
            forEachMember(node, [&](const Node &member) { forEachLeaf(member, use); });
    }

    void compareLists(const Node &before, const Node &after)
    {
        Node old = before.firstChild();
        Node now = after.firstChild();
        for (int position = 0; old || now; ++position) {
            m_path.emplace_back(position);
            if (old && now)
                compare(old, now);
            else if (old)
                remove(old);
            else
                add(now);
            m_path.pop_back();
            old = old ? old.nextSibling() : old;
            now = now ? now.nextSibling() : now;
        }
    }

    struct Member
    {
        QString key;
        Node node;
        bool isKept = false; ///< the other table has the key too
    };

    static std::vector<Member> membersOf(const Node &table)
    {
        std::vector<Member> members;
        members.reserve(std::size_t(table.childCount()));
        for (Node member = table.firstChild(); member; member = member.nextSibling()) {
            if (!member.isShadowed())
                members.push_back({member.key(), member});
        }
        return members;
    }

    /// The member or the next one that programs see, or a null node.
    static Node seenFrom(Node member)
    {
        while (member && member.isShadowed())
            member = member.nextSibling();
        return member;
    }

    /// Whether both tables have the same keys in the same order, as after most edits.
    bool hasSameKeys(const Node &before, const Node &after) const
    {
        if (!m_isOneFormat)
            return false;
        Node old = seenFrom(before.firstChild());
        Node now = seenFrom(after.firstChild());
        while (old && now && old.hasKeyOf(now)) {
            old = seenFrom(old.nextSibling());
            now = seenFrom(now.nextSibling());
        }
        return !old && !now;
    }

    void compareTables(const Node &before, const Node &after)
    {
        if (hasSameKeys(before, after))
            compareInTurn(before, after);
        else
            compareByKey(before, after);
    }

    void compareInTurn(const Node &before, const Node &after)
    {
        Node old = seenFrom(before.firstChild());
        for (Node now = seenFrom(after.firstChild()); now; now = seenFrom(now.nextSibling())) {
            const bool isScalar = !old.isContainer() && !now.isContainer();
            if (!isScalar || !old.hasValueOf(now)) {
                m_path.emplace_back(now.key());
                compare(old, now);
                m_path.pop_back();
            }
            old = seenFrom(old.nextSibling());
        }
    }

    void compareByKey(const Node &before, const Node &after)
    {
        std::vector<Member> old = membersOf(before);
        const std::vector<Member> now = membersOf(after);
        QHash<QString, std::size_t> places;
        places.reserve(qsizetype(old.size()));
        for (std::size_t i = 0; i < old.size(); ++i)
            places.insert(old[i].key, i);
        for (const Member &member : now) {
            if (const auto place = places.constFind(member.key); place != places.constEnd())
                old[*place].isKept = true;
        }
        removeFrom(old, 0);
        for (const Member &member : now) {
            const auto place = places.constFind(member.key);
            const bool isNew = place == places.constEnd();
            m_path.emplace_back(member.key);
            if (isNew)
                add(member.node);
            else
                compare(old[*place].node, member.node);
            m_path.pop_back();
            if (!isNew)
                removeFrom(old, *place + 1);
        }
    }

    /// The removed members from `at` up to the next one that was kept: they are told behind the one they followed.
    void removeFrom(const std::vector<Member> &members, std::size_t at)
    {
        for (; at < members.size() && !members[at].isKept; ++at) {
            m_path.emplace_back(members[at].key);
            remove(members[at].node);
            m_path.pop_back();
        }
    }

    void note(std::optional<Value> before, std::optional<Value> after)
    {
        KeyPath path;
        for (const KeyPath::Segment &segment : m_path)
            path = path.child(segment);
        changes.append({path, std::move(before), std::move(after)});
    }

    std::vector<KeyPath::Segment> m_path;
    bool m_isOneFormat = true;
    bool m_hasTypesBefore = true;
    bool m_hasTypesAfter = true;
};

/// Control characters and line breaks as signs. Few fonts have the pictures of those that files hold: these get others.
QString onOneLine(const QString &text)
{
    QString line = text;
    for (QChar &c : line) {
        if (c == u'\n')
            c = u'⏎';
        else if (c == u'\r')
            c = u'←';
        else if (c == u'\t')
            c = u'⇥';
        else if (c.unicode() < 0x20)
            c = QChar(0x2400 + c.unicode());
        else if (c.unicode() == 0x85 || c.unicode() == 0x2028 || c.unicode() == 0x2029)
            c = u'⏎';
        else if (c.unicode() == 0x7F)
            c = QChar(0x2421);
    }
    return line;
}

QString shortened(const Value &value, int maximumLength)
{
    const QString text = isContainer(value.kind) ? value.text.simplified() : value.text;
    if (text.isEmpty())
        return QStringLiteral("\"\"");
    if (text.size() <= maximumLength)
        return onOneLine(text);
    qsizetype length = std::max(maximumLength - 1, 0);
    if (length > 0 && text.at(length - 1).isHighSurrogate())
        --length;
    return onOneLine(text.first(length)) + QChar(0x2026);
}

} // namespace

QString Change::toString(int maximumLength) const
{
    // "1 → 1" would tell nobody that the one is a number and the other a text.
    const bool isOtherKind = before && after && before->kind != after->kind && before->text == after->text;
    const auto shown = [&](const Value &value) {
        const QString text = shortened(value, maximumLength);
        return isOtherKind ? Tr::tr("%1 (%2)").arg(text, kindName(value.kind)) : text;
    };
    const QString change = !before  ? Tr::tr("added %1").arg(shown(*after))
                           : !after ? Tr::tr("removed %1").arg(shown(*before))
                                    : Tr::tr("%1 → %2").arg(shown(*before), shown(*after));
    return path.isEmpty() ? change : path.toString() + QLatin1String(": ") + change;
}

bool losesKeys(const Document &before, const Document &after)
{
    const Node old = before.root();
    const Node now = after.root();
    if (old && now && TreeComparison(before, after).clearlyKeeps(old, now))
        return false;
    const QList<Change> changes = keyDiff(before, after);
    return std::any_of(changes.begin(), changes.end(),
                       [](const Change &change) { return change.type() == Change::Type::Removed; });
}

QList<Change> keyDiff(const Document &before, const Document &after)
{
    const Node old = before.root();
    const Node now = after.root();
    TreeComparison comparison(before, after);
    if (old && now)
        comparison.compare(old, now);
    else if (old)
        old.isContainer() ? comparison.removeMembers(old) : comparison.remove(old);
    else if (now)
        now.isContainer() ? comparison.addMembers(now) : comparison.add(now);
    return comparison.changes;
}

} // namespace retune
