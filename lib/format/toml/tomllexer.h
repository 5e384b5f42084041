#pragma once

#include <retune/format/toml/tomltext.h>
#include <retune/text/position.h>
#include <retune/text/problem.h>

#include <QtCore/QByteArrayView>

#include <optional>

namespace retune {

/// A key, or one part of a dotted one, as it is written.
struct TomlKeyPart
{
    ByteRange range;
    TomlStyle style = TomlStyle::Bare;
};

/// A single value as it is written.
struct TomlScalar
{
    Kind kind = Kind::String;
    ByteRange range;
    TomlStyle style = TomlStyle::Bare;
};

/// Reads the tokens of a TOML text from front to back. Texts are checked here; numbers and dates are only told from each
/// other, for the judge (`tomljudge.h`) to say whether they are any. What returns a bool gives false where it finds
/// something else, and `problem` tells what.
class TomlLexer
{
public:
    TomlLexer(QByteArrayView text, qsizetype begin)
        : m_text(text)
        , m_at(begin)
    {}

    qsizetype at() const { return m_at; }
    bool atEnd() const { return m_at >= m_text.size(); }
    bool sees(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool seesLineEnd() const { return sees('\n') || sees('\r'); }
    void skip(qsizetype bytes) { m_at += bytes; }
    /// Skips spaces and tabs.
    void skipBlanks();
    [[nodiscard]] bool lineEnd();
    /// Reads a comment, which begins here, up to the end of its line.
    [[nodiscard]] bool comment(ByteRange &range);
    [[nodiscard]] bool keyPart(TomlKeyPart &part);
    [[nodiscard]] bool scalar(TomlScalar &scalar);

    /// Notes a problem; gives false.
    bool fail(ByteRange range, const QString &message);
    /// Notes that `what` was expected where the lexer stands; gives false.
    bool expected(const QString &what);
    const std::optional<Problem> &problem() const { return m_problem; }

private:
    [[nodiscard]] bool string(TomlScalar &scalar);
    [[nodiscard]] bool line(char quote);
    [[nodiscard]] bool lines(char quote, qsizetype begin);
    [[nodiscard]] bool escape(bool isInLines);
    [[nodiscard]] bool unicodeEscape(qsizetype begin, int digits);
    [[nodiscard]] bool bare(TomlScalar &scalar);
    bool wrongWord(ByteRange range);
    bool wrongControl();
    ByteRange wordRange(qsizetype at) const;
    QByteArrayView slice(ByteRange range) const { return m_text.sliced(range.begin, range.size()); }
    QString seen(qsizetype at) const;

    QByteArrayView m_text;
    qsizetype m_at;
    std::optional<Problem> m_problem;
};

} // namespace retune
