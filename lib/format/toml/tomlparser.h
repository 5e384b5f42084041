#pragma once

#include <retune/format/documentbuilder.h>
#include <retune/format/toml/tomllexer.h>
#include <retune/format/toml/tomlnames.h>
#include <retune/text/result.h>

#include <optional>
#include <vector>

namespace retune {

/// One `key = value` or `[header]` of a document. Outside of brackets it has its lines to itself, but for a comment.
struct TomlStatement
{
    enum class Type : quint8 { Pair, Header, ElementHeader };
    struct Part
    {
        ByteRange range;
        TomlStyle style = TomlStyle::Bare;
        quint32 node = NodeData::none; ///< what this part of the key names; for `[[a]]` the list
    };

    Type type = Type::Pair;
    ByteRange range;         ///< without blanks and comment
    std::vector<Part> parts; ///< of the key
    quint32 section = 0;     ///< the table in braces or of the header above; for a header the table it is of
    quint32 node = 0;        ///< the value; for a header the table it is of
};

/// Reads a TOML text into a document. Knows the grammar and which tables may be written where; whether numbers and dates
/// are any is for the judge (`tomljudge.h`).
class TomlParser
{
public:
    TomlParser(const Format &format, const QByteArray &bytes, const TextFacts &facts, const Limits &limits);

    /// To be called once.
    Result<Document> parse();
    /// Where the statement begins that `parse` found a problem in; the end of the text where there was none.
    qsizetype statementBegin() const { return m_statementBegin; }
    /// Whether what was read holds anything but the plainest: keys of one part, tables with a header of their own, texts,
    /// truth values, short decimal numbers, and arrays of those. About these there is nothing to judge.
    bool needsJudge() const { return m_needsJudge; }
    /// Notes every statement from now on, in the order in which they begin.
    void recordStatements() { m_isRecording = true; }
    const std::vector<TomlStatement> &statements() const { return m_statements; }

private:
    /// A container in brackets that is being read.
    struct Bracket
    {
        qsizetype begin = 0;
        bool isTable = false;
        bool hasMembers = false;
        int dotted = 0;            ///< the tables that its dotted key opened, which close with it
        std::size_t statement = 0; ///< the one that has it as value, where `isValue`
        bool isValue = false;      ///< of a key

        char closing() const { return isTable ? '}' : ']'; }
    };

    bool document();
    bool statement();
    bool endOfStatement();

    bool header();
    bool enterHeader(bool isElement, qsizetype end);
    bool enterImplied(const TomlKeyPart &part, qsizetype next);
    bool enterSection(const TomlKeyPart &part, qsizetype end);
    bool enterElement(const TomlKeyPart &part, qsizetype end);
    void leaveSection();

    bool pair();
    bool keyAndValue();
    bool key();
    bool enterDotted(const TomlKeyPart &part, qsizetype next);
    bool value(const TomlKeyPart &part, int dotted);

    bool openBracket(const TomlKeyPart &part, int dotted);
    void closeBracket();
    bool bracketMember();
    bool skipInBracket();
    bool wrongMember();

    bool open(Kind kind, const TomlKeyPart &part, qsizetype begin, TomlStyle style);
    bool reopen(quint32 id);
    void close(qsizetype end);
    void closeDotted(int tables);
    void noteMember(const TomlKeyPart &part);
    TomlStyle styleOf(quint32 id) { return TomlStyle(m_builder.node(id).style); }

    void beginStatement(TomlStatement::Type type, qsizetype begin);
    void notePart(quint32 node);
    void finishStatement(std::size_t statement);

    bool limit(qsizetype at);
    bool alreadyThere(const TomlKeyPart &part, quint32 id, const QString &wanted);
    bool noTable(const TomlKeyPart &part, quint32 id);
    int lineOf(quint32 id);
    QString nameOf(const TomlKeyPart &part) const;

    const Format &m_format;
    QByteArrayView m_text;
    int m_depthLimit;
    TomlLexer m_lexer;
    DocumentBuilder m_builder;
    TomlNames m_names;
    std::vector<quint32> m_open; ///< the containers that are open, outermost first
    std::vector<Bracket> m_brackets;
    std::vector<TomlKeyPart> m_key; ///< the key that was read last, part by part
    qsizetype m_statementBegin = 0;
    qsizetype m_lastEnd = 0; ///< where the open tables end if nothing more comes
    std::optional<Problem> m_limitProblem;
    bool m_needsJudge = false;
    bool m_isRecording = false;
    std::vector<TomlStatement> m_statements;
    std::size_t m_namedParts = 0; ///< of the statement that is being read
};

} // namespace retune
