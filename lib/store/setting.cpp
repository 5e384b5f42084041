#include <retune/store/setting.h>

#include <retune/store/environment.h>

#include <algorithm>

namespace retune {

namespace {

Node memberOf(const Node &table, QStringView key)
{
    if (table.kind() != Kind::Table)
        return {};
    const Node member = table.child(key);
    return member || !isOfEnvironment(table) ? member : table.child(environmentKey(key));
}

} // namespace

Setting::Setting(std::vector<Node> layers)
    : m_layers(std::move(layers))
{
    Q_ASSERT(!m_layers.empty());
    const auto isTable = [](const Node &node) { return node.kind() == Kind::Table; };
    if (!isTable(m_layers.front()))
        m_layers.resize(1, m_layers.front());
    else
        m_layers.erase(std::find_if_not(m_layers.begin(), m_layers.end(), isTable), m_layers.end());
}

std::optional<Setting> Setting::child(QStringView key) const
{
    std::vector<Node> members;
    for (const Node &layer : m_layers) {
        if (const Node member = memberOf(layer, key))
            members.push_back(member);
    }
    return members.empty() ? std::nullopt : std::optional<Setting>(Setting(std::move(members)));
}

std::optional<Setting> Setting::child(int position) const
{
    const Node member = kind() == Kind::List ? node().child(position) : Node();
    return member ? std::optional<Setting>(member) : std::nullopt;
}

std::optional<Setting> Setting::find(const KeyPath &path) const
{
    std::optional<Setting> found = *this;
    for (const KeyPath::Segment &segment : path.segments()) {
        const QString *key = std::get_if<QString>(&segment);
        found = key ? found->child(*key) : found->child(std::get<int>(segment));
        if (!found)
            return std::nullopt;
    }
    return found;
}

QStringList Setting::keys() const
{
    QStringList keys;
    for (auto layer = m_layers.rbegin(); layer != m_layers.rend(); ++layer) {
        for (Node member = layer->firstChild(); member; member = member.nextSibling()) {
            if (const QString key = member.key(); !keys.contains(key))
                keys += key;
        }
    }
    return keys;
}

} // namespace retune
