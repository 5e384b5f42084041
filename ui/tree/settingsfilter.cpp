#include "tree/settingsfilter.h"

#include "tree/nodelookup.h"

#include <retune/format/secret.h>

#include <algorithm>

namespace retune {

namespace {

/// One bit for each word that was found.
using Found = quint32;
constexpr int maximumWords = 32;

/// Marks the nodes that changes are about, and the containers they are in or, where they are gone, were in.
std::vector<bool> changedNodes(const Document &document, const QList<Change> &changes)
{
    std::vector<bool> changed(std::size_t(document.nodeCount()), false);
    NodeLookup lookup(document);
    for (const Change &change : changes) {
        if (const Node node = lookup.find(change.path))
            changed[node.id()] = true;
        else if (const Node parent = change.path.isEmpty() ? Node() : lookup.find(change.path.parent()))
            changed[parent.id()] = true;
    }
    return changed;
}

/// The changes, which large files are shown without.
QList<Change> changesTo(const Document &document, const Document &before, const QList<Change> &known)
{
    return known.isEmpty() ? keyDiff(before, document) : known;
}

/// Looks for a query in the nodes of one document, parents before their children.
class Search
{
public:
    Search(const SearchedFile &file, const FilterQuery &query)
        : m_file(file)
        , m_document(file.shown.document)
        , m_query(query)
        , m_words(query.words.mid(0, maximumWords))
        , m_all(m_words.size() == maximumWords ? ~Found(0) : (Found(1) << m_words.size()) - 1)
        , m_inPath(wordsIn(file.shown.path))
        , m_kinds(kindsOf(query))
    {
        const ShownFile &shown = file.shown;
        if (query.isChanged && shown.opened && !m_document.isNull()) {
            const QList<Change> changes = changesTo(m_document, *shown.opened, shown.sinceOpened);
            m_hasChanged = !changes.isEmpty() || (shown.isCode && shown.opened->root() != m_document.root());
            m_changed = changedNodes(m_document, changes);
        }
        if (query.isUnsaved && shown.isUnsaved && !m_document.isNull())
            m_unsaved = changedNodes(
                m_document,
                changesTo(m_document, shown.base.isNull() ? shown.inForce : shown.base, shown.unsaved));
    }

    FilterMatch run(const std::atomic_bool &isOvertaken)
    {
        const auto count = std::size_t(m_document.isNull() ? 0 : m_document.nodeCount());
        std::vector<Found> found(count, m_inPath);
        std::vector<QString> paths(m_needsPaths ? count : 0);
        std::vector<bool> secret(count, false);
        std::vector<bool> shown(count, false);
        std::vector<bool> whole(count, false); // it matches, and so everything below it stays
        std::vector<quint32> hits;
        for (std::size_t id = 0; id < count; ++id) {
            if (isOvertaken.load(std::memory_order_relaxed))
                return {};
            const Node node = m_document.node(quint32(id));
            const Node parent = node.parent();
            const Found inherited = parent ? found[parent.id()] : m_inPath;
            const QString key = parent ? node.key() : QString();
            secret[id] = parent && (secret[parent.id()] || isSecretKey(KeyPath{key}));
            found[id] = inherited | wordsInKey(key, node, parent, paths);
            const bool hasWords = (found[id] | (secret[id] ? 0 : wordsInValue(node))) == m_all;
            const bool isMatch = hasWords && fulfils(node);
            const bool isInMatch = parent && whole[parent.id()];
            whole[id] = isInMatch || (isMatch && takesMembersAlong());
            shown[id] = isMatch || isInMatch;
            if (isMatch && !isInMatch && (m_query.hasCondition() || inherited != m_all))
                hits.push_back(quint32(id));
        }
        keep(shown);
        for (std::size_t id = count; id-- > 1;) {
            if (shown[id])
                shown[m_document.node(quint32(id)).parent().id()] = true;
        }
        return {std::move(shown), std::move(hits), fileMatches()};
    }

private:
    static quint32 kindsOf(const FilterQuery &query)
    {
        quint32 kinds = query.kinds.isEmpty() ? ~quint32(0) : 0;
        for (const Kind kind : query.kinds)
            kinds |= quint32(1) << int(kind);
        return kinds;
    }

    /// What the file says of itself, apart from its values.
    bool fileMatches() const
    {
        return m_inPath == m_all && m_query.kinds.isEmpty() && (!m_query.isProblem || m_file.hasProblem) &&
               (!m_query.isUnsaved || m_file.shown.isUnsaved) && (!m_query.isChanged || m_hasChanged);
    }

    /// A table in which one key changed has others that did not.
    bool takesMembersAlong() const { return !m_query.isChanged && !m_query.isUnsaved; }

    /// Whether the conditions hold for the node; the words are another matter.
    bool fulfils(const Node &node) const
    {
        if (!m_query.hasCondition())
            return true;
        if (!node.parent() && node.isContainer())
            return false; // that is the row of the file
        if (m_query.isProblem && !m_file.hasProblem && !node.isShadowed())
            return false;
        if (m_query.isChanged && (m_changed.empty() || !m_changed[node.id()]))
            return false;
        if (m_query.isUnsaved && (m_unsaved.empty() || !m_unsaved[node.id()]))
            return false;
        return m_kinds & (quint32(1) << int(node.kind()));
    }

    void keep(std::vector<bool> &shown) const
    {
        for (const KeyPath &path : m_file.kept) {
            if (const Node node = m_document.isNull() ? Node() : m_document.find(path))
                shown[node.id()] = true;
        }
    }

    Found wordsIn(const QString &text) const
    {
        Found found = 0;
        for (int i = 0; i < m_words.size(); ++i) {
            if (text.contains(m_words.at(i), Qt::CaseInsensitive))
                found |= Found(1) << i;
        }
        return found;
    }

    Found wordsInKey(const QString &key, const Node &node, const Node &parent,
                     std::vector<QString> &paths) const
    {
        if (!parent)
            return 0;
        if (!m_needsPaths)
            return wordsIn(key);
        // The written form, without the quotes of odd keys: this is for people who type `http.port`.
        const QString &above = paths[parent.id()];
        const QString &path = paths[node.id()] = above.isEmpty() ? key : above + QLatin1Char('.') + key;
        return wordsIn(path);
    }

    Found wordsInValue(const Node &node) const
    {
        return node.isContainer() || m_words.isEmpty() ? 0 : wordsIn(node.value().text);
    }

    const SearchedFile &m_file;
    const Document &m_document;
    const FilterQuery &m_query;
    QStringList m_words;
    Found m_all;
    Found m_inPath;
    quint32 m_kinds;
    bool m_hasChanged = false;
    std::vector<bool> m_changed;
    std::vector<bool> m_unsaved;
    bool m_needsPaths = std::any_of(m_words.begin(), m_words.end(),
                                    [](const QString &word) { return word.contains(QLatin1Char('.')); });
};

} // namespace

FilterMatch filterMatch(const SearchedFile &file, const FilterQuery &query)
{
    return filterMatch(file, query, std::atomic_bool(false));
}

FilterMatch filterMatch(const SearchedFile &file, const FilterQuery &query,
                        const std::atomic_bool &isOvertaken)
{
    if (query.isEmpty() || isOvertaken)
        return {};
    return Search(file, query).run(isOvertaken);
}

} // namespace retune
