#include <retune/store/snapshot.h>

#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

// Files are kept in chunks that revisions share, so that a reload of one file among 10,000 copies one chunk and the list
// of chunks, and not 10,000 pointers.
namespace {

constexpr int chunkSize = 64;
using Chunk = std::array<SettingsFilePtr, chunkSize>;

} // namespace

struct Snapshot::Data
{
    quint64 revision = 0;
    std::shared_ptr<const QHash<QString, int>> places = std::make_shared<const QHash<QString, int>>();
    std::shared_ptr<const std::vector<int>> order =
        std::make_shared<const std::vector<int>>(); ///< places by path
    std::vector<std::shared_ptr<const Chunk>> chunks;
    std::size_t used = 0; ///< places given out; that of a file that went is not given to another

    const SettingsFilePtr &at(int place) const
    {
        const auto index = static_cast<std::size_t>(place);
        return (*chunks[index / chunkSize])[index % chunkSize];
    }
    /// Puts the newest places, from `first` on, among the others. Their files have to be there.
    void sortFrom(std::size_t first);
};

void Snapshot::Data::sortFrom(std::size_t first)
{
    const auto isBefore = [this](int left, int right) { return at(left)->path < at(right)->path; };
    auto all = std::make_shared<std::vector<int>>(*order);
    const auto known = static_cast<std::ptrdiff_t>(all->size());
    for (std::size_t place = first; place < used; ++place)
        all->push_back(static_cast<int>(place));
    std::sort(all->begin() + known, all->end(), isBefore);
    std::inplace_merge(all->begin(), all->begin() + known, all->end(), isBefore);
    order = std::move(all);
}

Snapshot::Snapshot()
{
    static const auto empty = std::make_shared<const Data>();
    m_data = empty;
}

quint64 Snapshot::revision() const
{
    return m_data->revision;
}

SettingsFilePtr Snapshot::file(QStringView path) const
{
    const auto place = m_data->places->constFind(path.toString());
    if (place == m_data->places->constEnd())
        return nullptr;
    return m_data->at(*place);
}

std::vector<SettingsFilePtr> Snapshot::files() const
{
    std::vector<SettingsFilePtr> all;
    all.reserve(m_data->order->size());
    for (const int place : *m_data->order)
        all.push_back(m_data->at(place));
    return all;
}

int Snapshot::fileCount() const
{
    return static_cast<int>(m_data->places->size());
}

QList<Problem> Snapshot::problems() const
{
    QList<Problem> all;
    for (const int place : *m_data->order) {
        if (const auto &problem = m_data->at(place)->problem)
            all.append(*problem);
    }
    return all;
}

Result<Node> Snapshot::node(QStringView path, const KeyPath &key) const
{
    const SettingsFilePtr found = file(path);
    if (!found) {
        return Unexpected{
            Problem{ProblemKind::Missing, path.toString(), {}, {}, Tr::tr("no settings file of this name")}};
    }
    if (found->document.isNull() && found->problem)
        return Unexpected{*found->problem};
    const Node node = found->document.find(key);
    if (!node) {
        return Unexpected{Problem{ProblemKind::NoSuchKey,
                                  path.toString(),
                                  {},
                                  {},
                                  Tr::tr("the key \"%1\" does not exist").arg(key.toString())}};
    }
    return node;
}

Result<Value> Snapshot::value(QStringView path, const KeyPath &key) const
{
    const Result<Node> found = node(path, key);
    if (!found)
        return Unexpected{found.error()};
    return found->value();
}

Snapshot Snapshot::with(const std::vector<SettingsFilePtr> &changed, quint64 revision) const
{
    auto data = std::make_shared<Data>(*m_data);
    data->revision = revision;
    const bool hasNewFiles = std::any_of(changed.begin(), changed.end(), [this](const auto &file) {
        return !m_data->places->contains(file->path);
    });
    if (hasNewFiles) {
        auto places = std::make_shared<QHash<QString, int>>(*m_data->places);
        for (const SettingsFilePtr &file : changed) {
            if (!places->contains(file->path))
                places->insert(file->path, static_cast<int>(data->used++));
        }
        data->places = std::move(places);
    }
    data->chunks.resize((data->used + chunkSize - 1) / chunkSize);

    std::vector<std::shared_ptr<Chunk>> copies(data->chunks.size());
    for (const SettingsFilePtr &file : changed) {
        const auto index = static_cast<std::size_t>(data->places->value(file->path));
        std::shared_ptr<Chunk> &copy = copies[index / chunkSize];
        if (!copy) {
            std::shared_ptr<const Chunk> &chunk = data->chunks[index / chunkSize];
            copy = chunk ? std::make_shared<Chunk>(*chunk) : std::make_shared<Chunk>();
            chunk = copy;
        }
        (*copy)[index % chunkSize] = file;
    }
    if (hasNewFiles)
        data->sortFrom(m_data->used);
    return Snapshot(std::move(data));
}

Snapshot Snapshot::without(QStringView path, quint64 revision) const
{
    const auto place = m_data->places->constFind(path.toString());
    if (place == m_data->places->constEnd())
        return *this;
    auto data = std::make_shared<Data>(*m_data);
    data->revision = revision;
    const auto index = static_cast<std::size_t>(*place);
    auto places = std::make_shared<QHash<QString, int>>(*m_data->places);
    places->remove(path.toString());
    data->places = std::move(places);
    auto order = std::make_shared<std::vector<int>>(*m_data->order);
    std::erase(*order, *place);
    data->order = std::move(order);
    auto chunk = std::make_shared<Chunk>(*data->chunks[index / chunkSize]);
    (*chunk)[index % chunkSize] = nullptr;
    data->chunks[index / chunkSize] = std::move(chunk);
    return Snapshot(std::move(data));
}

} // namespace retune
