#include <retune/format/lines/lineformat.h>

#include <retune/format/lines/linechanges.h>
#include <retune/format/lines/linereader.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

LineStyle styleOf(const NodeData &node)
{
    return static_cast<LineStyle>(node.style);
}

/// The text around a node, as far as writing into it needs to know.
class Surroundings
{
public:
    explicit Surroundings(const Node &node)
        : m_node(node)
        , m_root(node)
    {
        while (const Node parent = m_root.parent())
            m_root = parent;
    }

    ValueSlot slot() const
    {
        return {m_node.text(), newLine(), indentation(), !hasNonAscii(m_root.text()), endsLine()};
    }

    /// What stands between the key of a sibling and its value: ` = `, `=`, `: `; nothing where no sibling has both.
    QByteArray delimiter() const
    {
        for (Node other = m_node.parent().firstChild(); other; other = other.nextSibling()) {
            if (other.keyRange().isEmpty() || other.range().isEmpty() || other.kind() == Kind::Table)
                continue;
            const QByteArray gap = text({other.keyRange().end, other.range().begin});
            if (std::none_of(gap.begin(), gap.end(), isLineEnd) && !isLineEnd(other.text().front()))
                return gap;
        }
        return {};
    }

    /// A blank where the value would touch a delimiter that has one on its other side.
    QByteArray gapBeforeEmptyValue() const
    {
        const qsizetype at = m_node.range().begin - m_root.range().begin;
        const QByteArrayView before = m_root.text().first(at);
        const bool touches = before.endsWith('=') || before.endsWith(':');
        return touches && before.size() > 1 && isBlank(before[at - 2]) ? " " : "";
    }

private:
    /// The line end of the first line, LF where there is none.
    QByteArray newLine() const
    {
        const QByteArrayView text = m_root.text();
        const qsizetype end = std::find_if(text.begin(), text.end(), isLineEnd) - text.begin();
        return end == text.size() ? QByteArray("\n")
                                  : text.sliced(end, afterLineEnd(text, end) - end).toByteArray();
    }

    bool endsLine() const
    {
        QByteArrayView rest = m_root.text().sliced(m_node.range().end - m_root.range().begin);
        return trimmed(takeLine(rest), isBlank).isEmpty();
    }

    /// The blanks in front of the lines that the value goes on in.
    QByteArray indentation() const
    {
        QByteArrayView rest = m_node.text();
        takeLine(rest);
        while (!rest.isEmpty()) {
            const QByteArrayView line = takeLine(rest);
            if (const QByteArrayView content = trimmed(line, isBlank); !content.isEmpty())
                return line.first(content.data() - line.data()).toByteArray();
        }
        return keyIndentation() + "    ";
    }

    QByteArray keyIndentation() const
    {
        qsizetype begin = m_node.keyRange().begin;
        while (begin > m_root.range().begin && isBlank(m_root.text()[begin - 1 - m_root.range().begin]))
            --begin;
        return text({begin, m_node.keyRange().begin});
    }

    QByteArray text(ByteRange range) const
    {
        return m_root.text().sliced(range.begin - m_root.range().begin, range.size()).toByteArray();
    }

    Node m_node;
    Node m_root;
};

} // namespace

QString LineFormat::typeName(const NodeData &node) const
{
    if (node.kind == Kind::List && styleOf(node) == LineStyle::Repeated)
        return Tr::tr("repeated key");
    const bool isSection = node.kind == Kind::Table && node.parent != NodeData::none;
    return isSection ? Tr::tr("section") : Format::typeName(node);
}

bool LineFormat::isListOfOne(const NodeData &node) const
{
    return m_dialect.gathersRepeated && isScalar(node.kind) && node.keyEnd > node.keyBegin;
}

bool LineFormat::isImplied(const NodeData &node) const
{
    return node.kind == Kind::Table && styleOf(node) == LineStyle::Implied;
}

QString LineFormat::decodeKey(QByteArrayView text, const NodeData &) const
{
    return decodedUtf8(text);
}

Value LineFormat::decode(QByteArrayView text, const NodeData &node) const
{
    switch (node.kind) {
    case Kind::Boolean:
        return Value::boolean(styleOf(node) == LineStyle::Bare || isTrueWord(text));
    case Kind::Null:
        return Value::null();
    case Kind::Integer:
    case Kind::Float:
        return {node.kind, QString::fromLatin1(text)};
    default:
        return {node.kind, decodeText(text)};
    }
}

Result<QByteArray> LineFormat::encode(const Value &value, const Node &node) const
{
    const Surroundings around(node);
    const Result<QByteArray> text = valueText(value, around.slot());
    if (!text)
        return text;
    if (node.style() == quint8(LineStyle::Bare) && !node.isContainer()) {
        const QByteArray known = around.delimiter();
        const QByteArray delimiter = known.isEmpty() ? m_dialect.delimiter.toByteArray() : known;
        return keyWithValue({}, delimiter, *text);
    }
    return node.range().isEmpty() && !text->isEmpty() ? around.gapBeforeEmptyValue() + *text : *text;
}

bool LineFormat::addEntry(DocumentBuilder &builder, QByteArrayView text, const LineItem &entry) const
{
    const QByteArrayView name = text.sliced(entry.name.begin, entry.name.size());
    const QByteArrayView value = text.sliced(entry.value.begin, entry.value.size());
    const LineStyle style = entry.hasDelimiter ? LineStyle::Plain : LineStyle::Bare;
    return builder.add(kindOf(value, entry.hasDelimiter), entry.name, entry.value, quint8(style),
                       keyStyleOf(name));
}

QStringList LineFormat::sectionPath(QByteArrayView text, const LineItem &header) const
{
    NodeData node;
    const QByteArrayView name = text.sliced(header.name.begin, header.name.size());
    node.keyStyle = keyStyleOf(name);
    return {decodeKey(name, node)};
}

QByteArray LineFormat::sectionIdentity(QByteArrayView text, const LineItem &header, int) const
{
    const QByteArrayView name = text.sliced(header.name.begin, header.name.size());
    if (keyStyleOf(name) != 0)
        return sectionPath(text, header).first().toUtf8();
    return QByteArray::fromRawData(name.data(), name.size()); // lives as long as the text
}

Result<QByteArray> LineFormat::headerText(const QStringList &) const
{
    return refusedLine(Tr::tr("%1 has no sections").arg(name()));
}

Result<Replacement> LineFormat::renamedHeader(QByteArrayView, const LineItem &header, int,
                                              const QString &name) const
{
    const Result<QByteArray> text = headerText({name});
    if (!text)
        return Unexpected{text.error()};
    return Replacement{header.name, text->sliced(1).chopped(1)};
}

Result<QByteArray> LineFormat::valueText(const Value &value, const ValueSlot &slot) const
{
    switch (value.kind) {
    case Kind::String:
    case Kind::Integer:
    case Kind::Float:
    case Kind::DateTime:
        return stringText(value.text, slot);
    case Kind::Boolean:
        return truthWord(value.text == QLatin1String("true"), slot.old);
    default:
        return refusedLine(
            Tr::tr("%1 has no way to write %2 here").arg(name(), withArticle(kindName(value.kind))));
    }
}

Result<Document> LineFormat::read(const QByteArray &bytes, const TextFacts &facts, const Limits &limits) const
{
    return readLines(*this, bytes, facts, limits);
}

// Changes of members

Result<QList<Replacement>> LineFormat::insertion(const Document &document, const Node &container,
                                                 const NewMember &member) const
{
    const LineChanges changes(*this, document);
    if (container.kind() != Kind::Table)
        return changes.addOccurrence(container, member);
    if (member.value.kind == Kind::Table)
        return changes.addSection(container, member.key);
    return changes.addEntry(container, member);
}

Result<QList<Replacement>> LineFormat::removal(const Document &document, const Node &member) const
{
    const LineChanges changes(*this, document);
    return member.kind() == Kind::Table ? changes.removeSection(member) : changes.removeEntries(member);
}

Result<QList<Replacement>> LineFormat::renaming(const Document &document, const Node &member,
                                                const QString &key) const
{
    const LineChanges changes(*this, document);
    return member.kind() == Kind::Table ? changes.renameSection(member, key)
                                        : changes.renameEntries(member, key);
}

Result<QList<Replacement>> LineFormat::movement(const Document &document, const Node &member,
                                                int position) const
{
    return LineChanges(*this, document).moveOccurrence(member, position);
}

// For dialects

std::vector<LineItem> lineItems(const LineFormat &format, QByteArrayView text, qsizetype begin)
{
    std::vector<LineItem> items;
    const std::unique_ptr<LineScanner> scanner = format.scanner(text, begin);
    for (LineItem item; scanner->next(item);)
        items.push_back(item);
    return items;
}

Unexpected<Problem> refusedLine(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

} // namespace retune
