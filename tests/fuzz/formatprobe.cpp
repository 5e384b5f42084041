#include "formatprobe.h"

#include "editproof.h"
#include "lib/nastystrings.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace retune::test {

namespace {

QString objectionToRange(ByteRange range, qsizetype size)
{
    const bool isInside = range.begin >= 0 && range.begin <= range.end && range.end <= size;
    return isInside ? QString()
                    : u"expected a range in the text, found %1 to %2"_s.arg(range.begin).arg(range.end);
}

QString objectionToProblem(const Problem &problem, const QByteArray &bytes)
{
    if (problem.message.isEmpty())
        return u"expected a sentence, found none"_s;
    const auto lineEnds =
        std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
    if (problem.position.line < 0 || problem.position.line > lineEnds + 1)
        return u"expected a line of the text, found "_s + problem.toString();
    return objectionToRange(problem.range, bytes.size());
}

/// Walks the members once, so that a tree that is tied into a knot is found, and not walked for ever.
QString objectionToMembers(const Node &container, int nodeCount)
{
    int count = 0;
    for (Node member = container.firstChild(); member; member = member.nextSibling(), ++count) {
        if (member.parent() != container)
            return u"expected a member of its parent"_s;
        if (count > nodeCount)
            return u"expected an end of the members"_s;
        if (container.kind() == Kind::List && !member.keyRange().isEmpty())
            return u"expected no key in a list"_s;
    }
    return count == container.childCount() ? QString() : u"expected as many members as are counted"_s;
}

QString objectionToNode(const Document &document, const Node &node)
{
    const qsizetype size = document.bytes().size();
    if (const QString why = objectionToRange(node.range(), size); !why.isEmpty())
        return why;
    if (const QString why = objectionToRange(node.keyRange(), size); !why.isEmpty())
        return why;
    if (node.isContainer())
        return objectionToMembers(node, document.nodeCount());
    if (node.firstChild())
        return u"expected no members of a scalar"_s;
    const Value value = node.value();
    if (value.kind != node.kind() || !sameValue(value, value))
        return u"expected a value of the kind of its node"_s;
    return {};
}

/// Whether programs never see the node, because it or a table it is in has a key that is given again later.
bool isHidden(const Node &node)
{
    return node && (node.isShadowed() || isHidden(node.parent()));
}

QString objectionToPath(const Document &document, const Node &node)
{
    if (isHidden(node))
        return {};
    const KeyPath path = node.path();
    const Result<KeyPath> read = KeyPath::parse(path.toString());
    if (!read || *read != path)
        return u"expected a path that can be written and read, found "_s + path.toString();
    return document.find(path) == node ? QString() : u"expected the node at its path "_s + path.toString();
}

QString objectionToDocument(const Document &document)
{
    if (!document.root() || document.root().parent())
        return u"expected a root"_s;
    // Paths take time linear in the position, so only so many are looked at.
    constexpr quint32 mostPaths = 200;
    for (quint32 id = 0; id < quint32(document.nodeCount()); ++id) {
        const Node node = document.node(id);
        QString why = objectionToNode(document, node);
        if (why.isEmpty() && id < mostPaths)
            why = objectionToPath(document, node);
        if (!why.isEmpty())
            return u"node %1: %2"_s.arg(QString::number(id), why);
    }
    qsizetype done = 0;
    for (const ByteRange &comment : document.comments()) {
        if (comment.begin < done || comment.end <= comment.begin || comment.end > document.bytes().size())
            return u"expected comments in order and in the text"_s;
        done = comment.end;
    }
    return {};
}

/// Chooses edits. The same bytes give the same ones.
class EditChoice
{
public:
    EditChoice(const Document &document, quint32 seed)
        : m_random(seed)
        , m_nodes(reachableNodes(document))
    {}

    AskedEdit next()
    {
        const Node node = oneOf(m_nodes);
        const auto type = AskedEdit::Type(m_random.bounded(5));
        AskedEdit asked{type, node.path(), value(node, type), {}, 0};
        if (type == AskedEdit::Type::Add)
            asked.path = placeIn(node.isContainer() || !node.parent() ? node : node.parent());
        else if (type == AskedEdit::Type::Rename)
            asked.key = key();
        else if (type == AskedEdit::Type::Move && node.parent())
            asked.position = m_random.bounded(node.parent().childCount());
        return asked;
    }

private:
    template<typename Of>
    Of oneOf(const QList<Of> &list)
    {
        return list.at(m_random.bounded(int(list.size())));
    }

    KeyPath placeIn(const Node &container)
    {
        if (container.kind() == Kind::List)
            return container.path().child(int(m_random.bounded(container.childCount() + 1)));
        return container.path().child(key());
    }

    QString key() { return m_random.bounded(2) ? u"key"_s : oneOf(nastyStrings()); }

    Value value(const Node &node, AskedEdit::Type type)
    {
        const QList<Value> plain{Value::integer(-5),
                                 {Kind::Integer, u"123456789012345678901234567890"_s},
                                 {Kind::Float, u"1e999"_s},
                                 Value::floating(0.25),
                                 Value::boolean(true),
                                 Value::null(),
                                 {Kind::Bytes, u"\u0000a\u00FF"_s},
                                 {Kind::DateTime, u"2024-05-17"_s}};
        const int choice = m_random.bounded(4);
        if (choice == 0 && type == AskedEdit::Type::Add)
            return {m_random.bounded(2) ? Kind::Table : Kind::List, {}};
        if (choice == 1)
            return oneOf(plain);
        return choice == 2 ? otherValue(node.value()) : Value::string(oneOf(nastyStrings()));
    }

    QRandomGenerator m_random;
    QList<Node> m_nodes;
};

QString objectionToRefusal(const Problem &problem)
{
    const bool isExpected = problem.kind == ProblemKind::Refused || problem.kind == ProblemKind::NoSuchKey ||
                            problem.kind == ProblemKind::Misuse;
    if (!isExpected || problem.message.isEmpty())
        return u"expected a refusal in a sentence, found "_s + problem.toString();
    return {};
}

} // namespace

QString probeFormat(const Format &format, const QByteArray &bytes)
{
    const Result<Document> document = format.parse(bytes);
    return document ? objectionToDocument(*document) : objectionToProblem(document.error(), bytes);
}

QString probeEdits(const Format &format, const QByteArray &bytes)
{
    constexpr int edits = 8;
    const Result<Document> document = format.parse(bytes);
    if (!document)
        return {};
    EditChoice choice(*document, qChecksum(bytes)); // not a hash, which differs from run to run
    for (int i = 0; i < edits; ++i) {
        const AskedEdit asked = choice.next();
        const Result<Edit> edit = made(*document, asked);
        const QString why = edit ? objectionTo(*edit, *document, asked) : objectionToRefusal(edit.error());
        if (!why.isEmpty())
            return asked.toString() + u'\n' + why;
    }
    return {};
}

} // namespace retune::test
