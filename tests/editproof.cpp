#include "editproof.h"

#include <retune/format/keydiff.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace retune::test {

namespace {

using Type = AskedEdit::Type;

/// One node of a tree that is written as a list, in source order.
struct Line
{
    int depth = 0;
    QString key;
    Kind kind = Kind::Null;
    QString text; ///< of what has no members
    bool isShadowed = false;

    bool operator==(const Line &) const = default;
};

struct Outline
{
    QList<Line> lines;
    QList<quint32> ids; ///< of the node behind each line

    qsizetype indexOf(const Node &node) const { return ids.indexOf(node.id()); }
    /// One past the last line below the node at `index`.
    qsizetype endOf(qsizetype index) const
    {
        qsizetype end = index + 1;
        while (end < lines.size() && lines.at(end).depth > lines.at(index).depth)
            ++end;
        return end;
    }
};

void append(Outline &outline, const Node &node, int depth)
{
    outline.lines += Line{depth, node.key(), node.kind(), node.isContainer() ? QString() : node.value().text,
                          node.isShadowed()};
    outline.ids += node.id();
    for (Node member = node.firstChild(); member; member = member.nextSibling())
        append(outline, member, depth + 1);
}

Outline outlined(const Document &document)
{
    Outline outline;
    append(outline, document.root(), 0);
    return outline;
}

/// The lines without those of one node and what is below it, which are handed out.
QList<Line> without(const Outline &outline, qsizetype index, QList<Line> *taken = nullptr)
{
    const qsizetype end = outline.endOf(index);
    if (taken)
        *taken = outline.lines.sliced(index, end - index);
    return outline.lines.first(index) + outline.lines.sliced(end);
}

QString shown(const QList<Line> &lines)
{
    QString text;
    for (const Line &line : lines) {
        text += u"\n%1%2: %3 %4%5"_s.arg(QString(line.depth * 2, u' '), line.key, kindName(line.kind),
                                         line.text, line.isShadowed ? u" (shadowed)"_s : QString());
    }
    return text;
}

QString compared(const QList<Line> &found, const QList<Line> &wanted)
{
    if (found == wanted)
        return {};
    return u"expected the tree%1\nfound%2"_s.arg(shown(wanted), shown(found));
}

bool holds(const Document &document, const Node &node, const Value &value)
{
    if (isContainer(value.kind))
        return node.kind() == value.kind && node.childCount() == 0;
    if (sameValue(node.value(), value))
        return true;
    // Where the file tells no types, the characters count: `8080` set as text reads back as a number.
    const bool isText = !document.format().hasTypes() && isScalar(node.kind()) && node.kind() != Kind::Null;
    return isText && (node.value().text == value.text || QString::fromUtf8(node.text()) == value.text);
}

QString objectionToNode(const Document &after, const Node &node, const Value &value)
{
    if (!node)
        return u"expected a node at the place of the edit, found none"_s;
    if (holds(after, node, value))
        return {};
    return u"expected the %1 \"%2\", found the %3 \"%4\""_s.arg(kindName(value.kind), value.text,
                                                                kindName(node.kind()), node.value().text);
}

// One proof for each type of edit

QString objectionToSet(const Document &before, const Document &after, const AskedEdit &asked)
{
    const Node node = before.find(asked.path);
    const Node now = after.find(asked.path);
    if (const QString why = objectionToNode(after, now, asked.value); !why.isEmpty())
        return why;
    const qsizetype behind = before.bytes().size() - node.range().end;
    if (after.bytes().left(node.range().begin) != before.bytes().left(node.range().begin) ||
        after.bytes().right(behind) != before.bytes().right(behind))
        return u"expected that no byte outside of the value changes"_s;
    // A value of another kind may bring something in front of it that is no part of it: a tag in YAML.
    const bool isInPlace = node.kind() == now.kind() && !node.range().isEmpty() && !now.range().isEmpty();
    const qsizetype behindNow = after.bytes().size() - now.range().end;
    // Where a value begins with a line break, the blanks in front of it may count to it.
    const qsizetype first = std::min(now.range().begin, node.range().begin);
    const qsizetype last = std::max(now.range().begin, node.range().begin);
    const bool beginsThere = after.bytes().sliced(first, last - first).trimmed().isEmpty();
    if (isInPlace && (!beginsThere || behindNow != behind))
        return u"expected the new value alone in the place of the old one"_s;
    QList<Line> wanted = outlined(before).lines;
    Line &line = wanted[outlined(before).indexOf(node)];
    line.kind = now.kind();
    line.text = now.value().text;
    return compared(outlined(after).lines, wanted);
}

QString objectionToAdd(const Document &before, const Document &after, const AskedEdit &asked)
{
    const Node node = after.find(asked.path);
    if (const QString why = objectionToNode(after, node, asked.value); !why.isEmpty())
        return why;
    const Outline now = outlined(after);
    return compared(without(now, now.indexOf(node)), outlined(before).lines);
}

/// Where a list is written by giving a key several times, what stays of two members stands in the place of the list.
void putInPlaceOfList(QList<Line> &lines, qsizetype list)
{
    Line member = lines.takeAt(list + 1);
    member.key = lines.at(list).key;
    member.depth = lines.at(list).depth;
    lines[list] = member;
}

QString objectionToRemove(const Document &before, const Document &after, const AskedEdit &asked)
{
    const Outline old = outlined(before);
    const Node node = before.find(asked.path);
    Node gone = node;
    while (gone.parent().isImplied() && gone.parent().childCount() == 1)
        gone = gone.parent();
    QList<Line> wanted = without(old, old.indexOf(gone));
    const Node list = node.parent();
    const Node left = after.find(list.path());
    if (list.kind() == Kind::List && list.childCount() == 2 && left && left.isListOfOne())
        putInPlaceOfList(wanted, old.indexOf(list));
    return compared(outlined(after).lines, wanted);
}

QString objectionToRename(const Document &before, const Document &after, const AskedEdit &asked)
{
    QList<Line> wanted = outlined(before).lines;
    wanted[outlined(before).indexOf(before.find(asked.path))].key = asked.key;
    return compared(outlined(after).lines, wanted);
}

QString objectionToMove(const Document &before, const Document &after, const AskedEdit &asked)
{
    const Outline old = outlined(before);
    const Outline now = outlined(after);
    const Node moved = after.find(asked.path.parent().child(asked.position));
    if (!moved)
        return u"expected a node where the member was moved, found none"_s;
    QList<Line> taken;
    QList<Line> found;
    const QList<Line> others = without(old, old.indexOf(before.find(asked.path)), &taken);
    const QString why = compared(without(now, now.indexOf(moved), &found), others);
    return why.isEmpty() ? compared(found, taken) : why;
}

QString objectionToTree(const Document &before, const Document &after, const AskedEdit &asked)
{
    switch (asked.type) {
    case Type::Set:
        return objectionToSet(before, after, asked);
    case Type::Add:
        return objectionToAdd(before, after, asked);
    case Type::Remove:
        return objectionToRemove(before, after, asked);
    case Type::Rename:
        return objectionToRename(before, after, asked);
    case Type::Move:
        return objectionToMove(before, after, asked);
    }
    return {};
}

/// Where changes may be told: members of a list move when one is added, removed or moved.
QList<KeyPath> placesOf(const Document &before, const AskedEdit &asked)
{
    const bool isInList = before.find(asked.path.parent()).kind() == Kind::List;
    switch (asked.type) {
    case Type::Set:
        return {asked.path};
    case Type::Rename:
        return {asked.path, asked.path.parent().child(asked.key)};
    case Type::Add:
    case Type::Remove:
    case Type::Move:
        break;
    }
    // The last member that goes leaves its container behind as an empty one.
    const bool isOnly = before.find(asked.path.parent()).childCount() <= 1;
    return {isInList || isOnly ? asked.path.parent() : asked.path};
}

QString objectionToChanges(const Document &before, const Document &after, const AskedEdit &asked)
{
    const QList<Change> changes = keyDiff(before, after);
    const QList<KeyPath> places = placesOf(before, asked);
    for (const Change &change : changes) {
        const bool isAllowed = std::any_of(places.begin(), places.end(), [&](const KeyPath &place) {
            return change.path.startsWith(place);
        });
        if (!isAllowed)
            return u"expected no change outside of the asked-for place, found "_s + change.toString();
    }
    if (asked.type == Type::Set && changes.size() > 1)
        return u"expected one change, found %1"_s.arg(changes.size());
    return {};
}

bool areInOrder(const QList<Replacement> &replacements, qsizetype size)
{
    qsizetype done = 0;
    for (const Replacement &replacement : replacements) {
        const ByteRange range = replacement.range;
        if (range.begin < done || range.end < range.begin || range.end > size)
            return false;
        done = range.end;
    }
    return true;
}

} // namespace

QString AskedEdit::verb() const
{
    switch (type) {
    case Type::Set:
        return u"set"_s;
    case Type::Add:
        return u"add"_s;
    case Type::Remove:
        return u"remove"_s;
    case Type::Rename:
        return u"rename"_s;
    case Type::Move:
        break;
    }
    return u"move"_s;
}

QString AskedEdit::toString() const
{
    QString text = verb() + u' ' + path.toString();
    if (type == Type::Set || type == Type::Add)
        text += u" to the %1 \"%2\""_s.arg(kindName(value.kind), value.text);
    else if (type == Type::Rename)
        text += u" to \"%1\""_s.arg(key);
    else if (type == Type::Move)
        text += u" to position %1"_s.arg(position);
    return text;
}

Result<Edit> made(const Document &before, const AskedEdit &asked)
{
    switch (asked.type) {
    case Type::Set:
        return setValue(before, asked.path, asked.value);
    case Type::Add:
        return addValue(before, asked.path, asked.value);
    case Type::Remove:
        return removeValue(before, asked.path);
    case Type::Rename:
        return renameKey(before, asked.path, asked.key);
    case Type::Move:
        break;
    }
    return moveElement(before, asked.path, asked.position);
}

QString objectionTo(const Edit &edit, const Document &before, const AskedEdit &asked)
{
    if (!areInOrder(edit.replacements, before.bytes().size()))
        return u"expected replacements that are sorted and do not overlap"_s;
    const QByteArray bytes = applied(before.bytes(), edit.replacements);
    if (edit.result.bytes() != bytes)
        return u"expected the document to hold what the replacements give"_s;
    if (applied(bytes, inverted(before.bytes(), edit.replacements)) != before.bytes())
        return u"expected undo to give the bytes from before"_s;
    const Result<Document> after = before.format().parse(bytes, before.limits());
    if (!after)
        return u"expected a text that parses, found "_s + after.error().toString();
    if (outlined(*after).lines != outlined(edit.result).lines)
        return u"expected the document to be what its bytes say"_s;
    const QString why = objectionToTree(before, *after, asked);
    return why.isEmpty() ? objectionToChanges(before, *after, asked) : why;
}

QList<Node> reachableNodes(const Document &document)
{
    QList<Node> nodes;
    for (quint32 id = 0; id < quint32(document.nodeCount()); ++id) {
        if (const Node node = document.node(id); document.find(node.path()) == node)
            nodes += node;
    }
    return nodes;
}

Value otherValue(const Value &value)
{
    switch (value.kind) {
    case Kind::Integer:
        return Value::integer(value.text == u"42" ? 43 : 42);
    case Kind::Float:
        return {Kind::Float, value.text == u"2.5" ? u"3.5"_s : u"2.5"_s};
    case Kind::Boolean:
        return Value::boolean(value.text != u"true");
    case Kind::String:
    case Kind::Bytes:
        return {value.kind, value.text + u'x'};
    case Kind::DateTime: {
        // Its last digit is changed to one that suits every day, second and offset.
        QString text = value.text;
        auto digit = std::find_if(text.rbegin(), text.rend(), [](QChar c) { return c.isDigit(); });
        if (digit != text.rend())
            *digit = *digit == u'1' ? u'2' : u'1';
        return {value.kind, text};
    }
    case Kind::Null:
    case Kind::Table:
    case Kind::List:
    case Kind::Opaque:
        break;
    }
    return Value::string(u"text"_s);
}

} // namespace retune::test
