#pragma once

#include <retune/format/document.h>
#include <retune/format/format.h>

#include <QtCore/QHash>
#include <QtCore/QMetaType>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace retune {

/// One settings file as it stands in a revision. Immutable and shared between revisions until the file changes.
struct SettingsFile
{
    QString path; ///< relative to the store's folder, with `/`
    const Format *format = nullptr;
    Document document; ///< the last good content, the one in force; null where there never was one
    QByteArray disk;   ///< what the disk held at the last look; `document.bytes()` unless there is a problem
    std::optional<Problem> problem; ///< why the disk's content is not in force; its `file` is `path`
    quint64 revision = 0;           ///< the revision that brought `document` into force

    bool isGood() const { return !problem.has_value(); }
};

using SettingsFilePtr = std::shared_ptr<const SettingsFile>;

/// All settings of a folder at one revision. Immutable: it stays valid and unchanged for as long as it is held, and any
/// thread may read it. Copies cost a reference count; two revisions share the files that did not change.
class Snapshot
{
public:
    Snapshot();

    /// Counts up by one with every published batch of new contents, and with every file whose values are forgotten; 0 before the
    /// folder was read. Problems come and go without: `document` of every file is the same in two snapshots of one revision.
    quint64 revision() const;
    /// The file at this relative path, or null.
    SettingsFilePtr file(QStringView path) const;
    /// All files, sorted by path.
    std::vector<SettingsFilePtr> files() const;
    int fileCount() const;
    /// The problems of all files, in path order.
    QList<Problem> problems() const;

    /// The scalar at `key` of the file at `path`. Errors: Missing where the store has no such file, NoSuchKey where the
    /// file has no such key or no good content yet.
    Result<Value> value(QStringView path, const KeyPath &key) const;
    /// The node at `key`, valid while this snapshot, or a copy of it, is held. Errors as for `value`.
    Result<Node> node(QStringView path, const KeyPath &key) const;

    /// A snapshot with these files put in place of those with the same paths, or added. The others are shared.
    Snapshot with(const std::vector<SettingsFilePtr> &changed, quint64 revision) const;
    /// A snapshot without the file at `path`.
    Snapshot without(QStringView path, quint64 revision) const;

private:
    struct Data;
    explicit Snapshot(std::shared_ptr<const Data> data)
        : m_data(std::move(data))
    {}
    std::shared_ptr<const Data> m_data;
};

} // namespace retune

Q_DECLARE_METATYPE(retune::Snapshot)
