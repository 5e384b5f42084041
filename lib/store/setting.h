#pragma once

#include <retune/format/document.h>

#include <optional>
#include <vector>

namespace retune {

/// What a key stands for: one node of a file, or the nodes that several layers hold for it, of which the strongest counts.
/// Tables are merged key by key; a list or a scalar hides what weaker layers hold in its place. A view: valid as long as the
/// documents exist. Any thread.
class Setting
{
public:
    /// The only layer that holds the key. Not null.
    Setting(const Node &node)
        : m_layers{node}
    {}
    /// What the layers hold, the strongest first; no null nodes, at least one. Weaker nodes behind one that is no table,
    /// and those that are none themselves, are dropped.
    explicit Setting(std::vector<Node> layers);

    /// The node that counts; of tables the one of the strongest layer.
    const Node &node() const { return m_layers.front(); }
    Kind kind() const { return node().kind(); }
    /// Its scalar value; see `Node::value`.
    Value value() const { return node().value(); }

    /// The member of a table with this key, or nothing.
    std::optional<Setting> child(QStringView key) const;
    /// The member of a list at this 0-based position, or nothing.
    std::optional<Setting> child(int position) const;
    /// What stands at `path` below this, or nothing.
    std::optional<Setting> find(const KeyPath &path) const;
    /// The keys of a table, each once, those of the weakest layer first.
    QStringList keys() const;

private:
    std::vector<Node> m_layers;
};

} // namespace retune
