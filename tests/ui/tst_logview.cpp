#include "log/logmodel.h"
#include "log/logview.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include <ctime>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

LogEntry line(int number)
{
    return {QDateTime(QDate(2024, 5, 6), QTime(12, 0)),
            LogEntry::Kind::Worker,
            QString::number(number),
            {},
            0,
            {},
            {}};
}

void append(LogModel &model, int first, int count)
{
    for (int i = 0; i < count; ++i)
        model.append(line(first + i));
    model.flush();
}

/// The text of the topmost row in sight, after the view has laid itself out.
QString topRow(LogView &view, const LogModel &model)
{
    QCoreApplication::processEvents();
    return model.entry(view.indexAt(QPoint(5, 5)).row()).text;
}

bool showsLastRow(LogView &view, const LogModel &model)
{
    QCoreApplication::processEvents();
    return view.viewport()->rect().intersects(view.visualRect(model.index(model.rowCount() - 1, 0)));
}

} // namespace

class TestLogView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheEnd();
    void staysWhereItIsRead();
    void followsTheEndAgainAfterGoingBackThere();
    void linksAreFollowedByKey();
    void selectedRowsAreCopiedInOrder();
    void homeAndEndAreTheFirstAndTheLastRow();
    void holdsUntilToldToFollow();
    void saysHowManyRowsCameWhileItHolds();
    void keepsItsPlaceWhileKindsAreHidden();
    void manyRowsAreCopiedToo();
    void lettersDoNotSearch();
    void aFloodOfLinesLeavesTimeForTheUser();
};

void TestLogView::followsTheEnd()
{
    LogModel model({.rows = 100});
    LogView view(&model);
    view.resize(600, 200);
    view.show();
    append(model, 0, 80);
    QVERIFY(showsLastRow(view, model));
    append(model, 80, 80); // the oldest rows go meanwhile
    QVERIFY(showsLastRow(view, model));
}

void TestLogView::staysWhereItIsRead()
{
    LogModel model({.rows = 100});
    LogView view(&model);
    view.resize(600, 200);
    view.show();
    append(model, 0, 100);
    QVERIFY(showsLastRow(view, model));
    view.verticalScrollBar()->setValue(50);
    QCOMPARE(topRow(view, model), u"50"_s);
    append(model, 100, 20);
    QCOMPARE(topRow(view, model), u"50"_s);
    append(model, 120, 1);
    QCOMPARE(topRow(view, model), u"50"_s);
}

void TestLogView::followsTheEndAgainAfterGoingBackThere()
{
    LogModel model({.rows = 100});
    LogView view(&model);
    view.resize(600, 200);
    view.show();
    append(model, 0, 60);
    QCoreApplication::processEvents();
    view.verticalScrollBar()->setValue(0);
    append(model, 60, 5);
    QVERIFY(!showsLastRow(view, model));
    view.scrollToBottom();
    append(model, 65, 5);
    QVERIFY(showsLastRow(view, model));
}

void TestLogView::linksAreFollowedByKey()
{
    LogModel model;
    LogView view(&model);
    append(model, 0, 3);
    QSignalSpy requested(&view, &LogView::linkRequested);
    view.setCurrentIndex(model.index(1, 0));
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested.first().first().toInt(), 1);
}

void TestLogView::selectedRowsAreCopiedInOrder()
{
    LogModel model;
    LogView view(&model);
    append(model, 0, 3);
    view.selectionModel()->select(model.index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    view.selectionModel()->select(model.index(0, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTest::keySequence(&view, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), model.rowText(0) + u'\n' + model.rowText(2));
}

void TestLogView::homeAndEndAreTheFirstAndTheLastRow()
{
    LogModel model;
    LogView view(&model);
    view.resize(600, 200);
    view.show();
    append(model, 0, 100);
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.currentIndex().row(), 0);
    QCOMPARE(topRow(view, model), u"0"_s);
    QVERIFY(!view.isFollowing());
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.currentIndex().row(), 99);
    QVERIFY(view.isFollowing());
    append(model, 100, 50);
    QVERIFY(showsLastRow(view, model));
}

void TestLogView::holdsUntilToldToFollow()
{
    LogModel model;
    LogView view(&model);
    view.resize(600, 200);
    view.show();
    append(model, 0, 100);
    QSignalSpy changed(&view, &LogView::followingChanged);
    view.setFollowing(false);
    append(model, 100, 100);
    QVERIFY(!showsLastRow(view, model));
    QCOMPARE(changed.count(), 1);
    view.setFollowing(true);
    QVERIFY(showsLastRow(view, model));
    view.verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepSub);
    QVERIFY(!view.isFollowing());
    view.verticalScrollBar()->triggerAction(QScrollBar::SliderToMaximum);
    QVERIFY(view.isFollowing());
}

void TestLogView::saysHowManyRowsCameWhileItHolds()
{
    LogModel model;
    LogView view(&model);
    view.resize(600, 200);
    view.show();
    append(model, 0, 100);
    auto *newest = view.findChild<QPushButton *>();
    QVERIFY(!newest->isVisible());
    view.verticalScrollBar()->setValue(10);
    QCOMPARE(newest->text(), u"Newest"_s);
    append(model, 100, 1);
    QCOMPARE(newest->text(), u"1 new row"_s);
    append(model, 101, 4);
    QCOMPARE(newest->text(), u"5 new rows"_s);
    QVERIFY(newest->isVisible());
    newest->click();
    QVERIFY(!newest->isVisible());
    QVERIFY(showsLastRow(view, model));
}

void TestLogView::keepsItsPlaceWhileKindsAreHidden()
{
    LogModel model;
    LogView view(&model);
    view.resize(600, 200);
    view.show();
    for (int i = 0; i < 400; ++i) {
        LogEntry entry = line(i);
        entry.kind = i % 2 == 0 ? LogEntry::Kind::Reload : LogEntry::Kind::Worker;
        model.append(entry);
    }
    model.flush();
    model.setShownKinds(logKinds({LogEntry::Kind::Reload}));
    QVERIFY(showsLastRow(view, model));
    view.setCurrentIndex(model.index(60, 0));
    view.verticalScrollBar()->setValue(60);
    QCOMPARE(topRow(view, model), u"120"_s);
    model.setShownKinds(allLogKinds());
    QCOMPARE(topRow(view, model), u"120"_s);
    QCOMPARE(view.currentIndex().row(), 120);
    QVERIFY(!view.isFollowing());
}

void TestLogView::manyRowsAreCopiedToo()
{
    LogModel model;
    LogView view(&model);
    append(model, 0, 3'000);
    QGuiApplication::clipboard()->clear();
    view.selectAll();
    QTest::keySequence(&view, QKeySequence::Copy);
    QTRY_COMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 2'999);
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(model.rowText(2'999)));
}

void TestLogView::lettersDoNotSearch()
{
    LogModel model;
    LogView view(&model);
    append(model, 0, 30);
    view.setCurrentIndex(model.index(0, LogModel::TextColumn));
    QTest::keyClick(&view, Qt::Key_2);
    QCOMPARE(view.currentIndex().row(), 0);
}

void TestLogView::aFloodOfLinesLeavesTimeForTheUser()
{
    LogModel model;
    LogView view(&model);
    view.resize(1000, 200);
    view.show();
    append(model, 0, 200'000);
    QCoreApplication::processEvents();
    constexpr int flushes = 30; // one second of 20,000 lines a second
    const std::clock_t start = std::clock();
    for (int i = 0; i < flushes; ++i) {
        append(model, i * 667, 667);
        QCoreApplication::processEvents();
    }
    const double milliseconds = double(std::clock() - start) * 1000 / CLOCKS_PER_SEC;
    qInfo("20,000 lines took %.0f ms of processor time", milliseconds);
    QVERIFY(showsLastRow(view, model));
    QVERIFY(milliseconds < 5000); // of a build for debugging with sanitizers
}

QTEST_MAIN(TestLogView)
#include "tst_logview.moc"
