#pragma once

#include <retune/text/position.h>

#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace retune {

/// What went wrong, for code that has to branch on it.
enum class ProblemKind : quint8 {
    Syntax,      ///< the text is not what its format asks for
    Encoding,    ///< not UTF-8, or bytes that no settings file holds
    Limit,       ///< larger, deeper or more than the limits allow
    Missing,     ///< the file was there and is gone, or never was
    Unreadable,  ///< the system refused to open or read it
    NotAFile,    ///< a folder, a pipe, a device or a link that leads nowhere
    NoSuchKey,   ///< the file holds no such key
    Invalid,     ///< a check that the program registered refused the content
    WrongType,   ///< the value has another type than asked for, or does not fit it
    Refused,     ///< an edit that cannot be made without touching something else
    Conflict,    ///< the disk holds something that was not seen
    WriteFailed, ///< the system refused to write; nothing was changed
    Watch,       ///< changes may be seen late: a watch was refused or lost
    Misuse,      ///< the call itself makes no sense
    Failure,     ///< code that was called threw, or is not fit to be called
    NotRun ///< code that is not called at all: that is not allowed, or not safe, or there is nothing to run it with
};

/// One thing that went wrong, and where. A value: it can be kept, compared and sent between threads.
struct Problem
{
    ProblemKind kind = ProblemKind::Syntax;
    QString file;          ///< the path as the reader was given it; empty where no file is meant
    TextPosition position; ///< null where the file as a whole is meant
    ByteRange range;       ///< the bytes to mark in an editor; empty where there are none
    QString message;       ///< one sentence: what was expected and what was seen; no place, no final stop

    /// Where it is in its file: "3:7", "3" where the column is not known; empty where the file as a whole is meant.
    QString place() const;
    /// `file:line:column: message`, without the parts that are not known.
    QString toString() const;

    bool operator==(const Problem &) const = default;
};

} // namespace retune

Q_DECLARE_METATYPE(retune::Problem)
