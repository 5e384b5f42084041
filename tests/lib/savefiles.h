#pragma once

#include <retune/edit/savefile_p.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QTest>

#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

// What the tests of the save share: plain file access that goes past the code under test, and child processes.

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

inline void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(file.errorString()));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// As an editor does it: beside it, then renamed over.
inline void writeByRename(const QString &path, const QByteArray &bytes)
{
    const QString beside = path + QStringLiteral(".other");
    writeFile(beside, bytes);
    QVERIFY(::rename(QFile::encodeName(beside).constData(), QFile::encodeName(path).constData()) == 0);
}

inline struct stat statusOf(const QString &path)
{
    struct stat status = {};
    ::lstat(QFile::encodeName(path).constData(), &status);
    return status;
}

inline QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                                  QDir::Name);
}

/// What a save came to, as one line: it can cross to another process, and a failure can be read.
inline QString outcome(const retune::Result<retune::Saved> &saved)
{
    using retune::ProblemKind;
    if (saved) {
        return QLatin1String(!saved->written  ? "not needed"
                             : saved->inPlace ? "in place"
                                              : "saved") +
               (saved->notes.isEmpty() ? QString()
                                       : QLatin1String("; ") + saved->notes.join(QLatin1String("; ")));
    }
    static const QHash<ProblemKind, QLatin1String> names{
        {ProblemKind::Conflict, QLatin1String("Conflict")},
        {ProblemKind::NotAFile, QLatin1String("NotAFile")},
        {ProblemKind::WriteFailed, QLatin1String("WriteFailed")},
        {ProblemKind::Refused, QLatin1String("Refused")},
        {ProblemKind::Misuse, QLatin1String("Misuse")}};
    return names.value(saved.error().kind, QLatin1String("another kind")) + QLatin1String(": ") +
           saved.error().message;
}

/// The first word of an outcome: "saved", "Conflict:".
inline QString sortOf(const retune::Result<retune::Saved> &saved)
{
    return outcome(saved).section(QLatin1Char(saved ? ';' : ':'), 0, 0);
}

/// Runs `body` in a child process, and gives what it returned.
inline QString inChild(const std::function<QString()> &body)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return QStringLiteral("no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        const QByteArray said = body().toUtf8();
        ::_exit(::write(ends[1], said.constData(), size_t(said.size())) == said.size() ? 0 : 1);
    }
    ::close(ends[1]);
    QFile answer;
    const bool opened = answer.open(ends[0], QIODevice::ReadOnly, QFileDevice::AutoCloseHandle);
    const QString said = opened ? QString::fromUtf8(answer.readAll()) : QStringLiteral("no answer");
    ::waitpid(child, nullptr, 0);
    return said;
}

/// The same in a process that has given up being root.
inline QString asNobody(const std::function<QString()> &body)
{
    return inChild([&body] {
        constexpr id_t nobody = 65534;
        const bool dropped = ::setgroups(0, nullptr) == 0 && ::setgid(nobody) == 0 && ::setuid(nobody) == 0;
        return dropped ? body() : QStringLiteral("still root");
    });
}
