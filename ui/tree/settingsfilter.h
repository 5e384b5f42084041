#pragma once

#include <retune/format/document.h>

#include <QtCore/QStringList>

#include <vector>

namespace retune {

/// Which nodes of a document a filter leaves, by node number. Made without words it leaves all.
class FilterMatch
{
public:
    /// Leaves everything.
    FilterMatch() = default;
    /// `shown[id]`: the node or something below it matches. `hits`: the nodes that match by what they say themselves.
    FilterMatch(std::vector<bool> shown, std::vector<quint32> hits, bool fileMatches)
        : m_isActive(true)
        , m_fileMatches(fileMatches)
        , m_shown(std::move(shown))
        , m_hits(std::move(hits))
    {}

    bool isActive() const { return m_isActive; }
    bool shows(const Node &node) const
    {
        return !m_isActive || (node.id() < m_shown.size() && m_shown[node.id()]);
    }
    /// Whether the file has a row at all.
    bool showsFile() const { return !m_isActive || m_fileMatches || (!m_shown.empty() && m_shown[0]); }
    /// The nodes to lead the eye to, in the order of the file.
    const std::vector<quint32> &hits() const { return m_hits; }

private:
    bool m_isActive = false;
    bool m_fileMatches = false;
    std::vector<bool> m_shown;
    std::vector<quint32> m_hits;
};

/// The words of a filter line.
QStringList filterWords(const QString &text);

/// What the words leave of a file. Every word has to be found, whatever its case, in the file's path, the key path or the
/// value; values that are secret are not looked into. One pass over the nodes; pure, for any thread.
FilterMatch filterMatch(const QString &path, const Document &document, const QStringList &words);

} // namespace retune
