#include "treejson.h"

#include "json.h"

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

/// Finds line and column of offsets that mostly come in ascending order, in time linear in the text: counting each column
/// from the start of its line takes minutes where a large file is one line.
class PositionCursor
{
public:
    explicit PositionCursor(const Document &document)
        : m_document(document)
    {}

    TextPosition at(qsizetype offset)
    {
        const QByteArrayView between =
            offset >= m_offset && m_position.line > 0
                ? QByteArrayView(m_document.bytes()).sliced(m_offset, offset - m_offset)
                : QByteArrayView();
        if (between.isEmpty() || between.contains('\n') || between.contains('\r'))
            m_position = m_document.position(offset);
        else
            m_position.column += codePoints(between);
        m_offset = offset;
        return m_position;
    }

private:
    static int codePoints(QByteArrayView text)
    {
        return static_cast<int>(std::count_if(text.begin(), text.end(), [](char byte) {
            return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
        }));
    }

    const Document &m_document;
    qsizetype m_offset = 0;
    TextPosition m_position;
};

QJsonObject toJson(TextPosition position)
{
    return {{u"line"_s, position.line}, {u"column"_s, position.column}};
}

class TreeWriter
{
public:
    TreeWriter(const Document &document, const std::function<void(const QByteArray &)> &write)
        : m_write(write)
        , m_cursor(document)
    {}

    void write(const Node &node, const KeyPath &path)
    {
        // "end" comes last, so that the positions are asked for in ascending order.
        QByteArray head = jsonText(headOf(node, path));
        head.chop(1);
        m_write(head);
        if (node.isContainer())
            writeMembers(node, path);
        m_write(",\"end\":" + jsonText(toJson(m_cursor.at(node.range().end))) + '}');
    }

private:
    QJsonObject headOf(const Node &node, const KeyPath &path)
    {
        QJsonObject head{{u"key"_s, path.toString()},
                         {u"kind"_s, kindId(node.kind())},
                         {u"type"_s, node.typeName()},
                         {u"begin"_s, toJson(m_cursor.at(node.range().begin))}};
        if (!node.isContainer())
            head[u"text"_s] = node.value().text;
        if (node.isShadowed())
            head[u"shadowed"_s] = true;
        return head;
    }

    void writeMembers(const Node &node, const KeyPath &path)
    {
        m_write(",\"members\":[");
        int position = 0;
        for (Node member = node.firstChild(); member; member = member.nextSibling()) {
            if (position > 0)
                m_write(",");
            const bool isListMember = node.kind() == Kind::List;
            write(member,
                  path.child(isListMember ? KeyPath::Segment(position) : KeyPath::Segment(member.key())));
            ++position;
        }
        m_write("]");
    }

    const std::function<void(const QByteArray &)> &m_write;
    PositionCursor m_cursor;
};

} // namespace

void writeTree(const Document &document, const Node &node,
               const std::function<void(const QByteArray &)> &write)
{
    TreeWriter(document, write).write(node, node.path());
}

} // namespace retune
