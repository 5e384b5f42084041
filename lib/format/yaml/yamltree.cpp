#include <retune/format/yaml/yamltree.h>

#include <retune/format/documentbuilder.h>
#include <retune/format/format.h>
#include <retune/format/yaml/yamlscalar.h>
#include <retune/format/yaml/yamlseen.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <QtCore/QHash>

namespace retune::yaml {

namespace {

/// Puts entries into a document. Recursion is as deep as the document, which its limit bounds.
class TreeBuilder
{
public:
    TreeBuilder(const Stream &stream, QByteArrayView text, qsizetype maximumCharacters,
                DocumentBuilder &builder)
        : m_stream(stream)
        , m_text(text)
        , m_charactersAtMost(maximumCharacters)
        , m_charactersLeft(maximumCharacters)
        , m_builder(builder)
    {}

    bool build(qsizetype begin);
    Problem problem() const { return m_isTooMuch ? tooMuch() : m_builder.limitProblem(m_failedAt); }

private:
    bool add(std::size_t index);
    bool addMembers(std::size_t index);
    bool addAlias(const Entry &alias);
    bool copy(std::size_t index, qsizetype at);
    bool copyMembers(std::size_t container, qsizetype at);
    void setTexts(const Entry &entry);
    std::size_t behind(std::size_t index) const { return index + m_stream.entries[index].descendants + 1; }
    bool spend(qsizetype characters);
    QString textOf(std::size_t index);
    QString keyOf(std::size_t index);
    bool failAt(qsizetype at)
    {
        m_failedAt = at;
        return false;
    }
    Problem tooMuch() const;

    const Stream &m_stream;
    QByteArrayView m_text;
    int m_copiesLeft = maximumCopies;
    qsizetype m_charactersAtMost;
    qsizetype m_charactersLeft;
    DocumentBuilder &m_builder;
    ByteRange m_alias;
    bool m_isTooMuch = false;
    qsizetype m_failedAt = 0;
    /// The texts that copies share.
    QHash<std::size_t, QString> m_copiedTexts;
    QHash<std::size_t, QString> m_copiedKeys;
};

bool TreeBuilder::build(qsizetype begin)
{
    const bool isOne = m_stream.documentCount == 1;
    const auto style = static_cast<quint8>(ContainerStyle::Stream);
    if (m_stream.documentCount == 0) {
        if (!m_builder.open(Kind::Table, {}, m_text.size(), static_cast<quint8>(ContainerStyle::Absent)))
            return failAt(begin);
        m_builder.close(m_text.size());
        return true;
    }
    if (!isOne && !m_builder.open(Kind::List, {}, begin, style))
        return failAt(begin);
    for (std::size_t index = 0; index < m_stream.entries.size(); index = behind(index)) {
        if (!add(index))
            return false;
    }
    if (!isOne)
        m_builder.close(m_text.size());
    return true;
}

bool TreeBuilder::add(std::size_t index)
{
    const Entry &entry = m_stream.entries[index];
    if (entry.target != Entry::none)
        return addAlias(entry);
    if (isContainer(entry.kind)) {
        if (!m_builder.open(entry.kind, entry.key(), entry.begin, entry.style, entry.keyStyle))
            return failAt(entry.begin);
        setTexts(entry);
        if (!addMembers(index))
            return false;
        m_builder.close(entry.end);
        return true;
    }
    if (!m_builder.add(entry.kind, entry.key(), entry.range(), entry.style, entry.keyStyle))
        return failAt(entry.begin);
    setTexts(entry);
    if (!(entry.style & IsAlias) || entry.text == Entry::none)
        return true;
    m_alias = entry.range();
    return spend(m_stream.texts[entry.text].size());
}

bool TreeBuilder::addMembers(std::size_t index)
{
    const std::size_t end = behind(index);
    for (std::size_t member = index + 1; member < end; member = behind(member)) {
        if (!add(member))
            return false;
    }
    return true;
}

bool TreeBuilder::addAlias(const Entry &alias)
{
    m_alias = alias.range();
    if (!m_builder.open(alias.kind, alias.key(), alias.begin, alias.style, alias.keyStyle))
        return failAt(alias.begin);
    setTexts(alias);
    if (!copyMembers(alias.target, alias.end))
        return false;
    m_builder.close(alias.end);
    return true;
}

bool TreeBuilder::copyMembers(std::size_t container, qsizetype at)
{
    const Entry &entry = m_stream.entries[container];
    if (entry.target != Entry::none)
        return copyMembers(entry.target, at);
    const std::size_t end = behind(container);
    for (std::size_t member = container + 1; member < end; member = behind(member)) {
        if (!copy(member, at))
            return false;
    }
    return true;
}

/// Adds a copy without a place of its own: all of it stands where the alias ends.
bool TreeBuilder::copy(std::size_t index, qsizetype at)
{
    const Entry &entry = m_stream.entries[index];
    const QString text = isContainer(entry.kind) ? QString() : textOf(index);
    const QString key = keyOf(index);
    if (--m_copiesLeft < 0 || !spend(text.size() + key.size())) {
        m_isTooMuch = true;
        return false;
    }
    const ByteRange nowhere{at, at};
    const auto style = static_cast<quint8>(entry.style | IsExpanded);
    const bool isAdded = isContainer(entry.kind)
                             ? m_builder.open(entry.kind, nowhere, at, style, entry.keyStyle)
                             : m_builder.add(entry.kind, nowhere, nowhere, style, entry.keyStyle);
    if (!isAdded)
        return failAt(m_alias.begin);
    if (!key.isEmpty())
        m_builder.setDecodedKey(key);
    if (!isContainer(entry.kind)) {
        m_builder.setDecoded(text);
        return true;
    }
    if (!copyMembers(index, at))
        return false;
    m_builder.close(at);
    return true;
}

void TreeBuilder::setTexts(const Entry &entry)
{
    if (entry.text != Entry::none)
        m_builder.setDecoded(m_stream.texts[entry.text]);
    if (entry.keyText != Entry::none)
        m_builder.setDecodedKey(m_stream.texts[entry.keyText]);
}

/// Counts what an alias stands for, so that a small file cannot ask for endless work.
bool TreeBuilder::spend(qsizetype characters)
{
    m_charactersLeft -= characters;
    m_isTooMuch = m_charactersLeft < 0;
    return !m_isTooMuch;
}

QString TreeBuilder::textOf(std::size_t index)
{
    const Entry &entry = m_stream.entries[index];
    if (entry.text != Entry::none)
        return m_stream.texts[entry.text];
    QString &text = m_copiedTexts[index];
    if (text.isNull()) {
        const QByteArrayView bytes = m_text.sliced(entry.begin, entry.range().size());
        text = isScalar(entry.kind) ? decodedScalar(bytes, entry.kind, entry.style) : decodedUtf8(bytes);
    }
    return text;
}

QString TreeBuilder::keyOf(std::size_t index)
{
    const Entry &entry = m_stream.entries[index];
    if (entry.keyText != Entry::none)
        return m_stream.texts[entry.keyText];
    QString &key = m_copiedKeys[index];
    if (key.isNull() && !entry.key().isEmpty())
        key = decodedScalar(m_text.sliced(entry.keyBegin, entry.key().size()), Kind::String, entry.keyStyle);
    return key;
}

Problem TreeBuilder::tooMuch() const
{
    const QString message =
        m_charactersLeft < 0
            ? Tr::tr("expected aliases that stand for at most %1 characters, found more")
                  .arg(m_charactersAtMost)
            : Tr::tr("expected aliases that stand for at most %1 keys and values, found more")
                  .arg(maximumCopies);
    Problem problem = syntaxProblem(m_text, m_alias, message);
    problem.kind = ProblemKind::Limit;
    return problem;
}

} // namespace

Result<Document> treeOf(const Stream &stream, const Format &format, const QByteArray &bytes,
                        const TextFacts &facts, const Limits &limits)
{
    DocumentBuilder builder(format, bytes, facts, limits);
    builder.reserve(static_cast<qsizetype>(stream.entries.size()) + 1);
    for (const ByteRange &comment : stream.comments)
        builder.addComment(comment);
    TreeBuilder tree(stream, bytes, limits.bytes, builder);
    if (!tree.build(facts.bomSize))
        return Unexpected{tree.problem()};
    return builder.finish();
}

} // namespace retune::yaml
