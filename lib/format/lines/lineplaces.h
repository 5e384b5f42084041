#pragma once

#include <retune/format/lines/lineformat.h>

namespace retune {

/// Where the sections and keys of a document stand, and where others would go. The document has to outlive it.
class LinePlaces
{
public:
    /// Where an item goes, and an item that shows how it is written; null where there is none.
    struct Place
    {
        qsizetype at = 0;
        const LineItem *model = nullptr;
        bool needsGap = false; ///< an empty line behind it
    };

    LinePlaces(const LineFormat &format, const Document &document);

    const std::vector<LineItem> &items() const { return m_items; }
    bool isHeader(const LineItem &item) const { return item.type == LineItem::Type::Header; }
    /// Whether the item is a header of the section with this path, or of one below it.
    bool isHeaderOf(const LineItem &item, const QStringList &path, bool orBelow) const;
    /// The item of a value that is in the file.
    const LineItem &entryAt(const Node &member) const;
    /// One item, or that of every occurrence.
    QList<LineItem> entriesOf(const Node &member) const;
    /// The entry that shows how others are written: the last one before the item at `index` that has a value on its line,
    /// else the first one behind it.
    const LineItem *nearest(std::size_t index) const;
    /// Where a new key of the section goes; nothing where the section has no header of its own.
    std::optional<Place> placeIn(const Node &section) const;
    /// The beginning of the line behind the one that holds `at`.
    qsizetype afterLine(qsizetype at) const;

private:
    qsizetype size() const { return m_bytes.size(); }
    QByteArrayView slice(ByteRange range) const
    {
        return QByteArrayView(m_bytes).sliced(range.begin, range.size());
    }
    Place placeAtTop() const;
    Place placeAtEnd() const;

    const LineFormat &m_format;
    const Document &m_document;
    const QByteArray &m_bytes;
    qsizetype m_begin;
    std::vector<LineItem> m_items;
};

/// The names from the outermost section to this one.
QStringList sectionPathOf(Node section);

} // namespace retune
