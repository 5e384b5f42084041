#pragma once

#include <retune/format/python/pythonmodule.h>

namespace retune::python {

/// A statement at module level that makes an earlier binding untrue without giving the name a value that can be shown.
struct Change
{
    enum class Kind : quint8 {
        Rebinds,  ///< the name stands for something else, or for nothing: `import x`, `del x`
        Mutates,  ///< what the name stands for changes inside, if it can: `x.append(1)`, `x[0] = 1`
        Augments, ///< `x += 1`: a list changes inside, a number is another one
    };

    ByteRange name;
    std::size_t bindingsBefore = 0; ///< how many bindings come before it in the source
    Kind kind = Kind::Rebinds;
};

/// A module while it is being read.
struct UnfinishedModule
{
    UnfinishedModule(QByteArrayView moduleText, qsizetype begin)
        : text(moduleText)
        , lexer(moduleText, begin)
    {}

    QByteArrayView text;
    Lexer lexer;
    Module module;
    std::vector<Change> changes;

    void note(ByteRange name, Change::Kind kind) { changes.push_back({name, module.bindings.size(), kind}); }
    /// Goes to the next token of a statement at module level and notes what `:=` changes.
    void advance();
    /// Marks the bindings that the noted changes make untrue.
    void markChanged();
};

} // namespace retune::python
