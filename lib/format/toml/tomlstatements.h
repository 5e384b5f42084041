#pragma once

#include <retune/format/flow.h>
#include <retune/format/toml/tomlparser.h>

namespace retune {

/// The statements of a document, and the lines they stand on: what changes of its members are made of.
class TomlStatements
{
public:
    explicit TomlStatements(const Document &document);

    const Document &document() const { return m_document; }
    const std::vector<TomlStatement> &all() const { return m_all; }
    /// Those outside of brackets.
    const std::vector<TomlStatement> &ofLines() const { return m_ofLines; }
    bool isOfLine(const TomlStatement &statement) const;

    /// Whether what the statement is about is `ancestor` or lies below it.
    bool isBelow(const TomlStatement &statement, const Node &ancestor) const;
    /// Which part of the key names `node`, or -1.
    static int partNaming(const TomlStatement &statement, const Node &node);
    /// The key up to the part that names `node`, as it is written.
    QByteArray keyUpTo(const TomlStatement &statement, int part) const;
    /// The header that opened the table, or null where it has none of its own.
    const TomlStatement *headerOf(const Node &table) const;
    /// The first and last statement outside of brackets that is about `node` or what is below it, or null.
    const TomlStatement *firstBelow(const Node &node) const;
    const TomlStatement *lastBelow(const Node &node) const;

    /// The `key = value` directly between the braces of an inline table, as members of a flow container.
    std::vector<TomlStatement> inBraces(const Node &table) const;
    static FlowContainer flowOf(const Node &table, const std::vector<TomlStatement> &members);

    // Lines

    qsizetype lineBegin(const TomlStatement &statement) const;
    /// Behind the line break after the statement, or the end of the text.
    qsizetype lineEnd(const TomlStatement &statement) const;
    /// Where the comments begin that stand directly above a statement, else its line.
    qsizetype leadBegin(const TomlStatement &statement) const;
    /// The blanks in front of the statement.
    QByteArray indentation(const TomlStatement &statement) const;
    /// Where the empty lines begin or end that `at`, the begin of a line, touches.
    qsizetype emptyBegin(qsizetype at) const;
    qsizetype emptyEnd(qsizetype at) const;
    /// Whether the line before the one that begins at `at` is empty, or there is none.
    bool isBehindEmpty(qsizetype at) const { return at <= m_begin || emptyBegin(at) < at; }
    /// The begin of the line break before `at`, the begin of a line.
    qsizetype beforeBreak(qsizetype at) const;
    qsizetype textBegin() const { return m_begin; }
    QByteArray slice(qsizetype begin, qsizetype end) const
    {
        return m_text.sliced(begin, end - begin).toByteArray();
    }
    /// Puts `lines`, which end with a line break, at `place`, the begin of a line or the end of the text.
    Replacement put(qsizetype place, const QByteArray &lines) const;
    QByteArray newLine() const { return m_document.facts().newLine; }

private:
    /// The begin of the line before the one that begins at `at`.
    qsizetype previousLine(qsizetype at) const;
    QByteArrayView line(qsizetype at) const;

    const Document &m_document;
    QByteArrayView m_text;
    qsizetype m_begin;
    std::vector<TomlStatement> m_all;
    std::vector<TomlStatement> m_ofLines;
};

/// Removes what stands on lines: every statement about `member` and what is below it.
Result<QList<Replacement>> tomlLinesRemoved(const TomlStatements &statements, const Node &member);

/// Moves one `[[a]]` of several with all that is below it.
Result<QList<Replacement>> tomlElementMoved(const TomlStatements &statements, const Node &element,
                                            int position);

} // namespace retune
