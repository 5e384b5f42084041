#pragma once

#include <QtCore/QList>
#include <QtCore/QRegularExpression>
#include <QtCore/QString>

#include <atomic>

namespace retune {

/// What is looked for in a text.
struct TextSearch
{
    QString needle; ///< empty: nothing is looked for
    bool matchesCase = false;
    bool isWholeWord = false;
    bool isExpression = false; ///< the needle is a regular expression, as QRegularExpression takes it

    bool operator==(const TextSearch &) const = default;
};

/// Where it was found: UTF-16 code units of the text as it is shown.
struct TextHit
{
    qsizetype begin = 0;
    qsizetype length = 0;

    qsizetype end() const { return begin + length; }
    bool operator==(const TextHit &) const = default;
};

/// Invalid where the needle is no regular expression; its `errorString` says why. `^` and `$` stand for the ends of lines.
QRegularExpression searchExpression(const TextSearch &search);

/// Every hit in a text, in order, as `DisplayText` gives it; hits of no length do not count. A pure function, for any thread; it
/// ends early, with those found until then, when `isCancelled` becomes true.
QList<TextHit> findInText(const QString &text, const TextSearch &search, const std::atomic_bool &isCancelled);

/// What stands in the place of each hit: of a regular expression `\1` to `\9` are what its brackets found, `\0` is all of it, `\n` and
/// `\t` are a line end and a tab, and `\\` is a backslash. Lines end at `\n`.
QStringList replacementsFor(const QString &text, const QList<TextHit> &hits, const TextSearch &search,
                            const QString &replacement);

} // namespace retune
