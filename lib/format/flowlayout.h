#pragma once

#include <retune/format/flow.h>

#include <optional>
#include <vector>

namespace retune {

inline bool isLineBreak(char c)
{
    return c == '\n' || c == '\r';
}

inline bool isIndentation(char c)
{
    return c == ' ' || c == '\t';
}

/// What stands between two members of a container, or between one of them and a bracket.
struct FlowGap
{
    static constexpr qsizetype none = -1;

    ByteRange range;
    qsizetype separator = none; ///< where the comma is
    qsizetype lineStart = none; ///< behind the last line break outside of comments
    qsizetype obstacle = none;  ///< the first byte that is no blank, comment or comma
    bool hasComment = false;

    bool hasSeparator() const { return separator != none; }
    bool hasBreak() const { return lineStart != none; }
};

/// The rest of a line from some place on, as far as it holds nothing but blanks and comments.
struct LineRest
{
    qsizetype contentEnd = 0; ///< behind the last comment
    qsizetype end = 0;        ///< behind the blanks that follow: at the line break where `endsLine`
    bool endsLine = false;
};

/// How the members of a container are laid out: the gaps between them and the lines they stand on.
class FlowLayout
{
public:
    FlowLayout(const Document &document, const FlowContainer &container);

    qsizetype size() const { return m_container.members.size(); }
    const ByteRange &inside() const { return m_container.inside; }
    const ByteRange &member(qsizetype i) const { return m_container.members[i]; }
    /// The gap before member `i`; with the number of members, the one before the closing bracket.
    const FlowGap &gap(qsizetype i) const { return m_gaps[static_cast<std::size_t>(i)]; }
    char byte(qsizetype at) const { return m_text[at]; }
    QByteArrayView slice(qsizetype begin, qsizetype end) const { return m_text.sliced(begin, end - begin); }

    /// What line breaks look like in this file.
    QByteArray newLine() const;
    /// The blanks at the start of the line that holds `at`.
    QByteArray indentationAt(qsizetype at) const;
    /// The indentation of the members near `position`, of which at least one begins a line.
    QByteArray memberIndentation(qsizetype position) const;
    /// Whether members at `position` stand on lines of their own.
    bool isByLines(qsizetype position) const;
    LineRest lineRest(qsizetype from, qsizetype limit) const;
    /// The end of the blanks that `from` is at, and of the ones before it, line breaks left out.
    qsizetype blanksEnd(qsizetype from) const;
    qsizetype blanksBegin(qsizetype to) const;
    /// The text of the lines that member `i` has for itself, with the last line break; nothing where it shares them.
    std::optional<ByteRange> ownLines(qsizetype i) const;
    /// The comments behind the member `i`, before and behind its comma, on the same line, with the blanks before them.
    QByteArray tail(qsizetype i) const;

    /// Why nothing can be put into this gap or taken out of it: it is more than blanks, comments and a comma. Else empty.
    QString objection(qsizetype gap) const;

private:
    FlowGap scanned(ByteRange range, bool mayHaveSeparator) const;
    /// The end of the comment that begins at `at`, or `at`.
    qsizetype commentEnd(qsizetype at) const;

    const Document &m_document;
    const FlowContainer &m_container;
    QByteArrayView m_text;
    std::vector<FlowGap> m_gaps;
};

} // namespace retune
