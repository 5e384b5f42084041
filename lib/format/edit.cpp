#include <retune/format/edit.h>

#include <retune/format/editcheck.h>
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
    return key ? Tr::tr("%1 is %2 and has no keys").arg(name, withArticle(container.typeName()))
               : Tr::tr("%1 is %2 and has no numbered members").arg(name, withArticle(container.typeName()));
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

// What is set

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
        return Tr::tr("expected a single value, found %1; its members are set one by one")
            .arg(withArticle(node.typeName()));
    if (node.kind() == Kind::Opaque)
        return Tr::tr("expected a plain value, found code that only its program understands");
    if (hasCommentInside(document, node.range()))
        return Tr::tr("expected a value without comments between its lines; they would be lost");
    return {};
}

// What changes the members of a container

Unexpected<Problem> misuse(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Misuse, {}, {}, {}, message}};
}

Result<Node> memberToChange(const Document &document, const KeyPath &path)
{
    if (path.isEmpty())
        return misuse(Tr::tr("expected a key or a position, found the file as a whole"));
    return target(document, path);
}

/// Whether a member before this one has the same key: with this one gone, that one would count.
bool isRepeated(const Node &node)
{
    if (node.parent().kind() != Kind::Table)
        return false;
    for (Node other = node.parent().firstChild(); other; other = other.nextSibling()) {
        if (other.isShadowed() && other.key() == node.key())
            return true;
    }
    return false;
}

/// Why the container cannot get a member under the last segment of `path`; empty where it can.
QString objectionToAdding(const Node &container, const KeyPath &path)
{
    const QString *key = std::get_if<QString>(&path.last());
    const bool isListOfOne = container.isListOfOne() && !key;
    if (!container.isContainer() && !isListOfOne)
        return Tr::tr("%1 has no members to add to").arg(withArticle(container.typeName()));
    if (key && container.kind() == Kind::List)
        return Tr::tr("members of %1 have a position and no key").arg(withArticle(container.typeName()));
    if (key)
        return container.child(*key) ? Tr::tr("there is a key %1 already").arg(quoted(*key)) : QString();
    if (container.kind() == Kind::Table)
        return Tr::tr("members of %1 have a key and no position").arg(withArticle(container.typeName()));
    const int count = isListOfOne ? 1 : container.childCount();
    if (std::get<int>(path.last()) > count)
        return Tr::tr("expected a position from 0 to %1, found %2")
            .arg(QString::number(count), QString::number(std::get<int>(path.last())));
    return {};
}

/// The replacements that add a member, where the file had nothing but the ends of lines: these go, so that what is added begins
/// and ends the file.
QList<Replacement> withoutEmptyLines(const Document &document, const QList<Replacement> &added)
{
    const QByteArray &bytes = document.bytes();
    const TextFacts &facts = document.facts();
    const auto endsLines = [](char byte) { return byte == '\n' || byte == '\r'; };
    if (bytes.size() == facts.bomSize ||
        !std::all_of(bytes.cbegin() + facts.bomSize, bytes.cend(), endsLines))
        return added;
    QByteArray text;
    for (const Replacement &replacement : added)
        text += replacement.text;
    const auto first = std::find_if_not(text.cbegin(), text.cend(), endsLines);
    const auto end = std::find_if_not(text.crbegin(), text.crend(), endsLines).base();
    return {{{facts.bomSize, bytes.size()}, QByteArray(first, end - first) + facts.newLine}};
}

// The check

Unexpected<Problem> readsOtherwise(const Document &document, const Node &at, const Value &value,
                                   const Node &written)
{
    return refused(
        document, at,
        Tr::tr("expected the %1 \"%2\" to read back as such, but %3 would read it as the %4 \"%5\"")
            .arg(kindName(value.kind), value.text, document.format().name(), written.typeName(),
                 written.value().text));
}

/// The edit with these replacements, where it passes the check and the member holds `value` afterwards; null asks for none.
Result<Edit> checked(const Document &document, const ExpectedEdit &expected,
                     const Result<QList<Replacement>> &replacements, const Value *value = nullptr)
{
    if (!replacements)
        return refused(document, expected.node, replacements.error().message);
    const Result<CheckedEdit> after = checkedEdit(document, expected, *replacements);
    if (!after)
        return Unexpected{after.error()};
    if (value && isContainer(value->kind)) {
        if (after->node.kind() != value->kind || after->node.childCount() > 0)
            return readsOtherwise(document, expected.node, *value, after->node);
    } else if (value && !holds(document, after->node, *value)) {
        return readsOtherwise(document, expected.node, *value, after->node);
    }
    return Edit{*replacements, after->document};
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
    return checked(document, {ExpectedEdit::Type::Set, *node, {}, 0},
                   QList{Replacement{node->range(), *text}}, &value);
}

Result<Edit> setValues(const Document &document, const QList<KeyPath> &paths, const Value &value)
{
    QList<Node> nodes;
    QList<Replacement> replacements;
    for (const KeyPath &path : paths) {
        const Result<Node> node = target(document, path);
        if (!node)
            return Unexpected{node.error()};
        if (isScalar(node->kind()) && holds(document, *node, value))
            continue;
        if (const QString why = objection(document, *node); !why.isEmpty())
            return refused(document, *node, why);
        const Result<QByteArray> text = document.format().encode(value, *node);
        if (!text)
            return refused(document, *node, text.error().message);
        nodes += *node;
        replacements += Replacement{node->range(), *text};
    }
    std::sort(replacements.begin(), replacements.end(),
              [](const Replacement &a, const Replacement &b) { return a.range.begin < b.range.begin; });
    const Result<Document> after = checkedValues(document, nodes, replacements);
    if (!after)
        return Unexpected{after.error()};
    for (const Node &node : nodes) {
        const Node written = after->find(node.path());
        if (!holds(*after, written, value))
            return readsOtherwise(document, node, value, written);
    }
    return Edit{replacements, *after};
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
    return checked(document, {ExpectedEdit::Type::Set, *node, {}, 0},
                   QList{Replacement{node->range(), text}});
}

Result<Edit> addValue(const Document &document, const KeyPath &path, const Value &value)
{
    if (path.isEmpty())
        return misuse(Tr::tr("expected a key or a position to add, found none"));
    const Result<Node> container = target(document, path.parent());
    if (!container)
        return Unexpected{container.error()};
    if (const QString why = objectionToAdding(*container, path); !why.isEmpty())
        return refused(document, *container, why);
    NewMember member;
    member.value = value;
    if (const QString *key = std::get_if<QString>(&path.last()))
        member.key = *key;
    else
        member.position = std::get<int>(path.last());
    auto replacements = document.format().insertion(document, *container, member);
    if (replacements)
        replacements = withoutEmptyLines(document, *replacements);
    return checked(document, {ExpectedEdit::Type::Add, *container, member.key, member.position}, replacements,
                   &value);
}

Result<Edit> removeValue(const Document &document, const KeyPath &path)
{
    const Result<Node> node = memberToChange(document, path);
    if (!node)
        return Unexpected{node.error()};
    if (isRepeated(*node))
        return refused(document, *node,
                       Tr::tr("this key is given twice, and the other one would count then"));
    Node gone = *node;
    while (gone.parent().isImplied() && gone.parent().childCount() == 1)
        gone = gone.parent();
    return checked(document, {ExpectedEdit::Type::Remove, gone, {}, 0},
                   document.format().removal(document, *node));
}

Result<Edit> renameKey(const Document &document, const KeyPath &path, const QString &key)
{
    const Result<Node> node = memberToChange(document, path);
    if (!node)
        return Unexpected{node.error()};
    if (node->parent().kind() != Kind::Table)
        return refused(document, *node,
                       Tr::tr("members of %1 have no keys").arg(withArticle(node->parent().typeName())));
    if (node->key() == key)
        return Edit{{}, document};
    if (node->parent().child(key))
        return refused(document, *node, Tr::tr("there is a key %1 already").arg(quoted(key)));
    if (isRepeated(*node))
        return refused(document, *node,
                       Tr::tr("this key is given twice, and the other one would count then"));
    return checked(document, {ExpectedEdit::Type::Rename, *node, key, 0},
                   document.format().renaming(document, *node, key));
}

Result<Edit> moveElement(const Document &document, const KeyPath &path, int position)
{
    const Result<Node> node = memberToChange(document, path);
    if (!node)
        return Unexpected{node.error()};
    const Node list = node->parent();
    if (list.kind() != Kind::List)
        return refused(document, *node, Tr::tr("only members of a list have an order that counts"));
    if (position < 0 || position >= list.childCount()) {
        return refused(document, *node,
                       Tr::tr("expected a position from 0 to %1, found %2")
                           .arg(QString::number(list.childCount() - 1), QString::number(position)));
    }
    if (node->position() == position)
        return Edit{{}, document};
    return checked(document, {ExpectedEdit::Type::Move, *node, {}, position},
                   document.format().movement(document, *node, position));
}

} // namespace retune
