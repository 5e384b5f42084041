#include <retune/format/flow.h>

#include <retune/format/flowempty.h>
#include <retune/format/flowlayout.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

/// A member that is put in, and the comment that goes behind its comma.
struct Piece
{
    QByteArray text;
    QByteArray tail;
};

Replacement put(qsizetype place, const QByteArray &text)
{
    return {{place, place}, text};
}

Replacement cut(qsizetype begin, qsizetype end)
{
    return {{begin, end}, {}};
}

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

/// Why one of the gaps from `first` to `last` cannot be changed; empty where all can.
QString objectionAround(const FlowLayout &layout, qsizetype first, qsizetype last)
{
    for (qsizetype gap = std::max<qsizetype>(0, first); gap <= std::min(layout.size(), last); ++gap) {
        if (const QString why = layout.objection(gap); !why.isEmpty())
            return why;
    }
    return {};
}

// Insertion

/// The separator of a pair of members on one line, near `position` where there is one.
QByteArray separatorNear(const FlowLayout &layout, const FlowRules &rules, qsizetype position)
{
    const auto isModel = [&](qsizetype i) {
        const FlowGap &gap = layout.gap(i);
        return gap.hasSeparator() && !gap.hasBreak() && !gap.hasComment;
    };
    const qsizetype nearest = std::clamp<qsizetype>(position, 1, layout.size());
    for (qsizetype distance = 0; distance < layout.size(); ++distance) {
        for (const qsizetype i : {nearest - distance, nearest + distance}) {
            if (i >= 1 && i < layout.size() && isModel(i))
                return layout.slice(layout.gap(i).range.begin, layout.gap(i).range.end).toByteArray();
        }
    }
    return rules.separator;
}

/// What a separator has behind its comma.
QByteArray behindComma(const QByteArray &separator)
{
    return separator.sliced(separator.indexOf(',') + 1);
}

QList<Replacement> insertedFirst(const FlowLayout &layout, const FlowRules &rules, const Piece &piece,
                                 const QByteArray &separator)
{
    const FlowGap &gap = layout.gap(0);
    const qsizetype place = gap.hasBreak() ? layout.member(0).begin : layout.blanksEnd(layout.inside().begin);
    QList<Replacement> inserted{put(place, piece.text + separator)};
    const FlowGap &after = layout.gap(1);
    if (rules.separatesOne && layout.size() == 1 && after.hasSeparator())
        inserted += cut(after.separator, after.separator + 1);
    return inserted;
}

QList<Replacement> insertedOnLine(const FlowLayout &layout, const FlowRules &rules, qsizetype position,
                                  const Piece &piece)
{
    const QByteArray separator = separatorNear(layout, rules, position);
    if (position == 0)
        return insertedFirst(layout, rules, piece, separator);
    const FlowGap &gap = layout.gap(position);
    const bool isLast = position == layout.size();
    if (isLast && gap.hasSeparator() && rules.separatesOne && layout.size() == 1)
        return {Replacement{{gap.range.begin, gap.separator + 1}, separator + piece.text}};
    if (gap.hasSeparator()) {
        const qsizetype place = gap.separator + 1;
        return {put(place, behindComma(separator) + piece.text + ',')};
    }
    // A comment up to the end of the line would swallow the member, any other one belongs to the member before.
    const qsizetype end = gap.range.begin;
    const LineRest rest = layout.lineRest(end, gap.range.end);
    if (rest.endsLine || rest.contentEnd == end)
        return {put(end, separator + piece.text)};
    const QByteArray behind = behindComma(separator);
    return {put(end, separator.chopped(behind.size())), put(rest.contentEnd, behind + piece.text)};
}

QList<Replacement> insertedOnFirstLine(const FlowLayout &layout, const Piece &piece, const QByteArray &line)
{
    if (!layout.gap(0).hasBreak()) {
        const qsizetype place = layout.member(0).begin;
        return {put(place, piece.text + ',' + piece.tail + line)};
    }
    const qsizetype place = layout.lineRest(layout.inside().begin, layout.gap(0).range.end).end;
    return {put(place, line + piece.text + ',' + piece.tail)};
}

QList<Replacement> insertedByLine(const FlowLayout &layout, qsizetype position, const Piece &piece)
{
    const QByteArray line = layout.newLine() + layout.memberIndentation(position);
    if (position == 0)
        return insertedOnFirstLine(layout, piece, line);
    const FlowGap &gap = layout.gap(position);
    const qsizetype end = gap.range.begin;
    const LineRest rest = layout.lineRest(gap.hasSeparator() ? gap.separator + 1 : end, gap.range.end);
    const qsizetype place = rest.endsLine ? rest.end : rest.contentEnd;
    QByteArray behind = piece.tail;
    if (!rest.endsLine && !piece.tail.isEmpty()) {
        behind += position < layout.size()
                      ? line
                      : layout.newLine() + layout.indentationAt(layout.inside().begin - 1);
    }
    if (gap.hasSeparator())
        return {put(place, line + piece.text + ',' + behind)};
    if (place == end)
        return {put(end, ',' + line + piece.text + behind)};
    return {put(end, ","), put(place, line + piece.text + behind)};
}

bool isByLines(const FlowLayout &layout, const FlowRules &rules, qsizetype position)
{
    return !rules.staysOnOneLine && layout.isByLines(position);
}

QList<Replacement> inserted(const FlowLayout &layout, const FlowRules &rules, qsizetype position,
                            const Piece &piece)
{
    return isByLines(layout, rules, position) ? insertedByLine(layout, position, piece)
                                              : insertedOnLine(layout, rules, position, piece);
}

// Removal

/// Whether the comma before member `i` goes with it: it would be left over at the end.
bool takesCommaBefore(const FlowLayout &layout, const FlowRules &rules, qsizetype i)
{
    const bool isLast = i > 0 && i + 1 == layout.size();
    return isLast && !layout.gap(i + 1).hasSeparator() && !(rules.separatesOne && i == 1);
}

QList<Replacement> removedLines(const FlowLayout &layout, const FlowRules &rules, qsizetype i,
                                ByteRange lines)
{
    QList<Replacement> removed;
    if (takesCommaBefore(layout, rules, i)) {
        const qsizetype comma = layout.gap(i).separator;
        removed += cut(comma, comma + 1);
    }
    removed += cut(lines.begin, lines.end);
    return removed;
}

/// Removes the last member without a comma behind it from the line it shares.
QList<Replacement> removedLast(const FlowLayout &layout, const FlowRules &rules, qsizetype i)
{
    const FlowGap &before = layout.gap(i);
    const bool takesComma = takesCommaBefore(layout, rules, i);
    const qsizetype end = layout.member(i).end;
    if (!before.hasComment)
        return {cut(takesComma ? before.range.begin : before.separator + 1, end)};
    const qsizetype begin = std::max(layout.blanksBegin(layout.member(i).begin), before.separator + 1);
    if (!takesComma)
        return {cut(begin, end)};
    return {cut(before.separator, before.separator + 1), cut(begin, end)};
}

/// Removes a member with the comma behind it from the line it shares.
QList<Replacement> removedFromLine(const FlowLayout &layout, qsizetype i)
{
    const FlowGap &before = layout.gap(i);
    const FlowGap &after = layout.gap(i + 1);
    ByteRange member = layout.member(i);
    ByteRange comma{after.separator, layout.blanksEnd(after.separator + 1)};
    const LineRest rest = layout.lineRest(comma.end, after.range.end);
    const bool isOnBracketLine = i == 0 && !before.hasBreak() && i + 1 < layout.size();
    if (isOnBracketLine && !after.hasComment) {
        comma.end = after.range.end;
    } else if (rest.end == comma.end && (rest.endsLine || comma.end == layout.inside().end)) {
        comma.end = after.separator + 1;
        if (before.separator >= before.lineStart)
            member.begin = layout.blanksBegin(member.begin);
    }
    const bool hasCommentBetween = layout.lineRest(member.end, after.separator).contentEnd > member.end;
    if (!hasCommentBetween && !after.hasComment)
        return {cut(member.begin, comma.end)};
    return {cut(member.begin, member.end), cut(comma.begin, comma.end)};
}

/// Whether the container holds comments outside of `lines`.
bool hasOtherComments(const FlowLayout &layout, const std::optional<ByteRange> &lines)
{
    const FlowGap &after = layout.gap(1);
    if (layout.gap(0).hasComment || !lines)
        return layout.gap(0).hasComment || after.hasComment;
    const QByteArrayView rest = layout.slice(lines->end, after.range.end);
    return std::any_of(rest.begin(), rest.end(), [](char c) { return !isIndentation(c) && !isLineBreak(c); });
}

/// Removes the member that is alone in its container.
QList<Replacement> removedOnly(const FlowLayout &layout)
{
    const auto lines = layout.ownLines(0);
    if (!hasOtherComments(layout, lines))
        return {cut(layout.inside().begin, layout.inside().end)};
    if (lines)
        return {cut(lines->begin, lines->end)};
    const FlowGap &after = layout.gap(1);
    const ByteRange member{layout.blanksBegin(layout.member(0).begin), layout.member(0).end};
    if (!after.hasSeparator())
        return {cut(member.begin, member.end)};
    return {cut(member.begin, member.end), cut(after.separator, after.separator + 1)};
}

QList<Replacement> removed(const FlowLayout &layout, const FlowRules &rules, qsizetype i, bool takesLines)
{
    const auto lines = layout.ownLines(i);
    QList<Replacement> removed;
    if (layout.size() == 1)
        removed = removedOnly(layout);
    else if (lines && takesLines)
        removed = removedLines(layout, rules, i, *lines);
    else if (layout.gap(i + 1).hasSeparator())
        removed = removedFromLine(layout, i);
    else
        removed = removedLast(layout, rules, i);
    if (rules.separatesOne && layout.size() == 2 && i == 0 && !layout.gap(2).hasSeparator())
        removed += put(layout.member(1).end, ",");
    return removed;
}

} // namespace

FlowContainer flowContainer(const Node &node)
{
    FlowContainer container{{node.range().begin + 1, node.range().end - 1}, {}};
    container.members.reserve(node.childCount());
    for (Node member = node.firstChild(); member; member = member.nextSibling()) {
        const ByteRange key = member.keyRange();
        const ByteRange value = member.range();
        container.members += key.isEmpty() ? value : ByteRange{key.begin, std::max(key.end, value.end)};
    }
    return container;
}

Result<QList<Replacement>> flowInsertion(const Document &document, const FlowContainer &container,
                                         const FlowRules &rules, qsizetype position, const QByteArray &member)
{
    const FlowLayout layout(document, container);
    if (const QString why = objectionAround(layout, position - 1, position + 1); !why.isEmpty())
        return refused(why);
    if (layout.size() == 0)
        return flowFirst(document, layout, rules, member);
    return inserted(layout, rules, position, {member, {}});
}

Result<QList<Replacement>> flowRemoval(const Document &document, const FlowContainer &container,
                                       const FlowRules &rules, qsizetype position)
{
    const FlowLayout layout(document, container);
    if (const QString why = objectionAround(layout, position, position + 1); !why.isEmpty())
        return refused(why);
    return removed(layout, rules, position, true);
}

Result<QList<Replacement>> flowMovement(const Document &document, const FlowContainer &container,
                                        FlowRules rules, qsizetype from, qsizetype to)
{
    rules.separatesOne = false; // no member is ever alone
    const FlowLayout layout(document, container);
    const qsizetype before = to < from ? to : to + 1; // the member it is put before, counted with it
    QString why = objectionAround(layout, from, from + 1);
    if (why.isEmpty())
        why = objectionAround(layout, before - 1, before + 1);
    if (!why.isEmpty())
        return refused(why);
    Piece piece{layout.slice(layout.member(from).begin, layout.member(from).end).toByteArray(), {}};
    bool takesLines = layout.ownLines(from).has_value();
    const QByteArray tail = layout.tail(from);
    if (takesLines && isByLines(layout, rules, before))
        piece.tail = tail;
    else
        takesLines = takesLines && tail.isEmpty();
    QList<Replacement> moved =
        removed(layout, rules, from, takesLines) + inserted(layout, rules, before, piece);
    std::stable_sort(moved.begin(), moved.end(), [](const Replacement &left, const Replacement &right) {
        return left.range.begin < right.range.begin;
    });
    return moved;
}

} // namespace retune
