#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArrayView>
#include <QtCore/QList>

namespace retune::yaml {

/// Reads what stands between values: blanks, line breaks, comments, anchors, tags, directives and the characters that
/// make up lists and tables.
class Gap
{
public:
    Gap(QByteArrayView text, qsizetype at)
        : m_text(text)
        , m_at(at)
    {}

    qsizetype at() const { return m_at; }
    const QList<ByteRange> &comments() const { return m_comments; }
    /// Behind the last `:` that was read, or -1.
    qsizetype afterColon() const { return m_afterColon; }

    /// Reads on to `end`.
    void readTo(qsizetype end);
    /// Reads `count` anchors and tags, and where something follows before the next one the blanks and comments between.
    void readProperties(int count);
    /// Reads blanks, line breaks and comments.
    void readBlanks();
    /// Goes over a value: what is in it is not read.
    void jumpTo(qsizetype at);
    void addComment(ByteRange range) { m_comments += range; }

private:
    void readComment();
    void readWord();
    void readDirective();
    bool isAtLineStart() const;

    QByteArrayView m_text;
    qsizetype m_at;
    qsizetype m_afterColon = -1;
    QList<ByteRange> m_comments;
};

} // namespace retune::yaml
