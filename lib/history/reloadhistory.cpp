#include <retune/history/reloadhistory.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace retune {

namespace {

qsizetype heldBytes(const SettingsFilePtr &file)
{
    return file ? file->document.bytes().size() : 0;
}

qsizetype heldBytes(const HistoryEntry &entry)
{
    return heldBytes(entry.reload.before) + heldBytes(entry.reload.after);
}

} // namespace

void ReloadHistory::add(const Reload &reload, const QString &label, std::optional<RevisionSource> source)
{
    for (const FileReload &file : reload.files) {
        Entries &entries = m_files[file.path()];
        entries.push_back({reload.revision, reload.published, file, {}, label, source});
        m_bytes += heldBytes(entries.back());
        if (entries.size() == 2)
            m_droppable.insert({entries.front().revision, file.path()});
        if (entries.size() > maximumPerFile)
            dropOldest(file.path(), entries);
    }
    while (m_bytes > maximumBytes && !m_droppable.empty()) {
        const QString path = m_droppable.begin()->second;
        dropOldest(path, m_files.at(path));
    }
    // A receiver may clear the history, so what is signalled is the reload and not the list.
    for (const FileReload &file : reload.files)
        Q_EMIT added(file.path());
}

ReloadHistory::Files ReloadHistory::clear()
{
    Files files = std::exchange(m_files, {});
    m_droppable.clear();
    m_bytes = 0;
    Q_EMIT cleared();
    return files;
}

void ReloadHistory::dropOldest(const QString &path, Entries &entries)
{
    m_droppable.erase({entries.front().revision, path});
    m_bytes -= heldBytes(entries.front());
    entries.pop_front();
    if (entries.size() > 1)
        m_droppable.insert({entries.front().revision, path});
}

QList<HistoryEntry> ReloadHistory::entries(const QString &path) const
{
    const auto found = m_files.find(path);
    if (found == m_files.end())
        return {};
    return {found->second.rbegin(), found->second.rend()};
}

QList<HistoryEntry> ReloadHistory::allEntries() const
{
    QList<HistoryEntry> all;
    for (const auto &[path, entries] : m_files)
        all.append({entries.begin(), entries.end()});
    std::stable_sort(all.begin(), all.end(), [](const HistoryEntry &left, const HistoryEntry &right) {
        // A removal has the revision of what was there before.
        return std::tie(left.revision, left.published) > std::tie(right.revision, right.published);
    });
    return all;
}

const HistoryEntry *ReloadHistory::entry(const QString &path, quint64 revision) const
{
    const auto found = m_files.find(path);
    if (found == m_files.end())
        return nullptr;
    const Entries &entries = found->second;
    // A removal has the revision of what was there before.
    const auto match = std::find_if(entries.begin(), entries.end(), [revision](const HistoryEntry &entry) {
        return entry.revision == revision;
    });
    return match == entries.end() ? nullptr : &*match;
}

} // namespace retune
