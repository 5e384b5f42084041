#include <retune/format/lines/linechanges.h>

#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

constexpr bool isSpace(char c)
{
    return isBlank(c) || isLineEnd(c);
}

} // namespace

LineChanges::LineChanges(const LineFormat &format, const Document &document)
    : m_format(format)
    , m_document(document)
    , m_bytes(document.bytes())
    , m_begin(document.facts().bomSize)
    , m_newLine(document.facts().newLine)
    , m_places(format, document)
{}

/// Why the table cannot get this key, because it has one that differs in nothing but case; empty where it can.
QString LineChanges::objectionTo(const Node &table, const QString &key, bool isSection,
                                 const Node &renamed) const
{
    const bool isSubsection = isSection && table.parent();
    if (!m_format.dialect().ignoresCase || isSubsection)
        return {};
    for (Node other = table.firstChild(); other; other = other.nextSibling()) {
        const bool isOtherSection = other.kind() == Kind::Table;
        if (other == renamed || isOtherSection != isSection ||
            other.key().compare(key, Qt::CaseInsensitive) != 0)
            continue;
        return isSection
                   ? Tr::tr("there is a section \"%1\" already, and case does not count").arg(other.key())
                   : Tr::tr("there is a key \"%1\" already, and case does not count").arg(other.key());
    }
    return {};
}

// Spelling

ValueSlot LineChanges::slot(const QByteArray &prefix) const
{
    return {{}, m_newLine, prefix + "    ", !hasNonAscii(m_bytes)};
}

QByteArray LineChanges::prefixLike(const LineItem *model, bool isInSection) const
{
    if (model)
        return slice({model->lines.begin, model->name.begin}).toByteArray();
    return isInSection ? m_format.dialect().indentation.toByteArray() : QByteArray();
}

QByteArray LineChanges::delimiterLike(const LineItem *model) const
{
    if (!model)
        return m_format.dialect().delimiter.toByteArray();
    return slice({model->name.end, model->value.begin}).toByteArray();
}

Result<QByteArray> LineChanges::entryLine(const QByteArray &prefix, const QByteArray &key,
                                          const QByteArray &delimiter, const Value &value) const
{
    if (m_format.isWrittenBare(value))
        return prefix + key;
    const Result<QByteArray> text = m_format.valueText(value, slot(prefix));
    if (!text)
        return text;
    return prefix + keyWithValue(key, delimiter, *text);
}

/// Puts a line at the beginning of one, or at the end of the file, which then ends as it did.
Replacement LineChanges::lineAt(qsizetype at, const QByteArray &line) const
{
    const bool isBehindOpenLine = at == size() && size() > m_begin && !m_document.facts().endsWithLineEnd;
    return {{at, at}, isBehindOpenLine ? m_newLine + line : line + m_newLine};
}

/// The line ends that make an empty line at the end of the file, but for the one `lineAt` sees to.
QByteArray LineChanges::gapAtEnd() const
{
    if (size() == m_begin)
        return {};
    const QByteArrayView text = slice({m_begin, size()});
    const QByteArrayView content = trimmed(text, isSpace);
    QByteArrayView behind =
        text.sliced(content.isEmpty() ? 0 : content.data() + content.size() - text.data());
    int lines = content.isEmpty() ? 1 : 0;
    for (; behind.contains('\n') || behind.contains('\r'); ++lines)
        takeLine(behind);
    return lines > 1 ? QByteArray() : m_newLine;
}

// Changes

Result<QList<Replacement>> LineChanges::addEntry(const Node &section, const NewMember &member) const
{
    const bool isInSection = bool(section.parent());
    if (!isInSection && !m_format.dialect().hasKeysAtTop)
        return refusedLine(Tr::tr("%1 has no keys outside of sections").arg(m_format.name()));
    if (isContainer(member.value.kind))
        return refusedLine(
            Tr::tr("%1 has no way to write a new %2").arg(m_format.name(), kindName(member.value.kind)));
    if (const QString why = objectionTo(section, member.key, false); !why.isEmpty())
        return refusedLine(why);
    const std::optional<LinePlaces::Place> place = m_places.placeIn(section);
    const LineItem *model = place ? place->model : m_places.nearest(m_places.items().size());
    const QByteArray prefix = prefixLike(model, isInSection);
    const Result<QByteArray> key = m_format.keyText(member.key, slot(prefix));
    if (!key)
        return Unexpected{key.error()};
    Result<QByteArray> line = entryLine(prefix, *key, delimiterLike(model), member.value);
    if (!line)
        return Unexpected{line.error()};
    if (place)
        return QList{lineAt(place->at, place->needsGap ? *line + m_newLine : *line)};
    const Result<QByteArray> header = m_format.headerText(sectionPathOf(section));
    if (!header)
        return Unexpected{header.error()};
    return QList{lineAt(size(), gapAtEnd() + *header + m_newLine + *line)};
}

Result<QList<Replacement>> LineChanges::addSection(const Node &container, const QString &name) const
{
    if (const QString why = objectionTo(container, name, true); !why.isEmpty())
        return refusedLine(why);
    const Result<QByteArray> header = m_format.headerText(sectionPathOf(container) + QStringList{name});
    if (!header)
        return Unexpected{header.error()};
    return QList{lineAt(size(), gapAtEnd() + *header)};
}

Result<QList<Replacement>> LineChanges::addOccurrence(const Node &list, const NewMember &member) const
{
    if (isContainer(member.value.kind))
        return refusedLine(Tr::tr("%1 has no way to write %2 here")
                               .arg(m_format.name(), withArticle(kindName(member.value.kind))));
    const QList<LineItem> entries = m_places.entriesOf(list);
    const bool isLast = member.position >= entries.size();
    const LineItem &beside = isLast ? entries.last() : entries.at(member.position);
    const LineItem *shows =
        beside.hasDelimiter && !beside.value.isEmpty() ? &beside : m_places.nearest(m_places.items().size());
    const QByteArray prefix = beside.startsLine ? prefixLike(&beside, true) : prefixLike(nullptr, true);
    const Result<QByteArray> line =
        entryLine(prefix, slice(beside.name).toByteArray(), delimiterLike(shows), member.value);
    if (!line)
        return Unexpected{line.error()};
    if (isLast || beside.startsLine)
        return QList{lineAt(isLast ? beside.lines.end : beside.lines.begin, *line)};
    return QList{
        Replacement{{beside.lines.begin, beside.name.begin}, m_newLine + *line + m_newLine + prefix}};
}

Result<QList<Replacement>> LineChanges::removeEntries(const Node &member) const
{
    QList<ByteRange> lines;
    for (const LineItem &entry : m_places.entriesOf(member)) {
        ByteRange range = entry.lines;
        if (!entry.startsLine) // the header in front of it needs the line end
            range = trimmed(m_bytes, range, isLineEnd);
        lines += range;
    }
    return removed(lines);
}

Result<QList<Replacement>> LineChanges::removeSection(const Node &section) const
{
    const QStringList path = sectionPathOf(section);
    QList<ByteRange> lines;
    for (std::size_t i = 0; i < m_places.items().size(); ++i) {
        if (!m_places.isHeaderOf(m_places.items()[i], path, true))
            continue;
        ByteRange block = m_places.items()[i].lines;
        for (; i + 1 < m_places.items().size() && !m_places.isHeader(m_places.items()[i + 1]); ++i)
            block.end = m_places.items()[i + 1].lines.end;
        // Empty lines between two of them would belong to both.
        if (!lines.isEmpty() && trimmed(m_bytes, {lines.last().end, block.begin}, isSpace).isEmpty())
            lines.last().end = block.end;
        else
            lines += block;
    }
    std::transform(lines.begin(), lines.end(), lines.begin(),
                   [this](ByteRange range) { return withoutGap(range); });
    return removed(lines);
}

/// The lines, with the empty ones before them where nothing follows; else with those behind them, where there are some
/// before them as well.
ByteRange LineChanges::withoutGap(ByteRange lines) const
{
    const ByteRange before = trimmed(m_bytes, {m_begin, lines.begin}, isSpace);
    const ByteRange behind = trimmed(m_bytes, {lines.end, size()}, isSpace);
    const qsizetype contentEnd = before.isEmpty() ? m_begin : afterLineEnd(m_bytes, before.end);
    if (behind.isEmpty())
        return {std::min(contentEnd, lines.begin), lines.end};
    if (!before.isEmpty() && contentEnd >= lines.begin)
        return lines;
    qsizetype end = behind.begin;
    while (end > lines.end && !isLineEnd(m_bytes[end - 1]))
        --end; // the indentation of what follows
    return {lines.begin, end};
}

/// Removes the lines; where that opens the end of the file, it ends as it did.
QList<Replacement> LineChanges::removed(const QList<ByteRange> &lines) const
{
    QList<ByteRange> ranges;
    for (const ByteRange &range : lines) {
        if (!ranges.isEmpty() && ranges.last().end == range.begin)
            ranges.last().end = range.end;
        else
            ranges += range;
    }
    ByteRange &last = ranges.last();
    const bool takesOpenEnd = last.end == size() && !m_document.facts().endsWithLineEnd;
    if (takesOpenEnd && last.begin > m_begin && isLineEnd(m_bytes[last.begin - 1]))
        last.begin -= slice({m_begin, last.begin}).endsWith("\r\n") ? 2 : 1;
    QList<Replacement> replacements;
    for (const ByteRange &range : ranges)
        replacements += Replacement{range, {}};
    return replacements;
}

Result<QList<Replacement>> LineChanges::renameEntries(const Node &member, const QString &key) const
{
    if (const QString why = objectionTo(member.parent(), key, false, member); !why.isEmpty())
        return refusedLine(why);
    const Result<QByteArray> text = m_format.keyText(key, slot({}));
    if (!text)
        return Unexpected{text.error()};
    QList<Replacement> replacements;
    for (const LineItem &entry : m_places.entriesOf(member))
        replacements += Replacement{entry.name, *text};
    return replacements;
}

Result<QList<Replacement>> LineChanges::renameSection(const Node &section, const QString &name) const
{
    if (const QString why = objectionTo(section.parent(), name, true, section); !why.isEmpty())
        return refusedLine(why);
    const QStringList path = sectionPathOf(section);
    QList<Replacement> replacements;
    for (const LineItem &item : m_places.items()) {
        if (!m_places.isHeaderOf(item, path, true))
            continue;
        const Result<Replacement> renamed = m_format.renamedHeader(m_bytes, item, int(path.size()) - 1, name);
        if (!renamed)
            return Unexpected{renamed.error()};
        replacements += *renamed;
    }
    return replacements;
}

Result<QList<Replacement>> LineChanges::moveOccurrence(const Node &member, int position) const
{
    const QList<LineItem> entries = m_places.entriesOf(member.parent());
    const qsizetype from = member.position();
    QList<qsizetype> order;
    for (qsizetype i = 0; i < entries.size(); ++i)
        order += i;
    order.move(from, position);
    QList<Replacement> replacements;
    for (qsizetype i = std::min<qsizetype>(from, position); i <= std::max<qsizetype>(from, position); ++i) {
        // The delimiter moves along: a key may stand without one.
        const LineItem &source = entries.at(order.at(i));
        replacements += Replacement{{entries.at(i).name.end, entries.at(i).value.end},
                                    slice({source.name.end, source.value.end}).toByteArray()};
    }
    return replacements;
}

QByteArray keyWithValue(const QByteArray &key, const QByteArray &delimiter, const QByteArray &value)
{
    qsizetype size = delimiter.size();
    while (value.isEmpty() && size > 0 && isBlank(delimiter[size - 1]))
        --size;
    return key + delimiter.first(size) + value;
}

} // namespace retune
