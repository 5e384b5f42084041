#pragma once

#include <retune/format/document.h>
#include <retune/format/python/pythonscalar.h>
#include <retune/text/result.h>

#include <QtCore/QList>

#include <vector>

namespace retune::python {

/// One name that a statement at module level gives a value.
struct Binding
{
    ByteRange name;
    ByteRange value;              ///< the expression
    std::size_t firstLiteral = 0; ///< in Module::literals
    bool isLiteral = false;       ///< else the value is code
    bool isShared = false;        ///< other targets of the same statement have the value too
    bool isChangedLater = false;  ///< a later statement makes the name stand for something else
};

/// What a Python module says without being run.
struct Module
{
    std::vector<Binding> bindings; ///< in source order; the last one of a name counts
    std::vector<Literal> literals;
    QList<ByteRange> comments;
};

/// Reads the statements at module level. Statements inside others (if, try, def, class, …) are skipped: what they assign is
/// known only to who runs them. A binding that a later statement at module level surely changes is marked: `x += 1`,
/// `x[0] = 1`, `x.append(1)`, `del x`, `import x`, `def x()`, `for x in …`. What cannot be told from the text (a function
/// that changes a global, `from y import *`, a second name for the same list) is not.
Result<Module> readModule(QByteArrayView text, qsizetype begin, const Limits &limits);

} // namespace retune::python
