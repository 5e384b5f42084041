#pragma once

#include <retune/format/lines/linescanner.h>

namespace retune {

/// Reads characters as git does: a line ends at LF or CRLF, and a CR alone is a blank.
class GitScanner final : public LineScanner
{
public:
    GitScanner(QByteArrayView text, qsizetype begin)
        : LineScanner(text, begin)
        , m_lineBegin(begin)
    {}
    bool next(LineItem &item) override;

private:
    void skipBlanks();
    void comment();
    bool header(LineItem &item);
    bool subsection(LineItem &item);
    bool entry(LineItem &item);
    bool value(LineItem &item);
    bool escape(qsizetype &valueEnd);
    qsizetype endOfLine(qsizetype from) const;
    bool isAtLineEnd(qsizetype at) const;
    LineItem begun(LineItem::Type type) const;
    void finishLine(LineItem &item);

    qsizetype m_lineBegin; ///< where the line begins, or what is left of it behind a header
    bool m_isBehindHeader = false;
};

constexpr bool isGitKeyCharacter(char c)
{
    return isAsciiLetter(c) || isAsciiDigit(c) || c == '-';
}

} // namespace retune
