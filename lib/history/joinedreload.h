#pragma once

#include <retune/store/reload.h>

#include <optional>

namespace retune {

/// Makes one reload of several that one gesture brought about: from the first before to the last after. A value.
class JoinedReload
{
public:
    /// Takes what `reload` did to one file, the same one each time; in the order in which the reloads came.
    void add(const Reload &reload, const FileReload &file);
    bool isEmpty() const { return !m_file.after; }
    /// What the file holds after the newest; empty where nothing was added.
    QByteArray bytes() const;
    /// With the revision, the time and the latency of the newest. Nothing where nothing was added, or the file is at the end as it
    /// was in the beginning.
    std::optional<Reload> joined() const;

private:
    quint64 m_revision = 0;
    QDateTime m_published;
    FileReload m_file;
};

} // namespace retune
