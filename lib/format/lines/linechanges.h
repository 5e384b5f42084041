#pragma once

#include <retune/format/lines/lineplaces.h>

namespace retune {

/// Spells changes of what sections and repeated keys hold: whole lines that come, go, or change their key, in the style of
/// the lines around them. The document has to outlive it.
class LineChanges
{
public:
    LineChanges(const LineFormat &format, const Document &document);

    /// A new key goes behind the last one of its section; in front of the comments and empty lines of the next section.
    Result<QList<Replacement>> addEntry(const Node &section, const NewMember &member) const;
    /// A new section goes to the end of the file.
    Result<QList<Replacement>> addSection(const Node &container, const QString &name) const;
    /// One more line with the key of a repeated one, or of one that is given once.
    Result<QList<Replacement>> addOccurrence(const Node &list, const NewMember &member) const;
    /// Removes the lines of a key, or of one occurrence of a repeated key.
    Result<QList<Replacement>> removeEntries(const Node &member) const;
    /// Removes every header of the section, and what stands between it and its last key.
    Result<QList<Replacement>> removeSection(const Node &section) const;
    Result<QList<Replacement>> renameEntries(const Node &member, const QString &key) const;
    Result<QList<Replacement>> renameSection(const Node &section, const QString &name) const;
    /// The lines stay; the values change places.
    Result<QList<Replacement>> moveOccurrence(const Node &member, int position) const;

private:
    qsizetype size() const { return m_bytes.size(); }
    QByteArrayView slice(ByteRange range) const
    {
        return QByteArrayView(m_bytes).sliced(range.begin, range.size());
    }
    QString objectionTo(const Node &table, const QString &key, bool isSection,
                        const Node &renamed = {}) const;
    ValueSlot slot(const QByteArray &prefix) const;
    QByteArray prefixLike(const LineItem *model, bool isInSection) const;
    QByteArray delimiterLike(const LineItem *model) const;
    Result<QByteArray> entryLine(const QByteArray &prefix, const QByteArray &key, const QByteArray &delimiter,
                                 const Value &value) const;
    Replacement lineAt(qsizetype at, const QByteArray &line) const;
    QByteArray gapAtEnd() const;
    ByteRange withoutGap(ByteRange lines) const;
    QList<Replacement> removed(const QList<ByteRange> &lines) const;

    const LineFormat &m_format;
    const Document &m_document;
    const QByteArray &m_bytes;
    qsizetype m_begin;
    QByteArray m_newLine;
    LinePlaces m_places;
};

/// A key, the delimiter and a value: blanks at the end of the delimiter go where no value follows.
QByteArray keyWithValue(const QByteArray &key, const QByteArray &delimiter, const QByteArray &value);

} // namespace retune
