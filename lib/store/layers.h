#pragma once

#include <retune/store/store.h>

namespace retune {

/// One set of settings from several places: the default in the code is the weakest, then the files in order, then, where a
/// prefix is given, variables of the environment. Tables are merged key by key; a list or a scalar of a stronger layer hides
/// what weaker ones hold in its place. Copies are cheap; any thread.
///
/// With the prefix `APP_` the variable `APP_HTTP__PORT` stands for the key `http.port`: two underscores lead into a table,
/// capitals do not count, and a `-` of a key is a `_` of the variable. A value has the type that it reads as, like
/// those of INI; lists cannot be said. The environment is read once, here.
class Layers
{
public:
    /// `files` are relative to the store's folder, the weakest first; one that does not exist holds nothing until it does.
    /// `store` has to outlive this object, but not the handles.
    explicit Layers(Store &store, const QStringList &files, const QString &environmentPrefix = {});

    /// A handle to one value, as `Store::live`, over all layers.
    template<typename T>
    Live<T> live(QStringView key, T fallback = T()) const
    {
        return Live<T>(m_store.makeSlot(m_sources, key, &convertSetting<T>,
                                        std::make_shared<const T>(std::move(fallback))));
    }

    /// Which layer gives the value of `key` now. Of a table, the strongest that has a part of it. A key that cannot be read
    /// or that no layer has comes from the default.
    Origin origin(QStringView key) const;

private:
    Store &m_store;
    SettingSources m_sources;
};

} // namespace retune
