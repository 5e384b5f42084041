#include "window/statusline.h"

#include <QtGui/QTextDocumentFragment>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Problem refused(const QString &folder, const QString &reason)
{
    return {ProblemKind::Watch, folder, {}, {}, reason};
}

ScannedFolder scanned(const QString &folder, const QString &reason, const QString &fileSystem = {})
{
    return {folder, reason, fileSystem};
}

FolderStatus statusOf(const WatchStatus &watch, int files = 12)
{
    return {u"/srv/app"_s, files, watch, 3, {}, 0};
}

} // namespace

Q_DECLARE_METATYPE(FolderStatus)

/// What the status bar says about the way a folder is watched.
class TestStatusLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysInShortHowTheFolderIsWatched_data()
    {
        QTest::addColumn<FolderStatus>("status");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const FolderStatus &status, const QString &text) {
            QTest::newRow(name) << status << QString(text + u"  ·  revision 3"_s);
        };
        row("by events", statusOf({WatcherKind::Inotify, 2, 0, {}, {}, {}}),
            u"watching 12 files (inotify)"_s);
        row("one file, by Qt's watcher", statusOf({WatcherKind::Qt, 1, 0, {}, {}, {}}, 1),
            u"watching 1 file (QFileSystemWatcher)"_s);
        row("by a scan that was asked for", statusOf({WatcherKind::Scan, 2, 0, {}, {}, {}}),
            u"watching 12 files (periodic scan)"_s);
        row("by a scan, since nothing else is to be had",
            statusOf({WatcherKind::Scan, 2, 0, {}, {}, u"no inotify instance is left"_s}),
            u"watching 12 files (periodic scan: no events to be had)"_s);
        row("one folder on a network file system",
            statusOf({WatcherKind::Inotify, 2, 0, {}, {scanned(u"/srv/app/n"_s, u"why"_s, u"NFS"_s)}, {}}),
            u"watching 12 files (inotify)  ·  1 folder scanned (NFS)"_s);
        row("folders for several causes",
            statusOf({WatcherKind::Inotify,
                      5,
                      0,
                      {},
                      {scanned(u"/srv/app/a"_s, u"why"_s), scanned(u"/srv/app/n"_s, u"why"_s, u"NFS"_s),
                       scanned(u"/srv/app/b"_s, u"why"_s)},
                      {}}),
            u"watching 12 files (inotify)  ·  3 folders scanned (watch refused, NFS)"_s);
        row("a folder that only the safety net serves",
            statusOf({WatcherKind::Qt, 1, 0, {refused(u"/srv/app/a"_s, u"why"_s)}, {}, {}}),
            u"watching 12 files (QFileSystemWatcher)  ·  some folders are looked at only now and then"_s);
    }

    void saysInShortHowTheFolderIsWatched()
    {
        QFETCH(FolderStatus, status);
        QFETCH(QString, text);
        QCOMPARE(statusText(status), text);
    }

    void theToolTipGivesEveryReason()
    {
        const FolderStatus status = statusOf({WatcherKind::Inotify,
                                              4,
                                              2,
                                              {refused(u"/srv/app/a"_s, u"no permission"_s)},
                                              {scanned(u"/srv/app"_s, u"the limit is reached"_s),
                                               scanned(u"/srv/app/n/<b>"_s, u"on NFS others"_s, u"NFS"_s)},
                                              u"because of this"_s});
        const QString text = QTextDocumentFragment::fromHtml(watchDetails(status)).toPlainText();
        QVERIFY2(text.startsWith(u"4 folders are watched (inotify)\n"_s), qPrintable(text));
        for (const QString &part :
             {u"because of this\n"_s, u"ran over (2 times)"_s, u"app: the limit is reached"_s,
              u"n/<b>: on NFS others"_s, u"a: no permission"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
    }

    void theToolTipNamesAFewOfManyFolders()
    {
        WatchStatus watch;
        for (int i = 0; i < 1000; ++i)
            watch.scanned.push_back(scanned(u"/srv/app/d%1"_s.arg(i), u"why"_s));
        const QString text = QTextDocumentFragment::fromHtml(watchDetails(statusOf(watch))).toPlainText();
        QVERIFY(text.count(u'\n') < 12);
        QVERIFY2(text.endsWith(u"and 992 more"_s), qPrintable(text));
    }

    void aLongTextDoesNotKeepTheWindowWide()
    {
        StatusLine line;
        line.setStatus(statusOf({WatcherKind::Inotify, 2, 0, {}, {}, {}}));
        const int narrow = line.minimumSizeHint().width();
        line.setStatus(statusOf({WatcherKind::Qt,
                                 1,
                                 0,
                                 {refused(u"/srv/app/a"_s, u"why"_s)},
                                 {scanned(u"/srv/app/n"_s, u"why"_s, u"NFS"_s)},
                                 {}}));
        QCOMPARE(line.minimumSizeHint().width(), narrow);
        QVERIFY(line.sizeHint().width() > narrow);
    }
};

QTEST_MAIN(TestStatusLine)
#include "tst_statusline.moc"
