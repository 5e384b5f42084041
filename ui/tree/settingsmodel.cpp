#include "tree/settingsmodel.h"

#include "thread/destroyelsewhere.h"
#include "thread/whenfinished.h"
#include "tree/rowsteps.h"

#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>

namespace retune {

namespace {

constexpr std::chrono::milliseconds fadeStep{50};
/// Beyond this nobody follows single highlights, and each costs a repaint per step.
constexpr qsizetype maximumFading = 500;
/// Each highlighted key is looked up in time linear in its table.
constexpr qsizetype maximumLookUps = 1'000'000;

/// Larger files are searched in another thread before what became of them is shown.
constexpr int maximumSearchedNodes = 20'000;

struct SearchResult
{
    SearchedFile file;
    FilterMatch match;
};

/// Gives nothing that counts once `isOvertaken` is true.
std::vector<SearchResult> search(const std::vector<SearchedFile> &files, const FilterQuery &query,
                                 const std::atomic_bool &isOvertaken)
{
    std::vector<SearchResult> results;
    results.reserve(files.size());
    for (const SearchedFile &file : files)
        results.push_back({file, filterMatch(file, query, isOvertaken)});
    return results;
}

bool isBefore(const std::unique_ptr<SettingsFileItem> &file, const QString &path)
{
    return file->shown.path < path;
}

} // namespace

SettingsModel::SettingsModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_isOvertaken(std::make_shared<std::atomic_bool>(false))
{
    m_clock.start();
    m_fadeTimer.setInterval(fadeStep);
    connect(&m_fadeTimer, &QTimer::timeout, this, &SettingsModel::fade);
}

SettingsModel::~SettingsModel()
{
    *m_isOvertaken = true;
}

// Content

void SettingsModel::reset(const std::vector<ShownFile> &files)
{
    if (!m_inGesture.isEmpty())
        gesture(m_inGesture.first(), Gesture::End); // its rows go
    beginResetModel();
    m_fading.clear();
    std::vector<std::unique_ptr<FileItem>> old = std::exchange(m_files, {});
    m_rows.clear();
    m_files.reserve(files.size());
    for (const ShownFile &file : files) {
        FileItem &item = findOrAdd(file.path);
        item.adopt(file);
        item.match = filterMatch(item.searched(), m_query);
    }
    for (const std::unique_ptr<FileItem> &file : m_files) {
        if (!file->match.showsFile())
            continue;
        file->startOver();
        file->row = int(m_rows.size());
        m_rows.push_back(file.get());
    }
    endResetModel();
    destroyElsewhere(std::move(old));
}

void SettingsModel::update(const ShownFile &file)
{
    FileItem &item = findOrAdd(file.path);
    item.search = ++m_searches; // one that is under way would bring an older state
    if (!m_query.isEmpty() && !file.document.isNull() && file.document.nodeCount() > maximumSearchedNodes) {
        searchFirst(item, file);
        return;
    }
    SearchedFile searched = item.searched();
    searched.shown = file;
    searched.hasProblem = file.problem || item.code.hasFailed();
    adopt(item, file, filterMatch(searched, m_query));
}

void SettingsModel::adopt(FileItem &item, const ShownFile &file, const FilterMatch &match)
{
    const Document previous = item.shown.document; // rows that are not refreshed yet still point into it
    item.adopt(file);
    item.match = match;
    if (hasRow(item) && item.match.showsFile())
        refresh(item, file.document.root());
    if (hasRow(item) != item.match.showsFile())
        showFiles(); // takes time for each file there is, so not for each that changes
    if (item.match.showsFile())
        Q_EMIT dataChanged(indexOf(item), indexOf(item, MarkColumn));
}

void SettingsModel::searchFirst(FileItem &item, const ShownFile &file)
{
    SearchedFile searched = item.searched();
    searched.shown = file;
    searched.hasProblem = file.problem || item.code.hasFailed();
    const auto apply = [this, file, id = item.search, isOvertaken = m_isOvertaken](const FilterMatch &match) {
        FileItem *found = find(file.path);
        if (!found || found->search != id)
            return;
        if (*isOvertaken)
            update(file);
        else
            adopt(*found, file, match);
    };
    const auto match = [searched, query = m_query, isOvertaken = m_isOvertaken] {
        return filterMatch(searched, query, *isOvertaken);
    };
    whenFinished(QtConcurrent::run(match), this, apply);
}

void SettingsModel::remove(const QString &path)
{
    const auto at = std::lower_bound(m_files.begin(), m_files.end(), path, isBefore);
    if (at == m_files.end() || (*at)->shown.path != path)
        return;
    const std::unique_ptr<FileItem> kept = std::move(*at); // views may ask for it until its row is gone
    m_files.erase(at);
    showFiles();
}

void SettingsModel::highlight(const QString &path, const QList<Change> &changes)
{
    FileItem *file = find(path);
    if (!file || changes.size() * file->shown.document.nodeCount() > maximumLookUps)
        return;
    for (const Change &change : changes) {
        if (m_fading.size() >= maximumFading)
            return; // before rows are made for it
        const Node changed = file->shown.document.find(change.path);
        if (!changed || !file->match.showsFile())
            continue;
        if (Item *item = itemAt(indexOfNode(*file, changed)))
            startHighlight(*item);
    }
}

/// Numbers that only the tool tip shows are kept without a word: they change with each call.
void SettingsModel::setCodeStates(const QHash<QString, CodeState> &states)
{
    for (const std::unique_ptr<FileItem> &file : m_files) {
        if (!file->shown.isCode)
            continue;
        const QString before = file->code.text();
        file->code = states.value(file->shown.path);
        if (before != file->code.text() && hasRow(*file))
            Q_EMIT dataChanged(indexOf(*file), indexOf(*file, MarkColumn));
    }
}

void SettingsModel::setReadOnlyFiles(const QSet<QString> &paths)
{
    m_readOnly = paths;
    for (const std::unique_ptr<FileItem> &file : m_files) {
        const bool isReadOnly = paths.contains(file->shown.path);
        if (std::exchange(file->isReadOnly, isReadOnly) != isReadOnly && hasRow(*file))
            Q_EMIT dataChanged(indexOf(*file), indexOf(*file, MarkColumn));
    }
}

SettingsModel::FileItem *SettingsModel::find(const QString &path) const
{
    const auto at = std::lower_bound(m_files.begin(), m_files.end(), path, isBefore);
    return at != m_files.end() && (*at)->shown.path == path ? at->get() : nullptr;
}

SettingsModel::FileItem &SettingsModel::findOrAdd(const QString &path)
{
    // They come in order when a folder is opened, which may have thousands.
    auto at = m_files.end();
    if (!m_files.empty() && !isBefore(m_files.back(), path))
        at = std::lower_bound(m_files.begin(), m_files.end(), path, isBefore);
    if (at == m_files.end() || (*at)->shown.path != path) {
        at = m_files.insert(at, std::make_unique<FileItem>());
        (*at)->shown.path = path;
        (*at)->isReadOnly = m_readOnly.contains(path);
    }
    return **at;
}

bool SettingsModel::hasRow(const FileItem &file) const
{
    return std::size_t(file.row) < m_rows.size() && m_rows[std::size_t(file.row)] == &file;
}

/// Brings the rows of files in line with the files and with what the filter leaves of them.
void SettingsModel::showFiles()
{
    std::vector<FileItem *> now;
    for (const std::unique_ptr<FileItem> &file : m_files) {
        if (file->match.showsFile())
            now.push_back(file.get());
    }
    const auto numberFiles = [this] {
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            m_rows[row]->row = int(row);
    };
    const RowSteps steps = rowSteps(m_rows, now);
    for (const RowRange &range : steps.removals) {
        beginRemoveRows({}, range.first, range.last);
        m_rows.erase(m_rows.begin() + range.first, m_rows.begin() + range.last + 1);
        numberFiles();
        endRemoveRows();
    }
    for (const RowRange &range : steps.insertions) {
        for (int row = range.first; row <= range.last; ++row)
            now[std::size_t(row)]->startOver();
        beginInsertRows({}, range.first, range.last);
        m_rows.insert(m_rows.begin() + range.first, now.begin() + range.first, now.begin() + range.last + 1);
        numberFiles();
        endInsertRows();
    }
}

/// Shows `now` where `item` showed an older node, and everything below it that has a row.
void SettingsModel::refresh(Item &item, const Node &now)
{
    const FileItem &file = fileOf(item);
    const bool hasRows = hasShownMembers(file, now);
    if (!item.isPopulated && item.hasRows != hasRows) {
        // Nobody has counted these rows yet, so one row stands for however many there were.
        item.isPopulated = true;
        if (item.hasRows)
            item.children.push_back(makeItem(item, {item.node.firstChild(), 0}));
    }
    item.node = now;
    item.hasRows = hasRows;
    if (item.isPopulated)
        refreshMembers(item, shownMembers(file, now));
}

void SettingsModel::refreshMembers(Item &item, const std::vector<Member> &members)
{
    alignMembers(item, members);
    const FileItem &file = fileOf(item);
    int firstChanged = -1;
    for (std::size_t i = 0; i < members.size(); ++i) {
        Item &child = *item.children[i];
        const Node &now = members[i].node;
        const bool isUnsaved = file.unsavedNodes.contains(now.id());
        const bool isOtherOnDisk = file.otherOnDisk.contains(now.id());
        const bool hasChanged = file.changedNodes.contains(now.id());
        const bool hasNewValue = child.node != now && looksDifferent(child.node, now);
        const bool isRenamed = std::exchange(child.newKey, std::nullopt).has_value();
        const bool isChanged = hasNewValue || isRenamed || child.isUnsaved != isUnsaved ||
                               child.isChanged != hasChanged || child.isOtherOnDisk != isOtherOnDisk;
        child.isUnsaved = isUnsaved;
        child.isOtherOnDisk = isOtherOnDisk;
        child.isChanged = hasChanged;
        refresh(child, now);
        if (isChanged && firstChanged < 0)
            firstChanged = int(i);
        if (!isChanged && firstChanged >= 0) {
            emitChanged(item, firstChanged, int(i) - 1);
            firstChanged = -1;
        }
    }
    if (firstChanged >= 0)
        emitChanged(item, firstChanged, int(members.size()) - 1);
}

/// Removes and inserts rows below `item` until there is one for each member, in their order.
void SettingsModel::alignMembers(Item &item, const std::vector<Member> &members)
{
    if (std::equal(item.children.begin(), item.children.end(), members.begin(), members.end(),
                   [](const auto &child, const Member &member) { return isSameMember(*child, member); }))
        return;
    const RowSteps steps = memberSteps(item, members);
    const QModelIndex parent = indexOf(item);
    for (const RowRange &range : steps.removals) {
        beginRemoveRows(parent, range.first, range.last);
        item.children.erase(item.children.begin() + range.first, item.children.begin() + range.last + 1);
        numberRows(item, range.first);
        endRemoveRows();
    }
    for (const RowRange &range : steps.insertions) {
        std::vector<std::unique_ptr<Item>> made;
        for (int row = range.first; row <= range.last; ++row)
            made.push_back(makeItem(item, members[std::size_t(row)]));
        beginInsertRows(parent, range.first, range.last);
        item.children.insert(item.children.begin() + range.first, std::make_move_iterator(made.begin()),
                             std::make_move_iterator(made.end()));
        numberRows(item, range.first);
        endInsertRows();
    }
}

void SettingsModel::emitChanged(Item &parent, int first, int last)
{
    Q_EMIT dataChanged(indexOf(*parent.children[std::size_t(first)]),
                       indexOf(*parent.children[std::size_t(last)], MarkColumn));
}

// Highlight

void SettingsModel::startHighlight(Item &item)
{
    if (m_fading.size() >= maximumFading)
        return;
    for (Item *marked = &item; marked; marked = marked->parent) {
        if (marked->freshSince < 0)
            m_fading.append(indexOf(*marked));
        marked->freshSince = m_clock.elapsed();
        const QModelIndex at = indexOf(*marked);
        Q_EMIT dataChanged(at, at.siblingAtColumn(MarkColumn), {FreshRole});
    }
    m_fadeTimer.start();
}

void SettingsModel::fade()
{
    m_fading.removeIf([this](const QPersistentModelIndex &index) {
        if (!index.isValid())
            return true;
        Item &item = *itemAt(index);
        const bool isOver = m_clock.elapsed() - item.freshSince >= m_fadeTime.count();
        if (isOver)
            item.freshSince = -1;
        Q_EMIT dataChanged(index, index.sibling(index.row(), MarkColumn), {FreshRole});
        return isOver;
    });
    if (m_fading.isEmpty())
        m_fadeTimer.stop();
}

qreal SettingsModel::freshness(const Item &item) const
{
    if (item.freshSince < 0)
        return 0;
    return std::clamp(1 - qreal(m_clock.elapsed() - item.freshSince) / qreal(m_fadeTime.count()), 0.0, 1.0);
}

// Filter

void SettingsModel::setFilter(const FilterQuery &query)
{
    m_query = query;
    *m_isOvertaken = true;
    m_isOvertaken = std::make_shared<std::atomic_bool>(false);
    std::vector<SearchedFile> files;
    for (const std::unique_ptr<FileItem> &file : m_files) {
        file->kept.clear();
        files.push_back(file->searched());
    }
    const auto apply = [this, isOvertaken = m_isOvertaken](const std::vector<SearchResult> &results) {
        if (*isOvertaken)
            return;
        for (const SearchResult &result : results) {
            // A file that changed meanwhile was matched with this query when it did.
            FileItem *file = find(result.file.shown.path);
            if (file && file->shown.document.root() == result.file.shown.document.root() &&
                file->kept == result.file.kept)
                file->match = result.match;
        }
        showFiles();
        for (FileItem *file : m_rows)
            refresh(*file, file->node);
        Q_EMIT filtered();
    };
    if (query.isEmpty())
        return apply(search(files, query, *m_isOvertaken));
    const auto searchAll = [files = std::move(files), query, isOvertaken = m_isOvertaken] {
        return search(files, query, *isOvertaken);
    };
    whenFinished(QtConcurrent::run(searchAll), this, apply);
}

void SettingsModel::keepInSight(const QString &path, const KeyPath &key)
{
    FileItem *file = m_query.isEmpty() ? nullptr : find(path);
    if (file && !file->kept.contains(key))
        file->kept += key;
}

QModelIndexList SettingsModel::hits(int maximum) const
{
    QModelIndexList hits;
    for (FileItem *file : m_rows) {
        for (const quint32 id : file->match.hits()) {
            if (hits.size() >= maximum)
                return hits;
            hits.append(indexOfNode(*file, file->shown.document.node(id)));
        }
    }
    return hits;
}

} // namespace retune
