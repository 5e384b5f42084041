#include <retune/format/flowempty.h>

#include <algorithm>

namespace retune {

namespace {

constexpr qsizetype usualStep = 4;

/// How a container with members is laid out, from which others can learn.
struct Model
{
    bool isByLines = false;
    QByteArray step; ///< by how much its members are indented more than the line it begins on
};

Model modelOf(const FlowLayout &empty, const Node &node)
{
    const Node member = node.firstChild();
    const qsizetype begin = node.range().begin;
    const qsizetype memberBegin =
        member.keyRange().isEmpty() ? member.range().begin : member.keyRange().begin;
    const QByteArrayView between = empty.slice(begin, std::max(begin, memberBegin));
    Model model{between.contains('\n') || between.contains('\r'), {}};
    const QByteArray around = empty.indentationAt(begin);
    const QByteArray inside = empty.indentationAt(memberBegin);
    if (model.isByLines && inside.startsWith(around))
        model.step = inside.sliced(around.size());
    return model;
}

/// Looks for a container from which an empty one can learn its layout: one beside it that begins with the same bracket, the
/// first such one in the document, or the innermost one around it.
class ModelSearch
{
public:
    ModelSearch(const Document &document, const FlowLayout &empty)
        : m_document(document)
        , m_empty(empty)
        , m_begin(empty.inside().begin - 1)
    {}

    Model find()
    {
        for (quint32 id = 0; id < quint32(m_document.nodeCount()); ++id)
            look(m_document.node(id));
        for (const Node &found : {m_beside, m_like, m_around}) {
            if (found)
                return modelOf(m_empty, found);
        }
        return {};
    }

private:
    void look(const Node &node)
    {
        const ByteRange range = node.range();
        if (!node.isContainer() || range.isEmpty() ||
            !QByteArrayView("{[(").contains(m_empty.byte(range.begin)))
            return;
        if (range.begin == m_begin)
            lookBeside(node);
        else if (node.childCount() > 0 && range.contains(m_begin))
            m_around = node;
        else if (!m_like && isLike(node))
            m_like = node;
    }

    void lookBeside(const Node &node)
    {
        for (Node other = node.parent() ? node.parent().firstChild() : Node(); other && !m_beside;
             other = other.nextSibling()) {
            if (isLike(other))
                m_beside = other;
        }
    }

    bool isLike(const Node &node) const
    {
        return node.isContainer() && node.childCount() > 0 && !node.range().isEmpty() &&
               m_empty.byte(node.range().begin) == m_empty.byte(m_begin);
    }

    const Document &m_document;
    const FlowLayout &m_empty;
    qsizetype m_begin;
    Node m_beside;
    Node m_like;
    Node m_around;
};

QByteArray stepFor(const Model &model, const QByteArray &around)
{
    if (!model.step.isEmpty())
        return model.step;
    return around.startsWith('\t') ? QByteArray("\t") : QByteArray(usualStep, ' ');
}

QList<Replacement> firstBehindComments(const FlowLayout &layout, const QByteArray &member,
                                       const QByteArray &line)
{
    qsizetype place = layout.inside().end;
    const FlowGap &gap = layout.gap(0);
    while (place > gap.range.begin &&
           (isIndentation(layout.byte(place - 1)) || isLineBreak(layout.byte(place - 1))))
        --place;
    return {Replacement{{place, place}, (gap.hasBreak() ? line : QByteArray(" ")) + member}};
}

} // namespace

QList<Replacement> flowFirst(const Document &document, const FlowLayout &layout, const FlowRules &rules,
                             const QByteArray &member)
{
    const FlowGap &gap = layout.gap(0);
    const QByteArray text = rules.separatesOne ? member + ',' : member;
    const Model model = ModelSearch(document, layout).find();
    const QByteArray around = layout.indentationAt(layout.inside().begin);
    const QByteArray line = layout.newLine() + around + stepFor(model, around);
    if (gap.hasComment)
        return firstBehindComments(layout, text, line);
    if (!rules.staysOnOneLine && (gap.hasBreak() || model.isByLines))
        return {Replacement{layout.inside(), line + text + layout.newLine() + around}};
    const QByteArray padding = layout.inside().isEmpty() ? rules.padding : QByteArray(" ");
    return {Replacement{layout.inside(), padding + text + padding}};
}

} // namespace retune
