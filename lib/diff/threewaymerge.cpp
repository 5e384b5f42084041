#include <retune/diff/threewaymerge.h>

#include <retune/diff/keymerge.h>
#include <retune/diff/linemerge.h>
#include <retune/format/format.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

namespace retune {

namespace {

using Side = MergeChoice::Side;

QByteArray newLineOf(const QByteArray &text)
{
    const Result<TextFacts> facts = inspect(text);
    return facts ? facts->newLine : QByteArrayLiteral("\n");
}

class Merging
{
public:
    Merging(const MergeSides &sides, const QList<MergeChoice> &choices)
        : m_sides(sides)
        , m_choices(choices)
    {}

    ThreeWayMerge run()
    {
        readTrees();
        if (m_trees) {
            if (std::optional<ThreeWayMerge> merged = keyMerge(m_sides, *m_trees, m_plan, m_choices))
                return *merged;
        }
        ThreeWayMerge merged = byLines();
        return isTrue(merged) ? merged : asAWhole();
    }

private:
    void readTrees()
    {
        if (isCode(m_sides.format->id()))
            return; // what its lines mean is not known, so neighbouring ones are not merged
        const auto read = [this](const QByteArray &text) {
            return m_sides.format->parse(text, m_sides.limits);
        };
        const Result<Document> base = read(m_sides.base);
        const Result<Document> mine = read(m_sides.mine);
        const Result<Document> disk = read(m_sides.disk);
        if (!base || !mine || !disk)
            return;
        m_trees = MergeDocuments{*base, *mine, *disk};
        m_plan = keyMergePlan(*base, *mine, *disk);
    }

    // By lines

    ThreeWayMerge byLines() const
    {
        ThreeWayMerge merged{ThreeWayMerge::Way::ByLines, {}, {}, 0, {}};
        const AlignedTexts texts = alignedTexts(m_sides.base, m_sides.mine, m_sides.disk);
        JoinedLines joined(newLineOf(texts.disk));
        for (const LineMergeBlock &block : lineMerge(texts.base, texts.mine, texts.disk)) {
            if (block.type == LineMergeBlock::Type::Clash)
                joined.append(decided(block, merged));
            else
                joined.append(block.type == LineMergeBlock::Type::Disk ? block.disk : block.mine);
        }
        merged.text = joined.text();
        noteChanges(merged);
        return merged;
    }

    /// The lines that were chosen; those of the disk where nothing was.
    QByteArray decided(const LineMergeBlock &block, ThreeWayMerge &merged) const
    {
        const auto asValue = [](const QByteArray &lines) { return Value::string(decodedUtf8(lines)); };
        const MergeClash clash{std::nullopt, block.mineLine, asValue(block.base), asValue(block.mine),
                               asValue(block.disk)};
        merged.clashes += clash;
        const MergeChoice *choice = choiceFor(clash, m_choices);
        if (!choice)
            ++merged.undecided;
        return choice && choice->side == Side::Mine ? block.mine : block.disk;
    }

    void noteChanges(ThreeWayMerge &merged) const
    {
        if (!m_trees)
            return;
        if (const Result<Document> document = m_sides.format->parse(merged.text, m_sides.limits))
            merged.changes = keyDiff(m_trees->disk, *document);
    }

    /// Whether a merge by lines in which nothing was asked did what one by keys would have done. Lines can go together though
    /// their meanings do not: both sides add the same key in different places.
    bool isTrue(const ThreeWayMerge &merged) const
    {
        if (!m_trees || !merged.clashes.isEmpty())
            return true; // nothing to compare with, or somebody looks at it
        const Result<Document> document = m_sides.format->parse(merged.text, m_sides.limits);
        return document && m_plan.clashes.isEmpty() && holdsBothSides(*document, *m_trees, m_plan.mine, {});
    }

    /// The last resort: the text as a whole is one place that both changed.
    ThreeWayMerge asAWhole() const
    {
        ThreeWayMerge merged{ThreeWayMerge::Way::ByLines, {}, {}, 0, {}};
        merged.text =
            decided({LineMergeBlock::Type::Clash, m_sides.base, m_sides.mine, m_sides.disk, 1}, merged);
        noteChanges(merged);
        return merged;
    }

    const MergeSides &m_sides;
    const QList<MergeChoice> &m_choices;
    std::optional<MergeDocuments> m_trees;
    KeyMergePlan m_plan;
};

Unexpected<Problem> notMergeable(const QString &message, const Problem &problem)
{
    return Unexpected{Problem{problem.kind, {}, problem.position, {}, message.arg(problem.message)}};
}

} // namespace

Result<ThreeWayMerge> threeWayMerge(const MergeSides &sides, const QList<MergeChoice> &choices)
{
    if (!sides.format || !sides.format->isText()) {
        return Unexpected{
            Problem{ProblemKind::Misuse, {}, {}, {}, Tr::tr("expected a text to merge, found none")}};
    }
    if (const auto mine = inspect(sides.mine); !mine)
        return notMergeable(Tr::tr("your text cannot be merged: %1"), mine.error());
    if (const auto disk = inspect(sides.disk); !disk)
        return notMergeable(Tr::tr("the text on disk cannot be merged: %1"), disk.error());
    return Merging(sides, choices).run();
}

} // namespace retune
