#include <retune/format/yaml/yamlstream.h>

#include <retune/format/yaml/yamlblockscalar.h>
#include <retune/format/yaml/yamlgap.h>
#include <retune/format/yaml/yamllines.h>
#include <retune/format/yaml/yamlparser.h>
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

constexpr quint8 number(ScalarStyle style)
{
    return static_cast<quint8>(style);
}
constexpr quint8 number(ContainerStyle style)
{
    return static_cast<quint8>(style);
}

/// The part of a scalar's bytes that is text and no quotes.
QByteArrayView withoutQuotes(QByteArrayView text, ScalarStyle style)
{
    return isQuoted(style) ? text.sliced(1, text.size() - 2) : text;
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
    /// What a scalar is and where it stands.
    struct Scalar
    {
        ByteRange range;
        Kind kind = Kind::String;
        quint8 style = 0;
        quint32 text = Entry::none;
    };

    bool take(const Event &event);
    void startDocument(const Event &event);
    bool takeAlias(const Event &event);
    bool takeScalar(const Event &event);
    bool startContainer(const Event &event);
    void endContainer(const Event &event);

    bool readScalar(const Event &event, Scalar &scalar);
    bool decideKind(const Event &event, Scalar &scalar);
    ByteRange placeOfScalar(const Event &event);
    ByteRange placeOfMissing(const Event &event, quint8 &style);

    bool isKeyNext() const { return !m_open.empty() && m_open.back().isTable && !m_open.back().hasKey; }
    void takeKey(ByteRange range, quint8 style, quint32 text);
    bool addEntry(Kind kind, ByteRange range, quint8 style, quint32 text);
    void noteEnd(qsizetype end);
    quint32 addText(const QString &text);
    QString sourceText(ByteRange range) const;
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
    Scalar scalar;
    if (!readScalar(event, scalar))
        return false;
    if (m_complexKeyDepth > 0) {
        setAnchor(event, Entry::none, Kind::Opaque, {});
        noteEnd(scalar.range.end);
        return true;
    }
    if (isKeyNext()) {
        const QString text = decodedUtf8(event.value);
        const bool isAsWritten = withoutQuotes(m_text.sliced(scalar.range.begin, scalar.range.size()),
                                               scalarStyle(scalar.style)) == event.value;
        setAnchor(event, Entry::none, scalar.kind, text);
        takeKey(scalar.range, scalar.style & StyleMask, isAsWritten ? Entry::none : addText(text));
        return true;
    }
    const quint32 id = static_cast<quint32>(m_stream.entries.size());
    if (!addEntry(scalar.kind, scalar.range, scalar.style, scalar.text))
        return false;
    if (!event.anchor.isEmpty()) {
        const QByteArrayView bytes = m_text.sliced(scalar.range.begin, scalar.range.size());
        setAnchor(event, id, scalar.kind,
                  scalar.text == Entry::none ? decodedScalar(bytes, scalar.kind, scalar.style)
                                             : m_stream.texts[scalar.text]);
    }
    return true;
}

bool StreamReader::readScalar(const Event &event, Scalar &scalar)
{
    if (event.style == ScalarStyle::Plain && event.value.isEmpty()) {
        scalar.range = placeOfMissing(event, scalar.style);
    } else {
        scalar.range = placeOfScalar(event);
        scalar.style = number(event.style);
    }
    return decideKind(event, scalar);
}

/// Reads up to the text of a scalar and over it.
ByteRange StreamReader::placeOfScalar(const Event &event)
{
    m_gap.readTo(event.begin);
    if (event.propertyCount() > 0) {
        m_gap.readProperties(event.propertyCount());
        m_gap.readBlanks();
    }
    ByteRange range{m_gap.at(), event.end};
    if (isBlockScalar(event.style)) {
        const BlockScalarText block = blockScalarText(m_text, range, event.value);
        if (!block.comment.isEmpty())
            m_gap.addComment(block.comment);
        range = block.range;
    }
    m_gap.jumpTo(event.end);
    return range;
}

/// Where a value would stand that is not there, and how it would have to be written.
ByteRange StreamReader::placeOfMissing(const Event &event, quint8 &style)
{
    style = number(ScalarStyle::Missing);
    qsizetype at = event.begin;
    m_gap.readTo(at);
    if (event.propertyCount() > 0) {
        m_gap.readProperties(event.propertyCount());
        at = m_gap.at();
    } else if (!m_open.empty() && m_open.back().isTable && m_open.back().hasKey && m_complexKeyDepth == 0) {
        const Container &table = m_open.back();
        const bool hasColon = m_gap.afterColon() >= 0;
        at = hasColon ? m_gap.afterColon() : table.key.range.end;
        if (!hasColon)
            style = number(table.isFlow ? ScalarStyle::MissingColon : ScalarStyle::MissingLine);
    }
    // One blank at the end of the line is the one that a value would stand behind.
    const bool isBlankNext = at < m_text.size() && m_text[at] == ' ';
    const bool isLineEndNext = at + 1 >= m_text.size() || breakSize(m_text, at + 1) > 0;
    if (isBlankNext && isLineEndNext && style == number(ScalarStyle::Missing))
        ++at;
    m_gap.jumpTo(std::max(m_gap.at(), at));
    return {at, at};
}

bool StreamReader::decideKind(const Event &event, Scalar &scalar)
{
    const QByteArrayView bytes = m_text.sliced(scalar.range.begin, scalar.range.size());
    std::optional<TypedText> typed;
    if (event.tag.isEmpty()) {
        scalar.kind = event.style == ScalarStyle::Plain ? coreKind(event.value) : Kind::String;
        if (scalar.kind == Kind::String && withoutQuotes(bytes, scalarStyle(scalar.style)) == event.value)
            return true; // as nearly every text is: the bytes tell it
        if (scalar.kind != Kind::String)
            return true;
        typed = TypedText{Kind::String, decodedUtf8(event.value)};
    } else {
        scalar.style |= IsTagged | (isStandardTag(event.tag) ? 0 : HasOwnTag);
        typed = typedByTag(event.tag, event.value);
    }
    if (!typed) {
        return fail(syntaxProblem(
            m_text, scalar.range,
            Tr::tr("expected what the tag \"%1\" says, found \"%2\"")
                .arg(shownTag(event.tag),
                     decodedUtf8(event.value.first(std::min<qsizetype>(event.value.size(), 40))))));
    }
    scalar.kind = typed->kind;
    if (typed->text != decodedScalar(bytes, scalar.kind, scalar.style))
        scalar.text = addText(typed->text);
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
        event.isFlow && (m_text[begin] == '[' || m_text[begin] == '{') && event.end > event.begin;
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

QString StreamReader::sourceText(ByteRange range) const
{
    return decodedUtf8(m_text.sliced(range.begin, range.size()));
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

QString decodedScalar(QByteArrayView text, Kind kind, quint8 style)
{
    const ScalarStyle scalar = scalarStyle(style);
    if (kind == Kind::String)
        return decodedUtf8(withoutQuotes(text, scalar));
    return coreText(kind, text);
}

} // namespace retune::yaml
