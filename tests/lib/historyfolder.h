#pragma once

#include <retune/format/format.h>
#include <retune/history/historykeeper.h>

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

namespace retune {

/// The opened folder of a test of the kept history, by what a store would tell of it, and the program git as the second opinion on what
/// was kept.
class HistoryFolder
{
public:
    HistoryFolder() { options.dataFolder = m_home.filePath(QStringLiteral("history")); }

    QString home() const { return m_home.path(); }
    QString folder() const { return m_home.filePath(QStringLiteral("settings")); }

    static SettingsFilePtr file(const QString &path, const QByteArray &bytes)
    {
        SettingsFile file;
        file.path = path;
        file.format = &format(FormatId::Json);
        if (const Result<Document> document = file.format->parse(bytes))
            file.document = *document;
        file.disk = bytes;
        return std::make_shared<const SettingsFile>(file);
    }
    static Snapshot snapshot(const std::map<QString, QByteArray> &files)
    {
        std::vector<SettingsFilePtr> all;
        for (const auto &[path, bytes] : files)
            all.push_back(file(path, bytes));
        return Snapshot().with(all, 1);
    }
    static Reload reload(const std::map<QString, QByteArray> &files,
                         const QDateTime &when = QDateTime::currentDateTimeUtc())
    {
        Reload reload;
        reload.published = when;
        for (const auto &[path, bytes] : files)
            reload.files.append({nullptr, file(path, bytes), {}, {}});
        return reload;
    }

    /// What git prints when it is run on the repository; "failed: …" with its complaint where it fails.
    static QString git(const QString &location, const QStringList &arguments)
    {
        QProcess git;
        git.start(QStringLiteral("git"), QStringList{QStringLiteral("--git-dir"), location} + arguments);
        git.waitForFinished();
        const bool isGood = git.exitStatus() == QProcess::NormalExit && git.exitCode() == 0;
        const QString output = QString::fromUtf8(git.readAllStandardOutput()).trimmed();
        return isGood ? output
                      : QStringLiteral("failed: ") + output + QString::fromUtf8(git.readAllStandardError());
    }
    /// Empty where git has no complaint about any object.
    static QString fsck(const QString &location)
    {
        return git(location, {QStringLiteral("fsck"), QStringLiteral("--full"), QStringLiteral("--strict"),
                              QStringLiteral("--no-dangling"), QStringLiteral("--no-progress")});
    }

    HistoryOptions options;

private:
    QTemporaryDir m_home;
};

} // namespace retune
