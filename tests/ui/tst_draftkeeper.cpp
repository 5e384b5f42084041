#include "tree/nameform.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/drafts.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QLockFile>
#include <QtCore/QThread>
#include <QtGui/QAction>
#include <QtWidgets/QLineEdit>

#include <sys/mount.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// A small file system of its own, gone at the end.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &path)
        : m_path(QFile::encodeName(path))
        , m_isMounted(::mount("tmpfs", m_path.constData(), "tmpfs", 0, "size=64k") == 0)
    {}
    ~SmallDisk()
    {
        if (m_isMounted)
            ::umount2(m_path.constData(), MNT_DETACH); // the window may still hold its lock there
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    bool isMounted() const { return m_isMounted; }
    void fill() const
    {
        QFile file(filler());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (file.write(QByteArray(1024, ' ')) > 0) {
        }
    }
    void makeRoom() const { QVERIFY(QFile::remove(filler())); }

private:
    QString filler() const { return QFile::decodeName(m_path) + u"/filler"_s; }

    QByteArray m_path;
    bool m_isMounted;
};

} // namespace

/// When unsaved edits are written, and what is said where they cannot be.
class TestDraftKeeper
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(u"app.json"_s), R"({"a": 1})");
        write(path(u"server.json"_s), R"({"port": 8080})");
    }

    void whatCannotBeKeptIsTriedAgainByItself()
    {
        QVERIFY(QDir(home({})).mkpath(u"data/retune"_s));
        write(home(u"data/retune/drafts"_s), "a file where the folder of drafts would be");
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        edit(window, 2);
        QTRY_VERIFY2(shownMessage(window).contains(u"could not be kept"_s), qPrintable(shownMessage(window)));
        QVERIFY2(!window.close(), "closing would lose them");
        QVERIFY(QFile::remove(home(u"data/retune/drafts"_s)));
        QTRY_COMPARE(keptDrafts(path({})), (QList<Draft>{{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}}));
        QTRY_COMPARE(shownMessage(window), u"Unsaved edits are kept again."_s);
    }

    void aFullDiskIsToldAndLeavesWhatWasKeptBefore()
    {
        QVERIFY(QDir(home({})).mkpath(u"data/retune/drafts"_s));
        const SmallDisk disk(home(u"data/retune/drafts"_s));
        if (!disk.isMounted())
            QSKIP("no mounts allowed here");
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        edit(window, 2);
        const QList<Draft> before{{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}};
        QTRY_COMPARE(keptDrafts(path({})), before);
        disk.fill();
        const QByteArray large = withText(QByteArray(20000, 'x'));
        window.workspace()->buffer(u"app.json"_s)->setBytes(large);
        QTRY_VERIFY2(shownMessage(window).contains(u"could not be kept"_s), qPrintable(shownMessage(window)));
        QCOMPARE(keptDrafts(path({})), before);
        QVERIFY(!window.close());
        QCOMPARE(window.workspace()->buffer(u"app.json"_s)->bytes(), large);
        disk.makeRoom();
        QTRY_COMPARE(keptDrafts(path({})), (QList<Draft>{{u"app.json"_s, R"({"a": 1})", large}}));
        QVERIFY(window.close());
    }

    void editsWithoutAPauseAreKeptMeanwhile()
    {
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        int number = 1;
        while (keptDrafts(path({})).isEmpty()) {
            QVERIFY(number < 500);
            edit(window, ++number);
            QTest::qWait(20); // the pace of a hand
        }
    }

    void aFileOfDraftsThatCannotBeReadStays()
    {
        const QList<Draft> kept{{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}};
        QVERIFY(DraftPlace(path({})).keep(kept));
        const QString drafts = home(u"data/retune/drafts/"_s);
        const QString name = QDir(drafts).entryList({u"*.cbor"_s}, QDir::Files).first();
        const QString other = drafts + name.section(u'.', 0, 0) + u".of-another.cbor"_s;
        write(other, "no drafts");
        QCOMPARE(DraftPlace(path({})).adopt(), kept);
        QVERIFY(!QFile::exists(drafts + name));
        QCOMPARE(contentOf(other), "no drafts"_ba);
    }

    void editsAreKeptUnderTheirNewNameAtOnce()
    {
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        edit(window, 2);
        QTRY_COMPARE(keptDrafts(path({})).size(), 1);
        rename(window, u"other.json"_s);
        // No event is handled: a window that hangs or is killed from now on loses nothing.
        const QList<Draft> renamed{{u"other.json"_s, R"({"a": 1})", R"({"a": 2})"}};
        const QDeadlineTimer deadline(5000);
        while (keptDrafts(path({})) != renamed && !deadline.hasExpired())
            QThread::yieldCurrentThread();
        QCOMPARE(keptDrafts(path({})), renamed);
    }

    void whatWasTypedLastIsOnDiskWhenTheWindowIsClosed_data()
    {
        QTest::addColumn<bool>("isFolderGone");
        QTest::newRow("the folder is there") << false;
        QTest::newRow("the folder has vanished") << true;
    }
    void whatWasTypedLastIsOnDiskWhenTheWindowIsClosed()
    {
        QFETCH(const bool, isFolderGone);
        {
            MainWindow window;
            window.show();
            QVERIFY(open(window, path({})));
            edit(window, 2);
            QVERIFY(!isFolderGone || QDir(path({})).removeRecursively());
            QVERIFY(window.close());
            QCOMPARE(keptDrafts(path({})), (QList<Draft>{{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}}));
        }
        QVERIFY(QDir().mkpath(path({})));
        MainWindow window;
        QVERIFY(open(window, path({})));
        QCOMPARE(window.workspace()->create(u"app.json"_s)->bytes(), R"({"a": 2})"_ba);
    }

    void theWindowIsUsedWhileKeptEditsAreRead()
    {
        QVERIFY(DraftPlace(path({})).keep({{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}}));
        QLockFile adoption(adoptionLock());
        QVERIFY(adoption.tryLock());
        MainWindow window;
        window.show();
        window.openFolder(path({}));
        const auto *model = window.findChild<SettingsModel *>();
        QTRY_VERIFY(model->fileIndex(u"app.json"_s).isValid());
        QVERIFY(window.workspace()->modifiedPaths().isEmpty());
        adoption.unlock();
        QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList{u"app.json"_s});
        QCOMPARE(window.workspace()->buffer(u"app.json"_s)->bytes(), R"({"a": 2})"_ba);
    }

    void whatIsTypedBeforeKeptEditsAreBackIsKeptBesideThem()
    {
        const Draft old{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"};
        QVERIFY(DraftPlace(path({})).keep({old}));
        QLockFile adoption(adoptionLock());
        QVERIFY(adoption.tryLock());
        MainWindow window;
        window.show();
        window.openFolder(path({}));
        QTRY_VERIFY(window.findChild<SettingsModel *>()->fileIndex(u"app.json"_s).isValid());
        edit(window, 3);
        QTimer::singleShot(0, this, [&] { adoption.unlock(); });
        QVERIFY(window.close());
        QCOMPARE(keptDrafts(path({})), (QList<Draft>{{u"app.json"_s, R"({"a": 1})", R"({"a": 3})"}, old}));
    }

    void closingOnceMoreWhileTheWindowIsClosedLosesNothing()
    {
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        edit(window, 2);
        QTimer::singleShot(0, &window, &QWidget::close);
        QVERIFY(window.close());
        QVERIFY(!window.isVisible());
        QCOMPARE(keptDrafts(path({})), (QList<Draft>{{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}}));
    }

    void otherEditsOfAFileFollowItToo()
    {
        const QList<Draft> ofOne{{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}};
        const QList<Draft> ofAnother{{u"app.json"_s, R"({"a": 1})", R"({"a": 3})"}};
        QVERIFY(DraftPlace(path({})).keep(ofOne));
        QVERIFY(DraftPlace(path({})).keep(ofAnother));
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        rename(window, u"other.json"_s);
        const QList<Draft> kept = keptDrafts(path({}));
        QCOMPARE(kept.size(), 2);
        for (const Draft &draft : kept)
            QCOMPARE(draft.path, u"other.json"_s);
    }

    void keptEditsComeBackUnderTheNameThatTheirFileGotMeanwhile()
    {
        QVERIFY(DraftPlace(path({})).keep({{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}}));
        QLockFile adoption(adoptionLock());
        QVERIFY(adoption.tryLock());
        MainWindow window;
        window.show();
        window.openFolder(path({}));
        QTRY_VERIFY(window.findChild<SettingsModel *>()->fileIndex(u"app.json"_s).isValid());
        QTimer::singleShot(0, this, [&] { adoption.unlock(); });
        rename(window, u"other.json"_s);
        QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList{u"other.json"_s});
        QCOMPARE(window.workspace()->buffer(u"other.json"_s)->bytes(), R"({"a": 2})"_ba);
    }

    void undoGoesBackBehindARename()
    {
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        edit(window, 2);
        window.workspace()->saveAll();
        QTRY_COMPARE(contentOf(path(u"app.json"_s)), R"({"a": 2})"_ba);
        QTRY_VERIFY(window.workspace()->modifiedPaths().isEmpty());
        rename(window, u"other.json"_s);
        QTRY_VERIFY(window.findChild<Actions *>()->undo->isEnabled());
        window.findChild<Actions *>()->undo->trigger();
        QCOMPARE(window.workspace()->buffer(u"other.json"_s)->bytes(), R"({"a": 1})"_ba);
        QCOMPARE(window.workspace()->modifiedPaths(), QStringList{u"other.json"_s});
    }

private:
    /// Who holds it takes over what is kept for the folder.
    QString adoptionLock() const
    {
        const QDir drafts(home(u"data/retune/drafts"_s));
        const QString kept = drafts.entryList({u"*.cbor"_s}).value(0);
        return drafts.filePath(kept.section(u'.', 0, 0) + u".adoption.lock"_s);
    }
    static QByteArray withText(const QByteArray &text) { return "{\"a\": \"" + text + "\"}"; }
    static void edit(MainWindow &window, int number)
    {
        QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(number)));
    }
    static void rename(MainWindow &window, const QString &name)
    {
        auto *view = window.findChild<SettingsView *>();
        view->setCurrentIndex(window.findChild<SettingsModel *>()->fileIndex(u"app.json"_s));
        window.findChild<Actions *>()->renameFile->trigger();
        auto *form = window.findChild<NameForm *>();
        QVERIFY(form);
        auto *line = form->findChild<QLineEdit *>();
        line->setText(name);
        QTest::keyClick(line, Qt::Key_Return);
    }
};

QTEST_MAIN(TestDraftKeeper)
#include "tst_draftkeeper.moc"
