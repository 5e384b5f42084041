#pragma once

#include <retune/store/setting.h>
#include <retune/store/snapshot.h>

#include <QtCore/QStringList>

namespace retune {

/// The layers that a value is looked for in.
struct SettingSources
{
    QStringList files;    ///< relative to the store's folder, the weakest first
    Document environment; ///< stronger than all files; null where it has no say
};

/// Where the value of a key comes from.
struct Origin
{
    enum class Layer : quint8 { Default, File, Environment };

    Layer layer = Layer::Default;
    QString source;        ///< the file's path, or the variable's name; empty for the default in the code
    TextPosition position; ///< in the file; null for the others

    /// `server.toml:12:8`, `the variable APP_HTTP__PORT`, `the default in the code`.
    QString toString() const;

    bool operator==(const Origin &) const = default;
};

/// What the sources hold for `key` in a snapshot. Valid while the snapshot, or a copy of it, and the sources are held.
/// Errors: Missing where there is no such file, NoSuchKey, or the problem of a file that never was good.
Result<Setting> settingIn(const SettingSources &sources, const KeyPath &key, const Snapshot &snapshot);

/// Where a setting was found, for those who may ask: finding its line takes as long as reading the file.
struct SettingPlace
{
    Origin::Layer layer = Origin::Layer::Default;
    QString source;      ///< as that of `Origin`
    Document document;   ///< of the file; null for other layers
    qsizetype begin = 0; ///< of the value in the document

    Origin origin() const;
};

/// The place of what `settingIn` found.
SettingPlace placeOf(const SettingSources &sources, const Setting &setting, const Snapshot &snapshot);

} // namespace retune
