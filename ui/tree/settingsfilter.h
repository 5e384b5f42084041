#pragma once

#include "tree/filterquery.h"
#include "tree/shownfile.h"

#include <atomic>
#include <vector>

namespace retune {

/// Which nodes of a document a filter leaves, by node number. Made without words it leaves all.
class FilterMatch
{
public:
    /// Leaves everything.
    FilterMatch() = default;
    /// `shown[id]`: the node, something below it or the container it is in matches. `hits`: the nodes that match by what they say
    /// themselves.
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

/// A file as it is searched.
struct SearchedFile
{
    ShownFile shown;
    bool hasProblem = false; ///< with its content, or with its code
    QList<KeyPath> kept;     ///< what stays whether or not it matches, because it was just edited
};

/// What the query leaves of a file. Values that are secret are not looked into. A container that matches is left with all its
/// members. Takes time linear in the nodes, of this document and, where changes are asked for, of those before; pure, for any
/// thread.
FilterMatch filterMatch(const SearchedFile &file, const FilterQuery &query);
/// The same for a search that may be given up: ends early when `isOvertaken` becomes true, with nothing that counts.
FilterMatch filterMatch(const SearchedFile &file, const FilterQuery &query,
                        const std::atomic_bool &isOvertaken);

} // namespace retune
