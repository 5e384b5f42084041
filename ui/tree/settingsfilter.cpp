#include "tree/settingsfilter.h"

#include <retune/format/secret.h>

#include <algorithm>

namespace retune {

namespace {

/// One bit for each word that was found.
using Found = quint32;
constexpr int maximumWords = 32;

/// Looks for the words in the nodes of one document, parents before their children.
class Search
{
public:
    Search(const QString &path, const Document &document, const QStringList &words)
        : m_document(document)
        , m_words(words.mid(0, maximumWords))
        , m_all(m_words.size() == maximumWords ? ~Found(0) : (Found(1) << m_words.size()) - 1)
        , m_inPath(wordsIn(path))
    {}

    FilterMatch run()
    {
        const auto count = std::size_t(m_document.nodeCount());
        std::vector<Found> found(count, m_inPath);
        std::vector<QString> paths(m_needsPaths ? count : 0);
        std::vector<bool> secret(count, false);
        std::vector<bool> shown(count, false);
        std::vector<quint32> hits;
        for (std::size_t id = 0; id < count; ++id) {
            const Node node = m_document.node(quint32(id));
            const Node parent = node.parent();
            const Found inherited = parent ? found[parent.id()] : m_inPath;
            const QString key = parent ? node.key() : QString();
            secret[id] = parent && (secret[parent.id()] || isSecretKey(KeyPath{key}));
            found[id] = inherited | wordsInKey(key, node, parent, paths);
            shown[id] = (found[id] | (secret[id] ? 0 : wordsInValue(node))) == m_all;
            if (shown[id] && inherited != m_all)
                hits.push_back(quint32(id));
        }
        for (std::size_t id = count; id-- > 1;) {
            if (shown[id])
                shown[m_document.node(quint32(id)).parent().id()] = true;
        }
        return {std::move(shown), std::move(hits), m_inPath == m_all};
    }

private:
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

    Found wordsInValue(const Node &node) const { return node.isContainer() ? 0 : wordsIn(node.value().text); }

    const Document &m_document;
    QStringList m_words;
    Found m_all;
    Found m_inPath;
    bool m_needsPaths = std::any_of(m_words.begin(), m_words.end(),
                                    [](const QString &word) { return word.contains(QLatin1Char('.')); });
};

} // namespace

QStringList filterWords(const QString &text)
{
    return text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

FilterMatch filterMatch(const QString &path, const Document &document, const QStringList &words)
{
    if (words.isEmpty())
        return {};
    return Search(path, document, words).run();
}

} // namespace retune
