#include <retune/diff/keymerge.h>

#include <retune/diff/linemerge.h>
#include <retune/diff/treeedits.h>
#include <retune/format/format.h>
#include <retune/text/encoding.h>

#include <algorithm>

namespace retune {

namespace {

using Side = MergeChoice::Side;

QByteArray withoutWhiteSpace(QByteArray text)
{
    text.removeIf([](char byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; });
    return text;
}

class KeyMerging
{
public:
    KeyMerging(const MergeSides &sides, const MergeDocuments &trees, const KeyMergePlan &plan,
               const QList<MergeChoice> &choices)
        : m_sides(sides)
        , m_trees(trees)
        , m_plan(plan)
        , m_choices(choices)
        , m_edits(trees.disk)
        , m_replay(trees.base)
    {}

    std::optional<ThreeWayMerge> run()
    {
        // My values edited into the base: what then still differs from my text are comments, order and layout.
        if (!m_replay.put({}, m_trees.mine.root()) || !editMine())
            return std::nullopt;
        const bool isAllSaid = m_replay.document().bytes() == m_sides.mine;
        if (isAllSaid ? !decide(m_edits) : !bringOtherChanges())
            return std::nullopt;
        return proved(m_edits.document());
    }

private:
    /// What only I changed.
    bool editMine()
    {
        for (const auto &[path, key] : m_plan.renames)
            m_edits.rename(path, key);
        const auto put = [this](const KeyPath &path) {
            return m_edits.put(path, m_trees.mine.find(path)).has_value();
        };
        return std::all_of(m_plan.mine.begin(), m_plan.mine.end(), put);
    }

    bool decide(TreeEdits &edits) const
    {
        return std::all_of(m_plan.clashes.begin(), m_plan.clashes.end(), [&](const MergeClash &clash) {
            const MergeChoice *choice = choiceFor(clash, m_choices);
            if (choice && choice->side == Side::Own)
                return edits.put(*clash.key, choice->own).has_value();
            const Document &side = choice && choice->side == Side::Mine ? m_trees.mine : m_trees.disk;
            return edits.put(*clash.key, side.find(*clash.key)).has_value();
        });
    }

    /// Brings what I changed beyond values into the edited text, as lines. Values that clash are mine meanwhile, so that their
    /// lines are not changed on both sides.
    bool bringOtherChanges()
    {
        for (const MergeClash &clash : m_plan.clashes) {
            if (clash.mine && clash.disk && !m_edits.put(*clash.key, m_trees.mine.find(*clash.key)))
                return false;
        }
        const std::optional<QByteArray> text = withOtherChanges(m_edits.document().bytes());
        const Result<Document> document = m_sides.format->parse(text.value_or(QByteArray()), m_sides.limits);
        if (!text || !document)
            return false;
        m_edits = TreeEdits(*document);
        return decide(m_edits);
    }

    std::optional<QByteArray> withOtherChanges(const QByteArray &edited) const
    {
        const QByteArray replayed = m_replay.document().bytes();
        const AlignedTexts texts = alignedTexts(replayed, m_sides.mine, edited);
        const Result<TextFacts> facts = inspect(texts.disk);
        JoinedLines joined(facts ? facts->newLine : QByteArrayLiteral("\n"));
        for (const LineMergeBlock &block :
             lineMerge(texts.base, texts.mine, texts.disk, TouchingChanges::Merge)) {
            if (block.type == LineMergeBlock::Type::Clash) {
                // Where nothing but white space differs, the disk's layout is as good as mine.
                const bool isLayout = withoutWhiteSpace(replayed) == withoutWhiteSpace(m_sides.mine);
                return isLayout ? std::optional(edited) : std::nullopt;
            }
            joined.append(block.type == LineMergeBlock::Type::Disk ? block.disk : block.mine);
        }
        return joined.text();
    }

    std::optional<ThreeWayMerge> proved(const Document &document) const
    {
        ThreeWayMerge merged{ThreeWayMerge::Way::ByKeys, document.bytes(), m_plan.clashes, 0, {}};
        QList<KeyPath> mine = m_plan.mine;
        QList<KeyPath> own;
        for (const MergeClash &clash : m_plan.clashes) {
            const MergeChoice *choice = choiceFor(clash, m_choices);
            if (!choice)
                ++merged.undecided;
            else if (choice->side == Side::Mine)
                mine += *clash.key;
            else if (choice->side == Side::Own)
                own += *clash.key; // the edit that set it proved it
        }
        if (!holdsBothSides(document, m_trees, mine, own) || !keepsComments(document, m_trees))
            return std::nullopt;
        merged.changes = keyDiff(m_trees.disk, document);
        return merged;
    }

    const MergeSides &m_sides;
    const MergeDocuments &m_trees;
    const KeyMergePlan &m_plan;
    const QList<MergeChoice> &m_choices;
    TreeEdits m_edits;
    TreeEdits m_replay;
};

} // namespace

std::optional<ThreeWayMerge> keyMerge(const MergeSides &sides, const MergeDocuments &trees,
                                      const KeyMergePlan &plan, const QList<MergeChoice> &choices)
{
    return KeyMerging(sides, trees, plan, choices).run();
}

const MergeChoice *choiceFor(const MergeClash &clash, const QList<MergeChoice> &choices)
{
    const auto found = std::find_if(choices.begin(), choices.end(),
                                    [&](const MergeChoice &choice) { return choice.clash == clash; });
    return found == choices.end() ? nullptr : &*found;
}

} // namespace retune
