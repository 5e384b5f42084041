#include <retune/format/yaml/yamlstream.h>

#include <retune/format/yaml/yamlgap.h>
#include <retune/format/yaml/yamlparser.h>
#include <retune/format/yaml/yamlscalar.h>
#include <retune/format/yaml/yamlschema.h>
#include <retune/format/yaml/yamlseen.h>
#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>

#include <QtCore/QHash>

#include <algorithm>
#include <optional>

namespace retune::yaml {

namespace {

constexpr quint8 number(ContainerStyle style)
{
    return static_cast<quint8>(style);
}

/// Turns events into entries.
class StreamReader
{
public:
    StreamReader(QByteArrayView text, qsizetype bomSize, const Limits &limits)
        : m_text(text)
        , m_limits(limits)
        , m_parser(text, bomSize)
        , m_gap(text, bomSize)
    {
        constexpr qsizetype usualSize = 24; // bytes to a key and its value; what is not used costs nothing
        m_stream.entries.reserve(static_cast<std::size_t>(text.size() / usualSize));
    }

    Result<Stream> read();

private:
    struct Key
    {
        ByteRange range;
        quint32 text = Entry::none;
        quint8 style = 0;
    };
    struct Container
    {
        quint32 entry = 0;
        bool isTable = false;
        bool isFlow = false;
        bool hasKey = false; ///< the next value is that of `key`
        Key key;
        qsizetype end = 0; ///< where its last member ends
    };
    /// What an anchor stands for. Scalars are remembered by value.
    struct Anchor
    {
        quint32 entry = Entry::none; ///< none for a key and inside of a complex key
        Kind kind = Kind::Opaque;
        QString text;
    };

    bool take(const Event &event);
    void startDocument(const Event &event);
    bool takeAlias(const Event &event);
    bool takeScalar(const Event &event);
    bool startContainer(const Event &event);
    void endContainer(const Event &event);

    Result<Scalar> readScalar(const Event &event);
    void takeScalarKey(const Event &event, const Scalar &scalar);
    bool takeScalarValue(const Event &event, const Scalar &scalar);

    bool isKeyNext() const { return !m_open.empty() && m_open.back().isTable && !m_open.back().hasKey; }
    void takeKey(ByteRange range, quint8 style, quint32 text);
    bool addEntry(Kind kind, ByteRange range, quint8 style, quint32 text);
    void noteEnd(qsizetype end);
    quint32 addText(const QString &text);
    QByteArrayView sourceBytes(ByteRange range) const { return m_text.sliced(range.begin, range.size()); }
    QString sourceText(ByteRange range) const { return decodedUtf8(sourceBytes(range)); }
    void setAnchor(const Event &event, quint32 entry, Kind kind, const QString &text);
    bool fail(const Problem &problem);

    QByteArrayView m_text;
    const Limits &m_limits;
    Parser m_parser;
    Gap m_gap;
    Stream m_stream;
    std::vector<Container> m_open;
    QHash<QByteArray, Anchor> m_anchors;
    /// How deep inside of a complex key, and what that takes up so far.
    int m_complexKeyDepth = 0;
    ByteRange m_complexKey;
    bool m_isDocumentExplicit = false;
    qsizetype m_documentBegin = 0;
    std::optional<Problem> m_problem;
};

Result<Stream> StreamReader::read()
{
    while (const Event *event = m_parser.next()) {
        if (!take(*event))
            return Unexpected{*m_problem};
        if (event->type == Event::Type::StreamEnd) {
            m_gap.readTo(m_text.size());
            m_stream.comments = m_gap.comments();
            return std::move(m_stream);
        }
    }
    return Unexpected{m_parser.problem()};
}

bool StreamReader::take(const Event &event)
{
    switch (event.type) {
    case Event::Type::DocumentStart:
        startDocument(event);
        return true;
    case Event::Type::Alias:
        return takeAlias(event);
    case Event::Type::Scalar:
        return takeScalar(event);
    case Event::Type::TableStart:
    case Event::Type::ListStart:
        return startContainer(event);
    case Event::Type::End:
        endContainer(event);
        return true;
    case Event::Type::DocumentEnd:
    case Event::Type::StreamEnd:
        break;
    }
    return true;
}

void StreamReader::startDocument(const Event &event)
{
    ++m_stream.documentCount;
    m_anchors.clear();
    m_isDocumentExplicit = event.isExplicitDocument;
    m_documentBegin = event.end;
}

bool StreamReader::takeAlias(const Event &event)
{
    m_gap.readTo(event.begin);
    m_gap.jumpTo(event.end);
    const ByteRange range{event.begin, event.end};
    const auto found = m_anchors.constFind(event.anchor.toByteArray());
    if (found == m_anchors.constEnd()) {
        return fail(syntaxProblem(m_text, range,
                                  Tr::tr("expected an anchor \"&%1\" before this alias, found none")
                                      .arg(decodedUtf8(event.anchor))));
    }
    if (found->entry != Entry::none)
        m_stream.entries[found->entry].style |= IsReferred;
    if (m_complexKeyDepth > 0) {
        noteEnd(range.end);
        return true;
    }
    if (isKeyNext()) {
        takeKey(range, IsAliasKey, addText(isScalar(found->kind) ? found->text : sourceText(range)));
        return true;
    }
    const bool isOpen = std::any_of(m_open.begin(), m_open.end(),
                                    [&](const Container &open) { return open.entry == found->entry; });
    if (isContainer(found->kind) && !isOpen) {
        const quint32 target = found->entry;
        if (!addEntry(found->kind, range, IsAlias, Entry::none))
            return false;
        m_stream.entries.back().target = target;
        return true;
    }
    return isScalar(found->kind) ? addEntry(found->kind, range, IsAlias, addText(found->text))
                                 : addEntry(Kind::Opaque, range, IsAlias, Entry::none);
}

bool StreamReader::takeScalar(const Event &event)
{
    if (m_open.empty() && event.begin == event.end && event.propertyCount() == 0) {
        const qsizetype at = m_isDocumentExplicit ? m_documentBegin : event.begin;
        m_gap.readTo(at);
        return addEntry(Kind::Table, {at, at}, number(ContainerStyle::Absent), Entry::none);
    }
    const Result<Scalar> scalar = readScalar(event);
    if (!scalar)
        return fail(scalar.error());
    if (m_complexKeyDepth > 0) {
        setAnchor(event, Entry::none, Kind::Opaque, {});
        noteEnd(scalar->range.end);
        return true;
    }
    if (!isKeyNext())
        return takeScalarValue(event, *scalar);
    takeScalarKey(event, *scalar);
    return true;
}

Result<Scalar> StreamReader::readScalar(const Event &event)
{
    ScalarReader reader(m_text, m_gap);
    if (m_complexKeyDepth == 0 && !m_open.empty() && m_open.back().hasKey) {
        const Container &table = m_open.back();
        reader.setKey(table.key.range.end, table.isFlow);
    }
    return reader.read(event);
}

void StreamReader::takeScalarKey(const Event &event, const Scalar &scalar)
{
    const bool isAsWritten =
        withoutQuotes(sourceBytes(scalar.range), scalarStyle(scalar.style)) == event.value;
    if (!event.anchor.isEmpty())
        setAnchor(event, Entry::none, scalar.kind, decodedUtf8(event.value));
    takeKey(scalar.range, scalar.style & StyleMask,
            isAsWritten ? Entry::none : addText(decodedUtf8(event.value)));
}

bool StreamReader::takeScalarValue(const Event &event, const Scalar &scalar)
{
    const quint32 id = static_cast<quint32>(m_stream.entries.size());
    if (!addEntry(scalar.kind, scalar.range, scalar.style, scalar.text ? addText(*scalar.text) : Entry::none))
        return false;
    if (!event.anchor.isEmpty()) {
        setAnchor(event, id, scalar.kind,
                  scalar.text ? *scalar.text
                              : decodedScalar(sourceBytes(scalar.range), scalar.kind, scalar.style));
    }
    return true;
}

bool StreamReader::startContainer(const Event &event)
{
    const Kind kind = event.type == Event::Type::TableStart ? Kind::Table : Kind::List;
    m_gap.readTo(event.begin);
    const bool isDeeper = static_cast<int>(m_open.size()) + m_complexKeyDepth >= m_limits.depth;
    if (isDeeper) {
        Problem problem = syntaxProblem(m_text, {event.begin, event.begin + 1},
                                        Tr::tr("expected at most %1 levels of nesting").arg(m_limits.depth));
        problem.kind = ProblemKind::Limit;
        return fail(problem);
    }
    m_gap.readProperties(event.propertyCount());
    if (event.propertyCount() > 0)
        m_gap.readBlanks();
    const qsizetype begin = m_gap.at();
    if (m_complexKeyDepth > 0 || isKeyNext()) {
        if (m_complexKeyDepth++ == 0)
            m_complexKey = {begin, begin};
        setAnchor(event, Entry::none, Kind::Opaque, {});
        return true;
    }
    const bool hasBrackets =
        event.isFlow && begin < event.end && (m_text[begin] == '[' || m_text[begin] == '{');
    const ContainerStyle layout = !event.isFlow ? ContainerStyle::Block
                                  : hasBrackets ? ContainerStyle::Flow
                                                : ContainerStyle::Pair;
    const bool isOwnTag = !event.tag.isEmpty() && !isStandardTag(event.tag);
    const quint8 style = number(layout) | (event.tag.isEmpty() ? 0 : IsTagged) | (isOwnTag ? HasOwnTag : 0);
    const quint32 id = static_cast<quint32>(m_stream.entries.size());
    if (!addEntry(kind, {begin, begin}, style, Entry::none))
        return false;
    setAnchor(event, id, kind, {});
    m_open.push_back({id, kind == Kind::Table, event.isFlow, false, {}, begin});
    return true;
}

void StreamReader::endContainer(const Event &event)
{
    m_gap.readTo(event.begin);
    if (m_complexKeyDepth > 0) {
        if (event.end > event.begin) {
            m_gap.jumpTo(event.end);
            noteEnd(event.end);
        }
        if (--m_complexKeyDepth == 0)
            takeKey(m_complexKey, IsComplexKey, addText(sourceText(m_complexKey)));
        return;
    }
    const Container container = m_open.back();
    m_open.pop_back();
    Entry &entry = m_stream.entries[container.entry];
    const bool isClosed = containerStyle(entry.style) == ContainerStyle::Flow;
    entry.end = static_cast<quint32>(isClosed ? event.end : container.end);
    entry.descendants = static_cast<quint32>(m_stream.entries.size()) - container.entry - 1;
    if (isClosed)
        m_gap.jumpTo(event.end);
    noteEnd(entry.end);
}

void StreamReader::takeKey(ByteRange range, quint8 style, quint32 text)
{
    m_open.back().hasKey = true;
    m_open.back().key = {range, text, style};
    noteEnd(range.end);
}

bool StreamReader::addEntry(Kind kind, ByteRange range, quint8 style, quint32 text)
{
    if (static_cast<qsizetype>(m_stream.entries.size()) >= m_limits.nodes) {
        Problem problem =
            syntaxProblem(m_text, range, Tr::tr("expected at most %1 keys and values").arg(m_limits.nodes));
        problem.kind = ProblemKind::Limit;
        return fail(problem);
    }
    Entry entry;
    entry.begin = static_cast<quint32>(range.begin);
    entry.end = static_cast<quint32>(range.end);
    entry.text = text;
    entry.kind = kind;
    entry.style = style;
    if (!m_open.empty() && m_open.back().hasKey) {
        Container &table = m_open.back();
        entry.keyBegin = static_cast<quint32>(table.key.range.begin);
        entry.keyEnd = static_cast<quint32>(table.key.range.end);
        entry.keyText = table.key.text;
        entry.keyStyle = table.key.style;
        table.hasKey = false;
    }
    m_stream.entries.push_back(entry);
    noteEnd(range.end);
    return true;
}

void StreamReader::noteEnd(qsizetype end)
{
    if (m_complexKeyDepth > 0)
        m_complexKey.end = std::max(m_complexKey.end, end);
    else if (!m_open.empty())
        m_open.back().end = std::max(m_open.back().end, end);
}

quint32 StreamReader::addText(const QString &text)
{
    m_stream.texts.push_back(text);
    return static_cast<quint32>(m_stream.texts.size() - 1);
}

void StreamReader::setAnchor(const Event &event, quint32 entry, Kind kind, const QString &text)
{
    if (!event.anchor.isEmpty())
        m_anchors.insert(event.anchor.toByteArray(), {entry, kind, text});
}

bool StreamReader::fail(const Problem &problem)
{
    m_problem = problem;
    return false;
}

} // namespace

Result<Stream> readStream(QByteArrayView text, qsizetype bomSize, const Limits &limits)
{
    return StreamReader(text, bomSize, limits).read();
}

} // namespace retune::yaml
