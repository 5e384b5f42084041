#include <retune/store/layers.h>

#include <retune/store/environment.h>

namespace retune {

Layers::Layers(Store &store, const QStringList &files, const QString &environmentPrefix)
    : m_store(store)
{
    for (const QString &file : files)
        m_sources.files += store.relativePath(file);
    if (!environmentPrefix.isEmpty())
        m_sources.environment = environmentDocument(environmentPrefix, environmentEntries());
}

Origin Layers::origin(QStringView key) const
{
    m_store.waitUntilLoaded();
    const Result<KeyPath> path = KeyPath::parse(key);
    if (!path)
        return {};
    const Snapshot snapshot = m_store.snapshot();
    const Result<Setting> setting = settingIn(m_sources, *path, snapshot);
    return setting ? placeOf(m_sources, *setting, snapshot).origin() : Origin();
}

} // namespace retune
