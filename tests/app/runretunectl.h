#pragma once

#include <QtCore/QProcess>

namespace retune::test {

/// How a run of `retunectl` ended, and what it printed.
struct Finished
{
    int status = -1; ///< -1 where it did not end by itself
    QString out;
    QString err;
};

inline Finished runRetunectl(const QString &folder, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(QStringLiteral(RETUNECTL), arguments);
    if (!process.waitForFinished(20'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace retune::test
