#pragma once

#include <retune/format/python/pythonlexer.h>
#include <retune/format/value.h>

namespace retune::python {

/// How a value is written, as `NodeData::style` keeps it.
enum Style : quint8 {
    NoStyle,
    ListStyle,
    TupleStyle,
    SetStyle,
    PlainString,       ///< one string without prefix, backslash and line break
    CodeMember,        ///< code among the members of a literal
    ChangedLater,      ///< code, because a later statement of the module changes what the name stands for
    SharedValue = 0x80 ///< added to the others: several names have this value (`a = b = 1`)
};

/// How a key is written, as `NodeData::keyStyle` keeps it.
enum KeyStyle : quint8 {
    NameKey,
    PlainStringKey,
    StringKey,
    SourceKey ///< a number, a tuple, …: its source text is the key
};

/// One value inside a literal. The members of a container follow it.
struct Literal
{
    quint32 keyBegin = 0;
    quint32 keyEnd = 0;
    quint32 begin = 0;
    quint32 end = 0;
    quint32 descendants = 0; ///< how many of those that follow belong to it
    Kind kind = Kind::Null;
    quint8 style = NoStyle;
    quint8 keyStyle = NameKey;
};

enum class Outcome : quint8 {
    Read,
    Declined, ///< code that is no literal, as far as can be seen
    Failed    ///< no Python: the lexer has the problem
};

/// Reads the scalar that the current token begins: strings that stand one after the other, a number with its sign, True,
/// False or None. Complex numbers and strings with character names are read as Opaque.
Outcome readScalar(Lexer &lexer, Literal &literal);

} // namespace retune::python
