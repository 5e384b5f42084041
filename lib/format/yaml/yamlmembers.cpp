#include <retune/format/yaml/yamlmembers.h>

#include <retune/format/yaml/yamlblockscalar.h>
#include <retune/format/yaml/yamlgap.h>
#include <retune/format/yaml/yamllines.h>
#include <retune/format/yaml/yamlstyle.h>
#include <retune/text/utf8.h>

#include <algorithm>

namespace retune::yaml {

namespace {

qsizetype memberEnd(const Node &member)
{
    return std::max(member.keyRange().end, member.range().end);
}

int columnOf(QByteArrayView text, qsizetype at)
{
    const qsizetype begin = lineStart(text, at);
    return static_cast<int>(
        std::count_if(text.begin() + begin, text.begin() + at, [](char c) { return !isContinuation(c); }));
}

/// What stands before each member of the container that has a line of its own.
QByteArray indentationOf(const Node &container)
{
    const QByteArrayView text = container.documentBytes();
    const qsizetype begin = container.range().begin;
    if (!isFirstOnLine(text, begin))
        return QByteArray(columnOf(text, begin), ' ');
    const qsizetype start = lineStart(text, begin);
    return text.sliced(start, begin - start).toByteArray();
}

bool hasCommentIn(const Document &document, ByteRange range)
{
    const QList<ByteRange> &comments = document.comments();
    return std::any_of(comments.begin(), comments.end(), [&](const ByteRange &comment) {
        return comment.begin < range.end && comment.end > range.begin;
    });
}

/// `{}` or `[]` in the place of the only member of a container.
Replacement emptied(const Document &document, const Node &container)
{
    const QByteArrayView text = document.bytes();
    const QByteArray brackets = container.kind() == Kind::Table ? "{}" : "[]";
    const qsizetype begin = container.range().begin;
    const qsizetype end = lineEnd(text, container.range().end);
    const Node parent = container.parent();
    if (!parent || containerStyle(parent.style()) == ContainerStyle::Stream)
        return {{begin, end}, brackets};
    qsizetype behind = begin;
    while (behind > 0 && (isBlank(text[behind - 1]) || breakSizeBefore(text, behind) > 0))
        behind -= std::max<qsizetype>(breakSizeBefore(text, behind), 1);
    if (!hasCommentIn(document, {behind - 1, begin}))
        return {{behind, end}, ' ' + brackets};
    // A list may stand as far left as its key, brackets may not.
    const bool isIndented = columnOf(text, begin) > columnOf(text, parent.range().begin);
    return {{begin, end}, (isIndented ? "" : "  ") + brackets};
}

Node memberBefore(const Node &member)
{
    Node previous;
    for (Node other = member.parent().firstChild(); other != member; other = other.nextSibling())
        previous = other;
    return previous;
}

/// Whether blank lines behind the member belong to the text that it ends with (`|+`).
bool takesBlankLines(Node member)
{
    while (member && member.firstChild() && !(member.style() & IsAlias)) {
        member = member.firstChild();
        while (member.nextSibling())
            member = member.nextSibling();
    }
    const bool isScalarText = member && !member.isContainer() && isBlockScalar(scalarStyle(member.style()));
    return isScalarText && keepsAllBreaks(member.text());
}

/// Behind the blank lines at `at`, which is the begin of a line.
qsizetype afterBlankLines(QByteArrayView text, qsizetype at)
{
    for (qsizetype end = afterBlanks(text, at); end < text.size() && isLineEnd(text[end]);
         end = afterBlanks(text, at))
        at = end + breakSize(text, end);
    return at;
}

/// The lines of a member that has them for itself, with one of the breaks around.
ByteRange wholeLines(QByteArrayView text, ByteRange range)
{
    ByteRange lines{lineStart(text, range.begin), range.end};
    if (lines.end < text.size()) {
        lines.end += breakSize(text, lines.end);
    } else {
        lines.begin -= breakSizeBefore(text, lines.begin);
    }
    return lines;
}

} // namespace

qsizetype memberBegin(const Node &previous, const Node &member)
{
    const Node container = member.parent();
    const bool isFlow = containerStyle(container.style()) == ContainerStyle::Flow;
    if (!previous && !isFlow)
        return container.range().begin;
    const QByteArrayView text = member.documentBytes();
    Gap gap(text, previous ? memberEnd(previous) : container.range().begin + 1);
    gap.readBlanks();
    if (isFlow && previous && text[gap.at()] == ',') {
        gap.jumpTo(gap.at() + 1);
        gap.readBlanks();
    }
    return gap.at();
}

QList<Replacement> blockInsertion(const Document &document, const Node &container, int position,
                                  const QByteArray &member)
{
    const QByteArray &newLine = document.facts().newLine;
    const QByteArray indentation = indentationOf(container);
    if (container.kind() == Kind::List && position == 0) {
        const qsizetype at = container.range().begin;
        return {{{at, at}, member + newLine + indentation}};
    }
    Node previous = container.firstChild();
    for (int i = 1; previous.nextSibling() && (container.kind() == Kind::Table || i < position); ++i)
        previous = previous.nextSibling();
    const qsizetype at = lineEnd(document.bytes(), memberEnd(previous));
    return {{{at, at}, newLine + indentation + member}};
}

QList<Replacement> firstInsertion(const Document &document, const Node &table, const QByteArray &member)
{
    const QByteArrayView text = document.bytes();
    const QByteArray &newLine = document.facts().newLine;
    const qsizetype begin = table.range().begin;
    const qsizetype at = lineEnd(text, begin);
    const bool isBehindMarker =
        begin >= 3 && text.sliced(begin - 3, 3) == "---" && isFirstOnLine(text, begin - 3);
    if (isBehindMarker)
        return {{{at, at}, newLine + member}};
    const bool isFirstLine = at == document.facts().bomSize;
    const bool isOnNewLine = isFirstLine || breakSizeBefore(text, at) > 0;
    return {
        {{at, at}, (isOnNewLine ? QByteArray() : newLine) + member + (isOnNewLine ? newLine : QByteArray())}};
}

QList<Replacement> blockRemoval(const Document &document, const Node &member)
{
    const QByteArrayView text = document.bytes();
    const Node container = member.parent();
    if (container.childCount() == 1)
        return {emptied(document, container)};
    const Node previous = memberBefore(member);
    const ByteRange range{memberBegin(previous, member), lineEnd(text, memberEnd(member))};
    if (isFirstOnLine(text, range.begin)) {
        ByteRange lines = wholeLines(text, range);
        if (takesBlankLines(previous))
            lines.end = afterBlankLines(text, lines.end);
        return {{lines, {}}};
    }
    // The first of a list or table that begins on the line of what it is in: the next one comes to stand there.
    const Node next = member.nextSibling();
    const qsizetype nextBegin = next ? memberBegin(member, next) : range.end;
    return {{{range.begin, hasCommentIn(document, {range.end, nextBegin}) ? range.end : nextBegin}, {}}};
}

QList<Replacement> blockMovement(const Document &document, const Node &member, int position)
{
    const QByteArrayView text = document.bytes();
    QList<ByteRange> places;
    Node previous;
    for (Node item = member.parent().firstChild(); item; item = item.nextSibling()) {
        places += ByteRange{memberBegin(previous, item), lineEnd(text, memberEnd(item))};
        previous = item;
    }
    QList<ByteRange> order = places;
    order.move(member.position(), position);
    QList<Replacement> replacements;
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (order[i] != places[i])
            replacements += {places[i], text.sliced(order[i].begin, order[i].size()).toByteArray()};
    }
    return replacements;
}

} // namespace retune::yaml
