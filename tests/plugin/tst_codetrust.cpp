#include "pluginfolder.h"

#include <signalrecord.h>

#include <retune/plugin/codetrust.h>

#include <QtCore/QDir>

#include <sys/xattr.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;

/// Who may have written the code that is run.
class TestCodeTrust : public QObject
{
    Q_OBJECT

    std::unique_ptr<PluginFolder> m_folder;

    static constexpr uint strangeGroup = 54321; // nobody's own

    QString code() const { return m_folder->path(u"plugins/task.js"_s); }
    QString reason() const { return untrustedCode(code()).value_or(QString()); }
    static bool give(const QString &path, uint user, uint group)
    {
        return ::lchown(QFile::encodeName(path).constData(), user, group) == 0;
    }
    static bool isRoot() { return ::geteuid() == 0; }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<PluginFolder>();
        m_folder->write(u"plugins/task.js"_s, "function run() { return 1; }");
    }
    void cleanup() { m_folder.reset(); }

    void modes_data()
    {
        QTest::addColumn<QString>("path"); // below the folder
        QTest::addColumn<uint>("mode");
        QTest::addColumn<QString>("reason"); // empty: trusted
        const QString file = u"plugins/task.js"_s;
        QTest::newRow("a file of the user alone") << file << 0600u << u""_s;
        QTest::newRow("a file that others may read") << file << 0644u << u""_s;
        QTest::newRow("a file that may be run") << file << 0755u << u""_s;
        QTest::newRow("a file that everybody may write to")
            << file << 0646u << u"everybody may write to it, mode rw-r--rw-"_s;
        QTest::newRow("a file that everybody may do everything with")
            << file << 0777u << u"everybody may write to it, mode rwxrwxrwx"_s;
        QTest::newRow("a file that another group may write to")
            << file << 0664u << u"a group may write to it, mode rw-rw-r--"_s;
        QTest::newRow("a folder that everybody may write to")
            << u"plugins"_s << 0757u << u"everybody may write to it, mode rwxr-xrwx"_s;
        QTest::newRow("a folder that another group may write to")
            << u"plugins"_s << 0775u << u"a group may write to it, mode rwxrwxr-x"_s;
        QTest::newRow("a folder in which everybody may put files")
            << u"plugins"_s << 01777u << u"everybody may write to it"_s;
        QTest::newRow("a folder above in which only owners replace files") << u"."_s << 01777u << u""_s;
        QTest::newRow("a folder above that everybody may write to")
            << u"."_s << 0777u << u"everybody may write to it, mode rwxrwxrwx"_s;
    }
    void modes()
    {
        QFETCH(QString, path);
        QFETCH(uint, mode);
        const QString absolute = m_folder->path(path);
        if (isRoot())
            QVERIFY(give(absolute, 0, strangeGroup));
        else if (mode == 0664 || mode == 0775)
            QSKIP("only root can give a file to another group");
        setMode(absolute, mode);
        QFETCH(QString, reason);
        const QString found = this->reason();
        QVERIFY2(reason.isEmpty() ? found.isEmpty() : found.contains(reason), qPrintable(found));
        if (!reason.isEmpty())
            QVERIFY2(found.contains(QDir::cleanPath(absolute) + u')'), qPrintable(found));
    }

    void theUsersOwnGroupIsTheUser()
    {
        // Root's, here; where each user has a group of the same name it is that.
        if (!isRoot())
            QSKIP("only root can give a file to another group");
        QVERIFY(give(code(), 0, 0));
        setMode(code(), 0664);
        QCOMPARE(reason(), QString());
    }

    void anAccessListMayLetOthersWrite()
    {
        struct Entry
        {
            quint16 tag;
            quint16 permissions;
            quint32 id;
        };
        // As the kernel takes it: its version, then the owner, a user, the group, the most of both, and everybody.
        const Entry entries[] = {{1, 6, ~0u}, {2, 6, 54321}, {4, 4, ~0u}, {16, 6, ~0u}, {32, 4, ~0u}};
        const quint32 version = 2;
        QByteArray list(reinterpret_cast<const char *>(&version), sizeof version);
        list.append(reinterpret_cast<const char *>(entries), sizeof entries);
        if (::setxattr(QFile::encodeName(code()).constData(), "system.posix_acl_access", list.constData(),
                       size_t(list.size()), 0) != 0)
            QSKIP("this file system has no access lists");
        QVERIFY2(reason().contains(u"an access list lets others write to it"), qPrintable(reason()));
    }

    void owners_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("the file") << u"plugins/task.js"_s;
        QTest::newRow("its folder") << u"plugins"_s;
        QTest::newRow("a folder above") << u"."_s;
    }
    void owners()
    {
        if (!isRoot())
            QSKIP("only root can give a file away");
        QFETCH(QString, path);
        QVERIFY(give(m_folder->path(path), 54321, 0));
        QVERIFY2(reason().contains(u"belongs to another user"), qPrintable(reason()));
    }

    void linksAreFollowedNameByName_data()
    {
        QTest::addColumn<QString>("open"); // the folder that everybody may write to
        QTest::addColumn<bool>("isTrusted");
        QTest::newRow("only the user may write anywhere") << u""_s << true;
        QTest::newRow("others may write where the link stands") << u"plugins"_s << false;
        QTest::newRow("others may write where a link on the way stands") << u"way"_s << false;
        QTest::newRow("others may write where the file is") << u"far"_s << false;
        QTest::newRow("others may write elsewhere") << u"elsewhere"_s << true;
    }
    void linksAreFollowedNameByName()
    {
        for (const QString &name : {u"way"_s, u"far"_s, u"elsewhere"_s})
            makeFolder(m_folder->path(name));
        m_folder->write(u"far/real.js"_s, "function run() {}");
        symbolicLink(u"../far/./real.js"_s, m_folder->path(u"way/step.js"_s));
        removeFile(code());
        symbolicLink(m_folder->path(u"way/step.js"_s), code());
        QFETCH(QString, open);
        QFETCH(bool, isTrusted);
        if (!open.isEmpty())
            setMode(m_folder->path(open), 0777);
        QCOMPARE(reason().isEmpty(), isTrusted);
        QCOMPARE(reason().contains(m_folder->path(open)), !isTrusted);
    }

    void linksInACircleAreRefused()
    {
        removeFile(code());
        symbolicLink(code(), code());
        QVERIFY(reason().contains(u"cannot be told"));
    }

    void whatIsMissingIsRefused()
    {
        removeFile(code());
        QVERIFY(reason().contains(u"cannot be told"));
    }

    void aHostDoesNotRunWhatOthersCouldHaveWritten()
    {
        setMode(code(), 0666);
        m_folder->open();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->host->start();
        QVERIFY(m_folder->host->waitUntilLoaded(10s));
        QVERIFY(!m_folder->host->call(u"task"_s));
        QTRY_COMPARE(failed.size(), 1);
        const auto problem = failed.first()[0].value<TaskFailure>().problem;
        QCOMPARE(problem.file, u"plugins/task.js"_s);
        QVERIFY2(problem.message.contains(u"everybody may write to it"), qPrintable(problem.message));
        // Started anew, it asks anew.
        setMode(code(), 0644);
        m_folder->host->stop();
        m_folder->host->start();
        QVERIFY(m_folder->host->waitUntilLoaded(10s));
        QCOMPARE(m_folder->called(u"task"_s), QJsonValue(1));
    }

    void aLiveVersionGoesOnWhenItsFileIsOpenedToOthers()
    {
        m_folder->start();
        setMode(code(), 0666);
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->write(u"plugins/task.js"_s, "function run() { return 2; }");
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(m_folder->called(u"task"_s), QJsonValue(1));
    }
};

QTEST_GUILESS_MAIN(TestCodeTrust)
#include "tst_codetrust.moc"
