#pragma once

#include <retune/format/lines/linetext.h>
#include <retune/text/problem.h>

#include <QtCore/QList>

#include <optional>

namespace retune {

/// A ByteRange in half the space: files are limited to 1 GiB.
struct CompactRange
{
    quint32 begin = 0;
    quint32 end = 0;

    CompactRange() = default;
    CompactRange(qsizetype first, qsizetype last)
        : begin(static_cast<quint32>(first))
        , end(static_cast<quint32>(last))
    {}
    CompactRange(ByteRange range)
        : CompactRange(range.begin, range.end)
    {}
    operator ByteRange() const { return {begin, end}; }
    qsizetype size() const { return end - begin; }
    bool isEmpty() const { return end <= begin; }
};

/// One thing that a line-oriented file says: the header of a section, or a key with its value.
struct LineItem
{
    enum class Type : quint8 { Header, Entry };

    Type type = Type::Entry;
    bool startsLine = true;   ///< false where a header stands before it on its line
    bool hasDelimiter = true; ///< of an entry: whether something says that a value follows
    CompactRange lines; ///< the lines it takes, line end included; begins behind a header on the same line
    CompactRange name;  ///< the key of an entry, the name of a section
    CompactRange subsection; ///< of a header, in git
    CompactRange value;      ///< the value of an entry as written; of a header the place behind it
};

/// Finds the items of a text, one after the other: the part of a reader that knows how its dialect writes keys, values,
/// comments and continued lines.
class LineScanner
{
public:
    /// `begin` is where the text starts behind a byte order mark.
    LineScanner(QByteArrayView text, qsizetype begin)
        : m_text(text)
        , m_at(begin)
        , m_hasCarriageReturn(text.contains('\r'))
    {}
    virtual ~LineScanner() = default;
    LineScanner(const LineScanner &) = delete;
    LineScanner &operator=(const LineScanner &) = delete;

    /// Reads the next item; false at the end of the text, and at an error, of which `problem` tells then.
    virtual bool next(LineItem &item) = 0;
    const std::optional<Problem> &problem() const { return m_problem; }
    /// The comments up to here, in order.
    const QList<ByteRange> &comments() const { return m_comments; }

protected:
    qsizetype size() const { return m_text.size(); }
    bool isAtEnd() const { return m_at >= m_text.size(); }
    /// The byte at `at`, or a line feed behind the last one.
    char byteAt(qsizetype at) const { return at < m_text.size() ? m_text[at] : '\n'; }
    QByteArrayView slice(ByteRange range) const { return m_text.sliced(range.begin, range.size()); }
    /// Where the line that holds `from` ends, before its line end.
    qsizetype lineEnd(qsizetype from) const;
    /// Where something other than what `isDropped` names stands, from `from` on.
    template<typename Predicate>
    qsizetype skipped(qsizetype from, Predicate isDropped) const
    {
        while (from < m_text.size() && isDropped(m_text[from]))
            ++from;
        return from;
    }
    /// Takes the rest of the line from `begin` on for a comment.
    void commentLine(qsizetype begin);
    /// Always false, so that it can be returned.
    bool fail(ByteRange range, const QString &message);
    /// The same about what stands at `at`: the sentence has a place for it.
    bool failAt(qsizetype at, const QString &expected);

    QByteArrayView m_text;
    qsizetype m_at;
    QList<ByteRange> m_comments;

private:
    bool m_hasCarriageReturn;
    std::optional<Problem> m_problem;
};

} // namespace retune
