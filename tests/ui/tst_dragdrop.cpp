#include "editor/editorpane.h"
#include "editor/textview.h"
#include "run/commandline.h"
#include "run/runbar.h"
#include "tree/filedrag.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "windowtest.h"

#include <QtCore/QMimeData>
#include <QtCore/QThreadPool>
#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtGui/QDropEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// Files and folders that are dragged into the window, in it and out of it.
class TestDragDrop
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aFolderThatIsDroppedAnywhereIsOpened_data();
    void aFolderThatIsDroppedAnywhereIsOpened();
    void aDropWhoseFilesDoNotArriveIsIgnored();
    void aFileOfTheOpenFolderIsShown();
    void aFileOfTheFolderThatIsBeingReadIsShownThen();
    void whatIsInTheOpenFolderDoesNotOpenItAnew_data();
    void whatIsInTheOpenFolderDoesNotOpenItAnew();
    void filesAreDraggedOutAsFilesAndAsPaths();
    void aFileThatIsDroppedOnTheCommandIsAWordOfIt();

private:
    /// Over `widget` as the system would; whether something took it.
    static bool drop(QWidget *widget, const QStringList &paths);

    std::unique_ptr<MainWindow> m_window;
};

void TestDragDrop::init()
{
    makeHome();
    write(path(u"a.json"_s), "{\"first\": 1}\n");
    QVERIFY(QDir().mkpath(path(u"more"_s)));
    write(path(u"more/b.json"_s), "{\"second\": 2}\n");
    QVERIFY(QDir().mkpath(home(u"other"_s)));
    write(home(u"other/c.json"_s), "{}\n");
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(open(*m_window, path(u"a.json"_s)));
}

void TestDragDrop::cleanup()
{
    m_window.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
}

bool TestDragDrop::drop(QWidget *widget, const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls += QUrl::fromLocalFile(path);
    data.setUrls(urls);
    // As QApplication does it: what does not take it leaves it to what is around it.
    for (QWidget *target = widget; target; target = target->isWindow() ? nullptr : target->parentWidget()) {
        if (!target->acceptDrops())
            continue;
        const QPoint place = target->rect().center();
        QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.setAccepted(false);
        QApplication::sendEvent(target, &enter);
        if (!enter.isAccepted())
            continue;
        QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
        return event.isAccepted();
    }
    return false;
}

void TestDragDrop::aFolderThatIsDroppedAnywhereIsOpened_data()
{
    QTest::addColumn<QByteArray>("place");
    QTest::newRow("the window") << "retune::MainWindow"_ba;
    QTest::newRow("the tree") << "retune::SettingsView"_ba;
    QTest::newRow("the filter") << "retune::FilterEdit"_ba;
    QTest::newRow("the text") << "retune::TextView"_ba;
    QTest::newRow("the log") << "retune::LogView"_ba;
}

void TestDragDrop::aFolderThatIsDroppedAnywhereIsOpened()
{
    QFETCH(const QByteArray, place);
    QWidget *target = m_window.get();
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->metaObject()->className() == place)
            target = widget;
    }
    if (const auto *scroll = qobject_cast<QAbstractScrollArea *>(target))
        target = scroll->viewport();
    QSignalSpy opened(m_window.get(), &MainWindow::folderOpened);
    QVERIFY(drop(target, {home(u"other"_s)}));
    QVERIFY(opened.count() == 1 || opened.wait());
    QCOMPARE(m_window->folder(), home(u"other"_s));
}

/// The program that drags may end, or not answer in time, after it has said what it drags.
void TestDragDrop::aDropWhoseFilesDoNotArriveIsIgnored()
{
    QMimeData folder;
    folder.setUrls({QUrl::fromLocalFile(home(u"other"_s))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &folder, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    const QMimeData nothing;
    QDropEvent event(QPoint(5, 5), Qt::CopyAction, &nothing, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &event);
    QVERIFY(!event.isAccepted());
    QCOMPARE(m_window->folder(), path({}));
}

void TestDragDrop::aFileOfTheOpenFolderIsShown()
{
    auto *text = m_window->findChild<TextView *>();
    QVERIFY(drop(text->viewport(), {path(u"more/b.json"_s)}));
    QCOMPARE(m_window->folder(), path({}));
    QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), u"more/b.json"_s);
    QVERIFY(text->toPlainText().contains(u"second"_s));
}

void TestDragDrop::aFileOfTheFolderThatIsBeingReadIsShownThen()
{
    write(home(u"other/d.json"_s), "{\"fourth\": 4}\n");
    QSignalSpy opened(m_window.get(), &MainWindow::folderOpened);
    m_window->openFolder(home(u"other"_s));
    QVERIFY(drop(m_window.get(), {home(u"other/d.json"_s)}));
    QVERIFY(opened.count() == 1 || opened.wait());
    QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), u"d.json"_s);
    QCOMPARE(shownMessage(*m_window), QString());
}

void TestDragDrop::whatIsInTheOpenFolderDoesNotOpenItAnew_data()
{
    QTest::addColumn<QString>("dropped");
    QTest::addColumn<QString>("message");
    QTest::newRow("a program") << u"loop.py"_s
                               << u"loop.py is not among the settings files of this folder."_s;
    QTest::newRow("a file of a folder below")
        << u"more/notes.txt"_s << u"more/notes.txt is not among the settings files of this folder."_s;
    QTest::newRow("the folder itself") << QString() << u"This folder is open already."_s;
}

/// That would end the program that runs in it, and forget what can be undone.
void TestDragDrop::whatIsInTheOpenFolderDoesNotOpenItAnew()
{
    QFETCH(const QString, dropped);
    write(path(u"loop.py"_s), "pass\n");
    write(path(u"more/notes.txt"_s), "-\n");
    const QSignalSpy closed(m_window.get(), &MainWindow::folderClosed);
    QVERIFY(drop(m_window.get(), {path(dropped)}));
    QCOMPARE(closed.count(), 0);
    QTEST(shownMessage(*m_window), "message");
}

void TestDragDrop::filesAreDraggedOutAsFilesAndAsPaths()
{
    auto *view = m_window->findChild<SettingsView *>();
    const auto *drag = view->findChild<FileDrag *>();
    const auto *model = m_window->findChild<SettingsModel *>();
    view->setCurrentIndex(model->nodeIndex(u"a.json"_s, {u"first"_s}));
    QCOMPARE(drag->files(), QStringList());
    view->setCurrentIndex(model->fileIndex(u"more/b.json"_s));
    view->selectionModel()->select(model->fileIndex(u"a.json"_s),
                                   QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(drag->files(), (QStringList{u"a.json"_s, u"more/b.json"_s}));
    const std::unique_ptr<QMimeData> data = drag->mimeData(drag->files());
    QCOMPARE(data->urls(), (QList<QUrl>{QUrl::fromLocalFile(path(u"a.json"_s)),
                                        QUrl::fromLocalFile(path(u"more/b.json"_s))}));
    QCOMPARE(data->text(), path(u"a.json"_s) + u'\n' + path(u"more/b.json"_s));
}

void TestDragDrop::aFileThatIsDroppedOnTheCommandIsAWordOfIt()
{
    m_window->findChild<Actions *>()->runProgram->trigger();
    auto *line = m_window->findChild<RunBar *>()->findChild<QComboBox *>()->lineEdit();
    line->setText(u"cat"_s);
    const QStringList files{path(u"a.json"_s), home(u"it's here"_s)};
    QVERIFY(drop(line, files));
    const Result<QStringList> words = splitCommandLine(line->text());
    QVERIFY2(words, qPrintable(line->text()));
    QCOMPARE(*words, QStringList(u"cat"_s) + files);
    QCOMPARE(m_window->folder(), path({}));
}

} // namespace

QTEST_MAIN(TestDragDrop)
#include "tst_dragdrop.moc"
