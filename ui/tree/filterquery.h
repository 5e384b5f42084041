#pragma once

#include <retune/format/value.h>

#include <QtCore/QStringList>

namespace retune {

/// What a filter line asks for: all of it has to hold.
struct FilterQuery
{
    QStringList words;      ///< to be found in the file's path, the key or the value, whatever their case
    bool isChanged = false; ///< since the folder was opened
    bool isUnsaved = false;
    bool isProblem = false;
    QList<Kind> kinds;   ///< one of them; all where there are none
    QStringList unknown; ///< terms that look like conditions and are none; they are left out

    bool isEmpty() const { return words.isEmpty() && !hasCondition(); }
    /// Whether it asks for more than words.
    bool hasCondition() const { return isChanged || isUnsaved || isProblem || !kinds.isEmpty(); }

    bool operator==(const FilterQuery &) const = default;
};

/// A condition that can stand in a filter line, for people who type it.
struct FilterTerm
{
    QString text; ///< `is:changed`
    QString meaning;
};

/// All conditions, in the order in which people are offered them.
QList<FilterTerm> filterTerms();

/// What a person means by `text`: words, of which all have to be found, and the conditions of `filterTerms`. What stands
/// between quotes is one word with its blanks, and never a condition. Several types stand for any of them.
FilterQuery filterQuery(const QString &text);

} // namespace retune
