#include <retune/diff/linemerge.h>

#include <retune/diff/linediff.h>
#include <retune/text/encoding.h>

#include <algorithm>
#include <optional>

namespace retune {

namespace {

/// One side's changes of the base, and how far its lines are shifted against those of the base.
class SideChanges
{
public:
    SideChanges(const QByteArray &base, const QByteArray &side)
        : m_diff(lineDiff(base, side))
    {
        std::copy_if(m_diff.blocks.begin(), m_diff.blocks.end(), std::back_inserter(m_changes),
                     [](const DiffBlock &block) { return !block.equal; });
    }

    const QList<QByteArray> &baseLines() const { return m_diff.before; }
    /// The change that was not taken yet, or null.
    const DiffBlock *next() const { return m_at < m_changes.size() ? &m_changes.at(m_at) : nullptr; }
    void take() { ++m_at; }
    qsizetype taken() const { return m_at; }

    /// The lines of this side in the place of a stretch of base lines, which no change crosses. `first` is the number of
    /// changes that were taken before it; those taken since lie in it.
    LineRange linesInPlaceOf(LineRange base, qsizetype first) const
    {
        return {base.begin + shift(first), base.end + shift(m_at)};
    }
    QByteArray text(LineRange range) const { return joined(m_diff.after, range); }

    static QByteArray joined(const QList<QByteArray> &lines, LineRange range)
    {
        QByteArray text;
        for (int line = range.begin; line < range.end; ++line)
            text += lines.at(line);
        return text;
    }

private:
    /// How many lines the first changes added.
    int shift(qsizetype changes) const
    {
        return changes == 0 ? 0 : m_changes.at(changes - 1).after.end - m_changes.at(changes - 1).before.end;
    }

    LineDiff m_diff;
    QList<DiffBlock> m_changes;
    qsizetype m_at = 0;
};

class LineMerging
{
public:
    LineMerging(const QByteArray &base, const QByteArray &mine, const QByteArray &disk,
                TouchingChanges touching)
        : m_mine(base, mine)
        , m_disk(base, disk)
        , m_touching(touching)
    {}

    QList<LineMergeBlock> run()
    {
        while (const DiffBlock *first = earliest()) {
            appendStretch({m_at, first->before.begin}, m_mine.taken(), m_disk.taken());
            appendChanges(first->before);
        }
        appendStretch({m_at, int(m_mine.baseLines().size())}, m_mine.taken(), m_disk.taken());
        return m_blocks;
    }

private:
    const DiffBlock *earliest() const
    {
        const DiffBlock *mine = m_mine.next();
        const DiffBlock *disk = m_disk.next();
        if (!mine || !disk)
            return mine ? mine : disk;
        // Of two that begin in one place, new lines stand before the changed one.
        const auto place = [](const DiffBlock &change) {
            return std::pair(change.before.begin, change.before.end);
        };
        return place(*disk) < place(*mine) ? disk : mine;
    }

    bool joins(const DiffBlock &change, LineRange region) const
    {
        if (m_touching == TouchingChanges::Clash || (change.before.isEmpty() && region.isEmpty()))
            return change.before.begin <= region.end;
        return change.before.begin < region.end;
    }

    bool takeJoining(SideChanges &side, LineRange &region) const
    {
        const DiffBlock *change = side.next();
        if (!change || !joins(*change, region))
            return false;
        region.end = std::max(region.end, change->before.end);
        side.take();
        return true;
    }

    /// Takes the change at `region` with all that overlap.
    void appendChanges(LineRange region)
    {
        const qsizetype mine = m_mine.taken();
        const qsizetype disk = m_disk.taken();
        (earliest() == m_mine.next() ? m_mine : m_disk).take();
        while (takeJoining(m_mine, region) || takeJoining(m_disk, region)) {
        }
        appendStretch(region, mine, disk);
    }

    void appendStretch(LineRange base, qsizetype mineTaken, qsizetype diskTaken)
    {
        m_at = base.end;
        const LineRange mine = m_mine.linesInPlaceOf(base, mineTaken);
        const LineRange disk = m_disk.linesInPlaceOf(base, diskTaken);
        if (base.isEmpty() && mine.isEmpty() && disk.isEmpty())
            return;
        LineMergeBlock block{LineMergeBlock::Type::Same, SideChanges::joined(m_mine.baseLines(), base),
                             m_mine.text(mine), m_disk.text(disk), mine.begin + 1};
        block.type = typeOf(block);
        m_blocks += block;
    }

    static LineMergeBlock::Type typeOf(const LineMergeBlock &block)
    {
        if (block.mine == block.disk)
            return LineMergeBlock::Type::Same;
        if (block.disk == block.base)
            return LineMergeBlock::Type::Mine;
        return block.mine == block.base ? LineMergeBlock::Type::Disk : LineMergeBlock::Type::Clash;
    }

    SideChanges m_mine;
    SideChanges m_disk;
    TouchingChanges m_touching;
    int m_at = 0;
    QList<LineMergeBlock> m_blocks;
};

bool endsALine(const QByteArray &text)
{
    return text.endsWith('\n') || text.endsWith('\r');
}

QByteArray lineEndBytes(LineEnd end)
{
    return end == LineEnd::CrLf ? QByteArrayLiteral("\r\n")
           : end == LineEnd::Cr ? QByteArrayLiteral("\r")
                                : QByteArrayLiteral("\n");
}

/// The text without its byte order mark, and with other line ends where `newLine` is one.
QByteArray rewritten(QByteArray text, qsizetype bomSize, const QByteArray &newLine)
{
    text.remove(0, bomSize);
    if (newLine.isEmpty())
        return text;
    text.replace("\r\n", "\n").replace('\r', '\n');
    return newLine == "\n" ? text : text.replace("\n", newLine);
}

/// Of what a text is as a whole: what the side has that changed it.
template<typename T>
T chosen(T base, T mine, T disk)
{
    return mine == base ? disk : mine;
}

} // namespace

QList<LineMergeBlock> lineMerge(const QByteArray &base, const QByteArray &mine, const QByteArray &disk,
                                TouchingChanges touching)
{
    return LineMerging(base, mine, disk, touching).run();
}

AlignedTexts alignedTexts(const QByteArray &base, const QByteArray &mine, const QByteArray &disk)
{
    const Result<TextFacts> baseFacts = inspect(base);
    const Result<TextFacts> mineFacts = inspect(mine);
    const Result<TextFacts> diskFacts = inspect(disk);
    if (!baseFacts || !mineFacts || !diskFacts)
        return {base, mine, disk};
    const auto isMixed = [](const TextFacts &facts) { return facts.lineEnd == LineEnd::Mixed; };
    QByteArray newLine;
    if (!isMixed(*baseFacts) && !isMixed(*mineFacts) && !isMixed(*diskFacts)) {
        const LineEnd known = diskFacts->lineEnd != LineEnd::None ? diskFacts->lineEnd : mineFacts->lineEnd;
        const bool isMine = mineFacts->lineEnd != LineEnd::None && mineFacts->lineEnd != baseFacts->lineEnd &&
                            (diskFacts->lineEnd == baseFacts->lineEnd || diskFacts->lineEnd == LineEnd::None);
        newLine = lineEndBytes(isMine ? mineFacts->lineEnd : known);
    }
    const qsizetype bomSize = chosen(baseFacts->bomSize, mineFacts->bomSize, diskFacts->bomSize);
    const QByteArray bom = bomSize > 0 ? QByteArrayLiteral("\xEF\xBB\xBF") : QByteArray();
    return {bom + rewritten(base, baseFacts->bomSize, newLine),
            bom + rewritten(mine, mineFacts->bomSize, newLine),
            bom + rewritten(disk, diskFacts->bomSize, newLine)};
}

void JoinedLines::append(const QByteArray &lines)
{
    if (!lines.isEmpty() && !m_text.isEmpty() && !endsALine(m_text))
        m_text += m_newLine;
    m_text += lines;
}

} // namespace retune
