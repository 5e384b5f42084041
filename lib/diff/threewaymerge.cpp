#include <retune/diff/threewaymerge.h>

#include <retune/diff/linemerge.h>
#include <retune/diff/mergeproof.h>
#include <retune/diff/treeedits.h>
#include <retune/format/format.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

using Side = MergeChoice::Side;

QByteArray withoutWhiteSpace(QByteArray text)
{
    text.removeIf([](char byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; });
    return text;
}

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
            if (std::optional<ThreeWayMerge> merged = byKeys())
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

    /// What was chosen for a clash; null where nothing was.
    const MergeChoice *choiceFor(const MergeClash &clash) const
    {
        const auto found = std::find_if(m_choices.begin(), m_choices.end(),
                                        [&](const MergeChoice &choice) { return choice.clash == clash; });
        return found == m_choices.end() ? nullptr : &*found;
    }

    // By keys

    std::optional<ThreeWayMerge> byKeys() const
    {
        ThreeWayMerge merged{ThreeWayMerge::Way::ByKeys, {}, m_plan.clashes, 0, {}};
        QList<KeyPath> mine = m_plan.mine;
        QList<KeyPath> own;
        TreeEdits edits(m_trees->disk);
        for (const MergeClash &clash : m_plan.clashes) {
            const MergeChoice *choice = choiceFor(clash);
            if (!choice)
                ++merged.undecided;
            else if (choice->side == Side::Mine)
                mine += *clash.key;
            else if (choice->side == Side::Own && !edits.put(*clash.key, choice->own))
                return std::nullopt;
            if (choice && choice->side == Side::Own)
                own += *clash.key;
        }
        for (const auto &[path, key] : m_plan.renames)
            edits.rename(path, key);
        for (const KeyPath &path : mine) {
            if (!edits.put(path, m_trees->mine.find(path)))
                return std::nullopt;
        }
        const std::optional<QByteArray> text = withOtherChanges(edits.document().bytes());
        if (!text)
            return std::nullopt;
        const Result<Document> document = m_sides.format->parse(*text, m_sides.limits);
        if (!document || !holdsBothSides(*document, *m_trees, mine, own) ||
            !keepsComments(*document, *m_trees) || !hasOwnValues(*document, edits.document(), own))
            return std::nullopt;
        merged.text = *text;
        merged.changes = keyDiff(m_trees->disk, *document);
        return merged;
    }

    static bool hasOwnValues(const Document &document, const Document &edited, const QList<KeyPath> &own)
    {
        return std::all_of(own.begin(), own.end(), [&](const KeyPath &path) {
            return isSameForPrograms(document.find(path), edited.find(path));
        });
    }

    /// Brings what I changed beyond values into the edited text: comments, order, layout. That is what still differs when my
    /// values are edited into the base. Nothing where it cannot be told apart from changes of the disk.
    std::optional<QByteArray> withOtherChanges(const QByteArray &edited) const
    {
        TreeEdits replay(m_trees->base);
        if (!replay.put({}, m_trees->mine.root()))
            return std::nullopt;
        const QByteArray base = replay.document().bytes();
        if (base == m_sides.mine)
            return edited;
        const AlignedTexts texts = alignedTexts(base, m_sides.mine, edited);
        JoinedLines joined(newLineOf(texts.disk));
        for (const LineMergeBlock &block :
             lineMerge(texts.base, texts.mine, texts.disk, TouchingChanges::Merge)) {
            if (block.type == LineMergeBlock::Type::Clash)
                return hasOtherLayoutOnly(base) ? std::optional(edited) : std::nullopt;
            joined.append(block.type == LineMergeBlock::Type::Disk ? block.disk : block.mine);
        }
        return joined.text();
    }

    /// Whether nothing but white space differs: the disk's layout is then as good as mine.
    bool hasOtherLayoutOnly(const QByteArray &base) const
    {
        return withoutWhiteSpace(base) == withoutWhiteSpace(m_sides.mine);
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
        const MergeChoice *choice = choiceFor(clash);
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
