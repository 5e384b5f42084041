#include <retune/format/yaml/yamlscalar.h>

#include <retune/format/yaml/yamlblockscalar.h>
#include <retune/format/yaml/yamllines.h>
#include <retune/format/yaml/yamlschema.h>
#include <retune/format/yaml/yamlseen.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune::yaml {

Result<Scalar> ScalarReader::read(const Event &event)
{
    Scalar scalar;
    ScalarStyle style = event.style;
    const bool isMissing = style == ScalarStyle::Plain && event.value.isEmpty();
    scalar.range = isMissing ? placeOfMissing(event, style) : place(event);
    scalar.style = static_cast<quint8>(style);
    if (!isWhereItShouldBe(scalar.range, style)) {
        return Unexpected{syntaxProblem(m_text, {event.begin, event.end},
                                        Tr::tr("expected a value in a spelling whose place can be told"))};
    }
    const QByteArrayView bytes = m_text.sliced(scalar.range.begin, scalar.range.size());
    if (event.tag.isEmpty()) {
        scalar.kind = event.style == ScalarStyle::Plain ? coreKind(event.value) : Kind::String;
        // The bytes of nearly every scalar tell its value.
        if (scalar.kind == Kind::String && withoutQuotes(bytes, style) != event.value)
            scalar.text = decodedUtf8(event.value);
        return scalar;
    }
    const std::optional<TypedText> typed = typedByTag(event.tag, event.value);
    if (!typed)
        return Unexpected{wrongTag(event, scalar.range)};
    scalar.style |= IsTagged | (isStandardTag(event.tag) ? 0 : HasOwnTag);
    scalar.kind = typed->kind;
    if (typed->text != decodedScalar(bytes, scalar.kind, scalar.style))
        scalar.text = typed->text;
    return scalar;
}

/// libyaml does not say where the text begins behind an anchor and a tag. Should the two readings ever differ, the file is
/// refused, because an edit would hit the wrong bytes.
bool ScalarReader::isWhereItShouldBe(ByteRange range, ScalarStyle style) const
{
    if (range.end < range.begin)
        return false;
    const QByteArrayView bytes = m_text.sliced(range.begin, range.size());
    switch (style) {
    case ScalarStyle::SingleQuoted:
        return bytes.size() >= 2 && bytes.startsWith('\'');
    case ScalarStyle::DoubleQuoted:
        return bytes.size() >= 2 && bytes.startsWith('"');
    case ScalarStyle::Literal:
        return bytes.startsWith('|');
    case ScalarStyle::Folded:
        return bytes.startsWith('>');
    case ScalarStyle::Plain:
        return !bytes.isEmpty();
    default:
        return bytes.isEmpty();
    }
}

/// Reads up to the text and over it.
ByteRange ScalarReader::place(const Event &event)
{
    m_gap.readTo(event.begin);
    if (event.propertyCount() > 0) {
        m_gap.readProperties(event.propertyCount());
        m_gap.readBlanks();
    }
    ByteRange range{m_gap.at(), event.end};
    if (isBlockScalar(event.style) && range.begin < range.end) {
        const BlockScalarText block = blockScalarText(m_text, range, event.value);
        if (!block.comment.isEmpty())
            m_gap.addComment(block.comment);
        range = block.range;
    }
    m_gap.jumpTo(event.end);
    return range;
}

/// Where a value would stand that is not there, and how it would have to be written.
ByteRange ScalarReader::placeOfMissing(const Event &event, ScalarStyle &style)
{
    style = ScalarStyle::Missing;
    qsizetype at = event.begin;
    m_gap.readTo(at);
    if (event.propertyCount() > 0) {
        m_gap.readProperties(event.propertyCount());
        at = m_gap.at();
    } else if (m_keyEnd >= 0) {
        const bool hasColon = m_gap.afterColon() >= 0;
        at = hasColon ? m_gap.afterColon() : m_keyEnd;
        if (!hasColon)
            style = m_isInFlow ? ScalarStyle::MissingColon : ScalarStyle::MissingLine;
    }
    // One blank at the end of the line is the one that a value would stand behind.
    const bool isBlankNext = at < m_text.size() && m_text[at] == ' ';
    const bool isLineEndNext = at + 1 >= m_text.size() || breakSize(m_text, at + 1) > 0;
    if (isBlankNext && isLineEndNext && style == ScalarStyle::Missing)
        ++at;
    m_gap.jumpTo(std::max(m_gap.at(), at));
    return {at, at};
}

Problem ScalarReader::wrongTag(const Event &event, ByteRange range) const
{
    constexpr qsizetype longest = 40;
    return syntaxProblem(m_text, range,
                         Tr::tr("expected what the tag \"%1\" says, found \"%2\"")
                             .arg(shownTag(event.tag), decodedUtf8(event.value).left(longest)));
}

QByteArrayView withoutQuotes(QByteArrayView text, ScalarStyle style)
{
    return isQuoted(style) ? text.sliced(1, text.size() - 2) : text;
}

QString decodedScalar(QByteArrayView text, Kind kind, quint8 style)
{
    if (kind == Kind::String)
        return decodedUtf8(withoutQuotes(text, scalarStyle(style)));
    return coreText(kind, text);
}

} // namespace retune::yaml
