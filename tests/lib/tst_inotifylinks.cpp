#include <retune/watch/inotifywatcher.h>

#include "rawfile.h"
#include "watching.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <functional>
#include <utility>

#include <sys/inotify.h>

using namespace retune;
using namespace retune::test;
using namespace Qt::Literals::StringLiterals;

namespace {

using Action = void (*)(const QString &root);

class InotifyLinksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsLinks_data();
    void followsLinks();
    void followsALinkThatMovesMeanwhile();
    void followsAPlainFileThatBecomesALink();
    void reportsAFileOutsideOfEveryFolder();
    void reportsAFolderUnderEachOfItsNames();

private:
    QString path(const QString &name) const { return m_root->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<Watcher> m_watcher;
    std::function<void()> m_meanwhile; ///< happens once, just before a watch is made
};

void InotifyLinksTest::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    QVERIFY(m_root->isValid());
    m_meanwhile = nullptr;
    auto made = InotifyWatcher::make([this](int inotify, const char *folder, std::uint32_t mask) {
        if (const auto meanwhile = std::exchange(m_meanwhile, nullptr))
            meanwhile();
        return ::inotify_add_watch(inotify, folder, mask);
    });
    QVERIFY(made);
    m_watcher = *std::move(made);
}

/// Each row: a link `folder/f`, something that changes what is read through it, and a write to what it leads to then.
void InotifyLinksTest::followsLinks_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<Action>("act");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("written");
    QTest::newRow("a file in another folder is written")
        << u"../one/real"_s << Action([](const QString &root) { writeInPlace(root + u"/one/real"_s, "2"); })
        << u"finished folder/f"_s << u"one/real"_s;
    QTest::newRow("a link in the middle is replaced") << u"../one/link"_s << Action([](const QString &root) {
        symbolicLink(u"../three/real"_s, root + u"/one/new"_s);
        renameTo(root + u"/one/new"_s, root + u"/one/link"_s);
    }) << u"finished folder/f"_s << u"three/real"_s;
    QTest::newRow("a link to a folder on the way is replaced")
        << u"../current/real"_s << Action([](const QString &root) {
               symbolicLink(u"three"_s, root + u"/new"_s);
               renameTo(root + u"/new"_s, root + u"/current"_s);
           })
        << u"finished folder/f"_s << u"three/real"_s;
    QTest::newRow("a folder at the end of the way is moved away and made anew")
        << u"../one/real"_s << Action([](const QString &root) {
               renameTo(root + u"/one"_s, root + u"/old"_s);
               renameTo(root + u"/three"_s, root + u"/one"_s);
           })
        << u"touched folder/f"_s << u"one/real"_s;
    QTest::newRow("a target that was missing appears with its folders")
        << u"../later/deep/real"_s << Action([](const QString &root) {
               QDir().mkpath(root + u"/later/deep"_s);
               createNew(root + u"/later/deep/real"_s, "1");
           })
        << u"touched folder/f"_s << u"later/deep/real"_s;
    QTest::newRow("a target goes away and comes back") << u"../one/real"_s << Action([](const QString &root) {
        removeFile(root + u"/one/real"_s);
        createNew(root + u"/one/real"_s, "1");
    }) << u"finished folder/f"_s << u"one/real"_s;
    QTest::newRow("a link that goes round in a circle becomes a file")
        << u"f"_s << Action([](const QString &root) {
               removeFile(root + u"/folder/f"_s);
               createNew(root + u"/folder/f"_s, "1");
           })
        << u"finished folder/f"_s << u"folder/f"_s;
}

void InotifyLinksTest::followsLinks()
{
    QFETCH(QString, target);
    QFETCH(Action, act);
    QFETCH(QString, expected);
    QFETCH(QString, written);
    for (const QString &folder : {u"folder"_s, u"one"_s, u"two"_s, u"three"_s})
        makeFolder(path(folder));
    for (const QString &file : {u"one/real"_s, u"two/real"_s, u"three/real"_s})
        createNew(path(file), "1");
    symbolicLink(path(u"two/real"_s), path(u"one/link"_s));
    symbolicLink(u"two"_s, path(u"current"_s));
    symbolicLink(target, path(u"folder/f"_s));
    QVERIFY(m_watcher->addFolder(path(u"folder"_s)));
    m_watcher->addFile(path(u"folder/f"_s));

    act(m_root->path());
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), expected);
    writeInPlace(path(written), "2");
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"finished folder/f"_s);

    m_watcher->removeFile(path(u"folder/f"_s));
    m_watcher->removeFolder(path(u"folder"_s));
    writeInPlace(path(written), "3");
    QVERIFY(whatCame(*m_watcher).isEmpty());
}

void InotifyLinksTest::followsALinkThatMovesMeanwhile()
{
    makeFolder(path(u"one"_s));
    makeFolder(path(u"two"_s));
    createNew(path(u"two/real"_s), "1");
    symbolicLink(u"one/real"_s, path(u"f"_s));
    m_meanwhile = [this] {
        removeFile(path(u"f"_s));
        symbolicLink(u"two/real"_s, path(u"f"_s));
    };
    m_watcher->addFile(path(u"f"_s));
    QVERIFY(!m_meanwhile);
    writeInPlace(path(u"two/real"_s), "2");
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"finished f"_s);
}

void InotifyLinksTest::followsAPlainFileThatBecomesALink()
{
    makeFolder(path(u"folder"_s));
    createNew(path(u"folder/f"_s), "1");
    createNew(path(u"real"_s), "2");
    QVERIFY(m_watcher->addFolder(path(u"folder"_s)));
    m_watcher->addFile(path(u"folder/f"_s));
    removeFile(path(u"folder/f"_s));
    symbolicLink(u"../real"_s, path(u"folder/f"_s));
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"touched folder/f"_s);
    writeInPlace(path(u"real"_s), "3");
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"finished folder/f"_s);
}

void InotifyLinksTest::reportsAFileOutsideOfEveryFolder()
{
    createNew(path(u"f"_s), "1");
    m_watcher->addFile(path(u"f"_s));
    m_watcher->addFile(u"relative"_s);
    createNew(path(u"g"_s), "1");
    writeInPlace(path(u"f"_s), "2");
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"finished f"_s);
    QCOMPARE(m_watcher->status().folders, 0);
}

void InotifyLinksTest::reportsAFolderUnderEachOfItsNames()
{
    makeFolder(path(u"one"_s));
    symbolicLink(u"one"_s, path(u"link"_s));
    QVERIFY(m_watcher->addFolder(path(u"one"_s)));
    QVERIFY(m_watcher->addFolder(path(u"link"_s)));
    createNew(path(u"one/f"_s), "1");
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"finished link/f\nfinished one/f"_s);
    m_watcher->removeFolder(path(u"link"_s));
    createNew(path(u"one/g"_s), "1");
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"finished one/g"_s);
}

} // namespace

QTEST_GUILESS_MAIN(InotifyLinksTest)
#include "tst_inotifylinks.moc"
