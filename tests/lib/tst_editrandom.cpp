#include "outline.h"
#include "randomjson.h"

#include <retune/format/edit.h>
#include <retune/format/format.h>

#include <QtTest/QTest>

#include <algorithm>
#include <functional>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Document parsed(FormatId id, const QByteArray &text)
{
    const Result<Document> document = format(id).parse(text);
    if (!document)
        qFatal("%s", qPrintable(document.error().toString()));
    return *document;
}

QString shown(const Result<Edit> &edit)
{
    return edit ? QString::fromUtf8(edit->result.bytes()) : edit.error().toString();
}

/// A random edit of one member, and what the members of its container are afterwards.
class RandomEdit
{
public:
    RandomEdit(const Document &document, quint32 seed)
        : m_document(document)
        , m_random(seed)
        , m_newKey(u"new \"key\" %1"_s.arg(seed))
    {
        const Node container = randomContainer();
        if (container)
            choose(container);
    }

    bool isNull() const { return !m_change; }
    Result<Edit> make() const { return m_change(m_document); }
    bool isRemoval() const { return m_isRemoval; }
    const KeyPath &container() const { return m_container; }
    /// What the members of the container are, in order.
    const QStringList &members() const { return m_members; }

    static QStringList membersOf(const Node &container)
    {
        QStringList members;
        for (Node member = container.firstChild(); member; member = member.nextSibling())
            members += member.key() + u": "_s + outline(member);
        return members;
    }

private:
    /// A container that a path leads to; shadowed ones have none.
    Node randomContainer()
    {
        QList<Node> containers;
        for (quint32 id = 0; id < quint32(m_document.nodeCount()); ++id) {
            const Node node = m_document.node(id);
            if (node.isContainer() && m_document.find(node.path()) == node)
                containers += node;
        }
        return containers.isEmpty() ? Node() : containers.at(m_random.bounded(int(containers.size())));
    }

    void choose(const Node &container)
    {
        m_container = container.path();
        m_members = membersOf(container);
        const int choice = container.childCount() == 0 ? 0 : int(m_random.bounded(3));
        if (choice == 0)
            return chooseNew(container);
        const int at = int(m_random.bounded(container.childCount()));
        const Node member = container.child(at);
        if (m_document.find(member.path()) != member || isRepeated(member))
            return;
        m_isRemoval = choice == 1;
        if (m_isRemoval) {
            m_members.removeAt(at);
            m_change = [=](const Document &document) { return removeValue(document, member.path()); };
        } else if (container.kind() == Kind::List) {
            const int to = int(m_random.bounded(container.childCount()));
            m_members.move(at, to);
            m_change = [=](const Document &document) { return moveElement(document, member.path(), to); };
        } else {
            m_members[at] = m_newKey + u": "_s + outline(member);
            m_change = [=, key = m_newKey](const Document &document) {
                return renameKey(document, member.path(), key);
            };
        }
    }

    void chooseNew(const Node &container)
    {
        const int at = container.kind() == Kind::Table ? container.childCount()
                                                       : int(m_random.bounded(container.childCount() + 1));
        const bool isTable = container.kind() == Kind::Table;
        m_members.insert(at, (isTable ? m_newKey : QString()) + u": whole number 9"_s);
        const KeyPath path = isTable ? m_container.child(m_newKey) : m_container.child(at);
        m_change = [=](const Document &document) { return addValue(document, path, Value::integer(9)); };
    }

    static bool isRepeated(const Node &node)
    {
        for (Node other = node.parent().firstChild(); other; other = other.nextSibling()) {
            if (other.isShadowed() && other.key() == node.key())
                return true;
        }
        return false;
    }

    Document m_document;
    QRandomGenerator m_random;
    QString m_newKey;
    KeyPath m_container;
    QStringList m_members;
    std::function<Result<Edit>(const Document &)> m_change;
    bool m_isRemoval = false;
};

QByteArrayList sortedComments(const Document &document)
{
    QByteArrayList comments;
    for (const ByteRange &comment : document.comments())
        comments += document.bytes().sliced(comment.begin, comment.size());
    std::sort(comments.begin(), comments.end());
    return comments;
}

} // namespace

class TestEditRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void editsOfJson_data();
    void editsOfJson();
};

void TestEditRandom::editsOfJson_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 300; ++seed)
        QTest::addRow("random document %u", seed) << seed;
}

void TestEditRandom::editsOfJson()
{
    QFETCH(quint32, seed);
    RandomJson random(seed);
    random.write();
    Document document = parsed(random.id(), random.text);
    QList<QPair<QByteArray, QList<Replacement>>> undo;
    for (quint32 i = 0; i < 12; ++i) {
        const RandomEdit change(document, seed * 12 + i);
        if (change.isNull())
            continue; // a lone scalar, or a key that is given twice
        const Result<Edit> edit = change.make();
        QVERIFY2(edit, qPrintable(shown(edit) + u'\n' + QString::fromUtf8(document.bytes())));
        QCOMPARE(RandomEdit::membersOf(edit->result.find(change.container())), change.members());
        if (!change.isRemoval())
            QCOMPARE(sortedComments(edit->result), sortedComments(document));
        undo.prepend({document.bytes(), inverted(document.bytes(), edit->replacements)});
        document = edit->result;
    }
    QByteArray text = document.bytes();
    for (const auto &[before, replacements] : undo) {
        text = applied(text, replacements);
        QCOMPARE(text, before);
    }
    QCOMPARE(text, random.text);
}

QTEST_GUILESS_MAIN(TestEditRandom)
#include "tst_editrandom.moc"
