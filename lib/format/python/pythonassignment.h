#pragma once

#include <retune/format/python/pythonchanges.h>
#include <retune/format/python/pythonliteral.h>

namespace retune::python {

/// Reads the statements that give names values: assignments with any number of targets, `del`, and expressions that stand
/// alone, as these may change what a name stands for.
class AssignmentReader
{
public:
    AssignmentReader(UnfinishedModule &module, const Limits &limits);

    /// Reads from the current token to the end of the statement.
    void readAssignment();
    /// Reads what comes after `del`.
    void readDelete();

private:
    enum class Step : quint8 { Target, NoTarget, StatementDone };

    /// A name that a statement assigns to.
    struct Target
    {
        ByteRange name;
        bool isWhole = true;     ///< else something inside is assigned to: `name.x`, `name[0]`
        bool isUnpacked = false; ///< its value is one of several: `name, other = …`
    };

    Step readNameTarget();
    Step readAnnotation(const Token &name);
    bool readLiteral();
    bool readSegment();
    void readOtherTarget(const Token &first);
    void noteExpression();
    bool endsSegment() const;
    void skipSegment();
    void failMissing();
    void failKeyword(const Token &name);
    void bind(ByteRange value, std::size_t firstLiteral, bool isLiteral);

    UnfinishedModule &m_unfinished;
    Lexer &m_lexer;
    LiteralParser m_literalParser;
    std::vector<Target> m_targets; ///< of the current statement
    std::vector<Target> m_written; ///< names in the segment skipped last that stand where a target would
    int m_targetCount = 0;         ///< with those that are no names
    int m_lambdas = 0;             ///< in that segment whose colon is still to come: their `=` are defaults
    bool m_isUnpacking = false;    ///< whether that segment is a list of targets
    bool m_isAugmented = false;    ///< whether that segment has `+=` or its like
};

} // namespace retune::python
