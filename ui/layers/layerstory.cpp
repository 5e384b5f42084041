#include "layers/layerstory.h"

#include "tree/valuetext.h"

#include <retune/format/secret.h>
#include <retune/store/environment.h>

namespace retune {

namespace {

constexpr int maximumLength = 40;

PlacedValue placed(const SettingSources &sources, const Setting &setting, const Snapshot &snapshot,
                   const KeyPath &key)
{
    const Node &node = setting.node();
    const KeyPath path = node.path();
    const bool isSecret = !node.isContainer() && (isSecretKey(key) || isSecretKey(path));
    const QString value = onOneLine(valueText(node), maximumLength);
    return {placeOf(sources, setting, snapshot).origin(),
            path.size() == key.size() ? QString() : path.toString(),
            isSecret          ? secretMask()
            : value.isEmpty() ? QStringLiteral("\"\"")
                              : value};
}

SettingSources sourcesOf(const LayerSet &set, const QByteArrayList &environment)
{
    SettingSources sources{set.files, {}};
    if (!set.environmentPrefix.isEmpty())
        sources.environment = environmentDocument(set.environmentPrefix, environment);
    return sources;
}

/// The layers of a set one by one.
QList<SettingSources> layersOf(const SettingSources &sources)
{
    QList<SettingSources> layers;
    for (const QString &file : sources.files)
        layers += SettingSources{{file}, {}};
    if (!sources.environment.isNull())
        layers += SettingSources{{}, sources.environment};
    return layers;
}

/// What stands at `key`, or in the place of a table above it.
std::optional<Setting> strongest(const SettingSources &sources, const KeyPath &key, const Snapshot &snapshot)
{
    Result<Setting> found = settingIn(sources, key, snapshot);
    for (KeyPath above = key; !found && !above.isEmpty();) {
        above = above.parent();
        found = settingIn(sources, above, snapshot);
        if (found && found->kind() == Kind::Table)
            return std::nullopt;
    }
    return found ? std::optional<Setting>(*found) : std::nullopt;
}

bool areTables(const Setting &setting, const Result<Setting> &other)
{
    return setting.kind() == Kind::Table && other && other->kind() == Kind::Table;
}

bool isOf(const QString &path, Origin::Layer layer, const QString &source)
{
    return layer == Origin::Layer::File && source == path;
}

/// What layers but that of `path` hold for the key itself, the strongest first.
QList<PlacedValue> otherLayers(const SettingSources &sources, const KeyPath &key, const Snapshot &snapshot,
                               const QString &path)
{
    QList<PlacedValue> others;
    const QList<SettingSources> layers = layersOf(sources);
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        if (layer->files.contains(path))
            continue;
        if (const Result<Setting> found = settingIn(*layer, key, snapshot))
            others += placed(*layer, *found, snapshot, key);
    }
    return others;
}

} // namespace

LayerStory layerStory(const LayerSet &set, const QByteArrayList &environment, const Snapshot &snapshot,
                      const QString &path, const KeyPath &key)
{
    using Standing = LayerStory::Standing;
    const SettingSources sources = sourcesOf(set, environment);
    LayerStory story{set, int(set.files.indexOf(path)) + 1, Standing::Unread, {}, {}};
    story.others = otherLayers(sources, key, snapshot, path);
    const std::optional<Setting> counting = strongest(sources, key, snapshot);
    if (!counting)
        return story;
    const PlacedValue strong = placed(sources, *counting, snapshot, key);
    const Result<Setting> ofFile = settingIn({{path}, {}}, key, snapshot);
    if (areTables(*counting, ofFile)) {
        story.standing = story.others.isEmpty() ? Standing::InForce : Standing::Merged;
    } else if (isOf(path, strong.origin.layer, strong.origin.source)) {
        story.standing = ofFile ? Standing::InForce : Standing::Unread;
    } else {
        story.standing = Standing::Hidden;
        story.stronger = strong;
        story.others.removeOne(strong);
    }
    return story;
}

QString hidingLayer(const LayerSet &set, const QByteArrayList &environment, const Snapshot &snapshot,
                    const QString &path, const KeyPath &key)
{
    const SettingSources sources = sourcesOf(set, environment);
    const std::optional<Setting> counting = strongest(sources, key, snapshot);
    if (!counting || areTables(*counting, settingIn({{path}, {}}, key, snapshot)))
        return {};
    const SettingPlace place = placeOf(sources, *counting, snapshot);
    return isOf(path, place.layer, place.source) ? QString() : place.source;
}

OtherFiles otherFiles(const Snapshot &snapshot, const QString &path, const KeyPath &key, int maximum)
{
    OtherFiles others;
    for (const SettingsFilePtr &file : snapshot.files()) {
        const SettingSources sources{{file->path}, {}};
        const Result<Setting> found =
            file->path == path ? Result<Setting>(Unexpected{Problem()}) : settingIn(sources, key, snapshot);
        if (!found)
            continue;
        others.hasMore = others.values.size() == maximum;
        if (others.hasMore)
            break;
        others.values += placed(sources, *found, snapshot, key);
    }
    return others;
}

} // namespace retune
