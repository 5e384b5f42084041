#include <retune/store/sources.h>

#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

/// What the layers hold at their roots, the strongest first.
std::vector<Node> rootsOf(const SettingSources &sources, const Snapshot &snapshot)
{
    std::vector<Node> roots;
    if (const Node root = sources.environment.root())
        roots.push_back(root);
    for (auto path = sources.files.rbegin(); path != sources.files.rend(); ++path) {
        const SettingsFilePtr file = snapshot.file(*path);
        if (file && !file->document.isNull())
            roots.push_back(file->document.root());
    }
    return roots;
}

Unexpected<Problem> notFound(const SettingSources &sources, const KeyPath &key)
{
    return Unexpected{Problem{ProblemKind::NoSuchKey,
                              {},
                              {},
                              {},
                              Tr::tr("the key \"%1\" does not exist in any of %2")
                                  .arg(key.toString(), sources.files.join(QLatin1String(", ")))}};
}

Node rootOf(Node node)
{
    while (const Node parent = node.parent())
        node = parent;
    return node;
}

} // namespace

QString Origin::toString() const
{
    switch (layer) {
    case Layer::Default:
        return Tr::tr("the default in the code");
    case Layer::File:
        return QStringLiteral("%1:%2:%3").arg(source).arg(position.line).arg(position.column);
    case Layer::Environment:
        return Tr::tr("the variable %1").arg(source);
    }
    return {};
}

Result<Setting> settingIn(const SettingSources &sources, const KeyPath &key, const Snapshot &snapshot)
{
    if (sources.files.size() == 1 && sources.environment.isNull()) {
        const Result<Node> node = snapshot.node(sources.files.first(), key);
        return node ? Result<Setting>(Setting(*node)) : Result<Setting>(Unexpected{node.error()});
    }
    std::vector<Node> roots = rootsOf(sources, snapshot);
    std::optional<Setting> found;
    if (!roots.empty())
        found = Setting(std::move(roots)).find(key);
    return found ? Result<Setting>(*found) : notFound(sources, key);
}

Origin SettingPlace::origin() const
{
    return {layer, source, document.isNull() ? TextPosition() : document.position(begin)};
}

SettingPlace placeOf(const SettingSources &sources, const Setting &setting, const Snapshot &snapshot)
{
    const Node node = setting.node();
    const Node root = rootOf(node);
    if (root == sources.environment.root()) {
        const ByteRange name = node.keyRange();
        return {Origin::Layer::Environment,
                QString::fromUtf8(sources.environment.bytes().sliced(name.begin, name.size())),
                {},
                0};
    }
    for (const QString &path : sources.files) {
        const SettingsFilePtr file = snapshot.file(path);
        if (file && file->document.root() == root)
            return {Origin::Layer::File, path, file->document, node.range().begin};
    }
    return {};
}

} // namespace retune
