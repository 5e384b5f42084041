#include "log/logmodel.h"
#include "log/logview.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
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
    void aFloodOfLinesLeavesTimeForTheUser();
};

void TestLogView::followsTheEnd()
{
    LogModel model(100);
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
    LogModel model(100);
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
    LogModel model(100);
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

void TestLogView::aFloodOfLinesLeavesTimeForTheUser()
{
    LogModel model;
    LogView view(&model);
    view.resize(1000, 200);
    view.show();
    append(model, 0, LogModel::defaultCapacity);
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
