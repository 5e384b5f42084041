#include <retune/format/edit.h>

#include <retune/format/format.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

QString quoted(const QString &text)
{
    return QLatin1Char('"') + text + QLatin1Char('"');
}

Problem problemAt(const Document &document, const Node &node, ProblemKind kind, const QString &message)
{
    return {kind, {}, document.position(node.range().begin), node.range(), message};
}

Unexpected<Problem> refused(const Document &document, const Node &node, const QString &message)
{
    return Unexpected{problemAt(document, node, ProblemKind::Refused, message)};
}

// Finding the target

/// The first keys of a table, for a person who mistyped one.
QString someKeys(const Node &table)
{
    constexpr int most = 5;
    QStringList keys;
    Node member = table.firstChild();
    for (; member && keys.size() < most; member = member.nextSibling()) {
        if (!member.isShadowed())
            keys += quoted(member.key());
    }
    if (keys.isEmpty())
        return Tr::tr("it has no keys");
    return Tr::tr("it has %1").arg(keys.join(QLatin1String(", "))) +
           (member ? QStringLiteral(", …") : QString());
}

QString missingMember(const Node &container, const KeyPath &path, const KeyPath::Segment &segment)
{
    const QString name = path.isEmpty() ? Tr::tr("the file") : quoted(path.toString());
    const QString *key = std::get_if<QString>(&segment);
    if (container.kind() == Kind::Table && key)
        return Tr::tr("%1 has no key %2; %3").arg(name, quoted(*key), someKeys(container));
    if (container.kind() == Kind::List && !key)
        return Tr::tr("%1 has no member [%2]; it has %3, counted from 0")
            .arg(name, QString::number(std::get<int>(segment)), QString::number(container.childCount()));
    return key ? Tr::tr("%1 is a %2 and has no keys").arg(name, container.typeName())
               : Tr::tr("%1 is a %2 and has no numbered members").arg(name, container.typeName());
}

Node memberOf(const Node &container, const KeyPath::Segment &segment)
{
    if (const QString *key = std::get_if<QString>(&segment))
        return container.kind() == Kind::Table ? container.child(*key) : Node();
    return container.kind() == Kind::List ? container.child(std::get<int>(segment)) : Node();
}

Result<Node> target(const Document &document, const KeyPath &path)
{
    if (document.isNull())
        return Unexpected{
            Problem{ProblemKind::Misuse, {}, {}, {}, Tr::tr("expected a document, found none")}};
    Node found = document.root();
    KeyPath reached;
    for (const KeyPath::Segment &segment : path.segments()) {
        const Node member = memberOf(found, segment);
        if (!member) {
            return Unexpected{
                problemAt(document, found, ProblemKind::NoSuchKey, missingMember(found, reached, segment))};
        }
        found = member;
        reached = reached.child(segment);
    }
    return found;
}

// The check of promise 4

/// The node after `node` in the order of the tree, leaving out what is below `node` where `skipMembers`.
Node following(Node node, bool skipMembers)
{
    if (!skipMembers && node.firstChild())
        return node.firstChild();
    while (node && !node.nextSibling())
        node = node.parent();
    return node ? node.nextSibling() : Node();
}

bool isSameNode(const Node &left, const Node &right)
{
    return left.kind() == right.kind() && left.isShadowed() == right.isShadowed() &&
           left.key() == right.key() && left.childCount() == right.childCount() &&
           (left.isContainer() || left.value() == right.value());
}

/// The node of `after` that stands where `target` stands in `before`; null where anything else differs.
Node counterpart(const Node &target, Node before, Node after)
{
    Node found;
    while (before && after) {
        const bool isTarget = before == target;
        if (isTarget && before.key() != after.key())
            return {};
        if (isTarget)
            found = after;
        else if (!isSameNode(before, after))
            return {};
        before = following(before, isTarget);
        after = following(after, isTarget);
    }
    return before || after ? Node() : found;
}

/// The comments outside `range`, those behind it moved by `shift`.
QList<ByteRange> commentsOutside(const Document &document, ByteRange range, qsizetype shift)
{
    QList<ByteRange> outside;
    for (const ByteRange &comment : document.comments()) {
        if (comment.end <= range.begin)
            outside += comment;
        else if (comment.begin >= range.end)
            outside += ByteRange{comment.begin + shift, comment.end + shift};
    }
    return outside;
}

struct Checked
{
    Document document;
    Node target;
};

/// Parses the text again and compares the trees: only the node at `target` may differ.
Result<Checked> checked(const Document &document, const Node &target, const Replacement &replacement)
{
    const QByteArray bytes = applied(document.bytes(), {replacement});
    const Result<Document> after = document.format().parse(bytes, document.limits());
    if (!after) {
        return refused(
            document, target,
            Tr::tr("expected a file that can still be read, but then: %1").arg(after.error().toString()));
    }
    const ByteRange written{replacement.range.begin, replacement.range.begin + replacement.text.size()};
    const qsizetype shift = written.size() - replacement.range.size();
    const Node found = counterpart(target, document.root(), after->root());
    if (!found ||
        commentsOutside(document, replacement.range, shift) != commentsOutside(*after, written, 0)) {
        return refused(
            document, target,
            Tr::tr("expected to change this value alone, but then other parts of the file would change"));
    }
    return Checked{*after, found};
}

bool isWrittenAs(const Node &node, const Value &value)
{
    return node.kind() != Kind::Null && node.kind() != Kind::Boolean && node.value().text == value.text;
}

/// Whether a program that reads `node` sees `value`. Where the file tells no types only the characters count.
bool holds(const Document &document, const Node &node, const Value &value)
{
    if (sameValue(node.value(), value))
        return true;
    const bool isSpelled = !node.range().isEmpty() && decodedUtf8(node.text()) == value.text;
    return !document.format().hasTypes() && (isSpelled || isWrittenAs(node, value));
}

bool hasCommentInside(const Document &document, ByteRange range)
{
    const QList<ByteRange> &comments = document.comments();
    const auto first =
        std::lower_bound(comments.begin(), comments.end(), range.begin,
                         [](const ByteRange &comment, qsizetype at) { return comment.begin < at; });
    return first != comments.end() && first->begin < range.end;
}

/// Why the value at `node` is not set as one value; empty where it can be.
QString objection(const Document &document, const Node &node)
{
    if (node.isContainer())
        return Tr::tr("expected a single value, found a %1; its members are set one by one")
            .arg(node.typeName());
    if (node.kind() == Kind::Opaque)
        return Tr::tr("expected a plain value, found code that only its program understands");
    if (hasCommentInside(document, node.range()))
        return Tr::tr("expected a value without comments between its lines; they would be lost");
    return {};
}

} // namespace

Result<Edit> setValue(const Document &document, const KeyPath &path, const Value &value)
{
    const Result<Node> node = target(document, path);
    if (!node)
        return Unexpected{node.error()};
    if (isScalar(node->kind()) && holds(document, *node, value))
        return Edit{{}, document};
    if (const QString why = objection(document, *node); !why.isEmpty())
        return refused(document, *node, why);
    const Result<QByteArray> text = document.format().encode(value, *node);
    if (!text)
        return refused(document, *node, text.error().message);
    const Replacement replacement{node->range(), *text};
    const Result<Checked> after = checked(document, *node, replacement);
    if (!after)
        return Unexpected{after.error()};
    if (!holds(after->document, after->target, value)) {
        return refused(
            document, *node,
            Tr::tr("expected the %1 \"%2\" to read back as such, but %3 would read it as the %4 \"%5\"")
                .arg(kindName(value.kind), value.text, document.format().name(), after->target.typeName(),
                     after->target.value().text));
    }
    return Edit{{replacement}, after->document};
}

Result<Edit> setText(const Document &document, const KeyPath &path, const QByteArray &text)
{
    const Result<Node> node = target(document, path);
    if (!node)
        return Unexpected{node.error()};
    if (node->text() == text)
        return Edit{{}, document};
    if (node->kind() == Kind::Opaque)
        return refused(document, *node, objection(document, *node));
    const Replacement replacement{node->range(), text};
    const Result<Checked> after = checked(document, *node, replacement);
    if (!after)
        return Unexpected{after.error()};
    return Edit{{replacement}, after->document};
}

} // namespace retune
