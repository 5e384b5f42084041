#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <vector>

namespace retune::test {

/// One way in which a program saves a file, as it looks from outside: the same system calls in the same order, with the
/// pauses that the program makes. Both functions throw std::system_error when a call fails.
struct SavePattern
{
    /// Reads as a sentence in the row of a table.
    const char *name;
    /// Makes the file for the first time, in the shape that the pattern needs. The folder exists and may hold other files;
    /// folders that the pattern needs beside it are named after it.
    void (*prepare)(const QString &file, const QByteArray &content);
    /// Saves new content. Runs in any thread or process; the file was made by `prepare`.
    void (*save)(const QString &file, const QByteArray &content);
    /// Whether the file holds the new content afterwards. Without, it is as it was, whatever the system reports.
    bool changesContent = true;
    /// Whether the writer keeps the file open, until `closeKeptFiles` is called or its process ends.
    bool keepsOpen = false;
};

/// Every pattern once.
const std::vector<SavePattern> &savePatterns();

/// The pattern of that name, or null.
const SavePattern *findSavePattern(const QByteArray &name);

/// Ends what patterns with `keepsOpen` have left open in this process.
void closeKeptFiles();

} // namespace retune::test
