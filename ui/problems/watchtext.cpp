#include "problems/watchtext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct WatchText
{
    Q_DECLARE_TR_FUNCTIONS(WatchText)
};

QString foldersText(int folders)
{
    return folders == 1 ? WatchText::tr("1 folder") : WatchText::tr("%n folders", nullptr, folders);
}

/// "scan every 2 s"
QString scanText(std::chrono::milliseconds interval)
{
    return WatchText::tr("scan every %1 s").arg(QLocale().toString(double(interval.count()) / 1000));
}

} // namespace

QString watcherText(WatcherKind kind)
{
    switch (kind) {
    case WatcherKind::Qt:
        return QStringLiteral("QFileSystemWatcher");
    case WatcherKind::Scan:
        return WatchText::tr("periodic scan");
    case WatcherKind::Inotify:
        break;
    }
    return QStringLiteral("inotify");
}

QString scanCauses(const std::vector<ScannedFolder> &scanned)
{
    QStringList causes;
    for (const ScannedFolder &folder : scanned)
        causes += folder.fileSystem.isEmpty() ? WatchText::tr("watch refused") : folder.fileSystem;
    causes.removeDuplicates();
    return causes.join(QStringLiteral(", "));
}

QString watchHealth(const WatchStatus &status, std::chrono::milliseconds scanInterval)
{
    const bool isScan = status.kind == WatcherKind::Scan;
    QString text = (isScan ? scanText(scanInterval) : watcherText(status.kind)) + QStringLiteral(", ") +
                   foldersText(status.folders);
    if (isScan && !status.reason.isEmpty())
        text += QStringLiteral(": ") + status.reason;
    if (!status.scanned.empty()) {
        text +=
            QStringLiteral("; ") + WatchText::tr("%1: %2, %3")
                                       .arg(scanText(scanInterval), foldersText(int(status.scanned.size())),
                                            scanCauses(status.scanned));
    }
    if (!status.refused.empty())
        text += QStringLiteral("; ") + WatchText::tr("%1 not watched, looked at now and then")
                                           .arg(foldersText(int(status.refused.size())));
    return text;
}

} // namespace retune
