#include "treewindowtest.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QString app = u"app.json"_s;

} // namespace

/// What becomes of a text that is being typed when another program takes its row away.
class TestLostRows
    : public QObject
    , protected TreeWindowTest
{
    Q_OBJECT

    const QByteArray m_first =
        R"({"a": 1, "lines": "1\n2", "name": "n", "password": "hunter2", "t": {"port": 80}})";

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(app), m_first);
        openTree();
    }
    void cleanup() { closeTree(); }
    void whatWasTypedIsTold_data();
    void whatWasTypedIsTold();
    void nothingIsToldWhereNothingWasTyped();
};

void TestLostRows::whatWasTypedIsTold_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("removed");
    QTest::addColumn<QString>("told");

    QTest::newRow("a text")
        << u"name"_s << R"("name": "n", )"_ba
        << u"name was removed while you were typing; what you typed has no place now: “12”."_s;
    QTest::newRow("a text of several lines")
        << u"lines"_s << R"("lines": "1\n2", )"_ba
        << u"lines was removed while you were typing; what you typed has no place now: “12”."_s;
    QTest::newRow("a number, with its table")
        << u"t.port"_s << R"(, "t": {"port": 80})"_ba
        << u"t.port was removed while you were typing; what you typed has no place now: “12”."_s;
    QTest::newRow("a secret, which is not shown")
        << u"password"_s << R"("password": "hunter2", )"_ba
        << u"password was removed while you were typing; what you typed has no place now."_s;
}

void TestLostRows::whatWasTypedIsTold()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, removed);
    QFETCH(QString, told);
    choose(app, key);
    QTest::keyClick(&tree(), Qt::Key_F2);
    QVERIFY(QApplication::focusWidget() != &tree());
    QTest::keyClicks(QApplication::focusWidget(), u"12"_s);
    const QByteArray disk = QByteArray(m_first).replace(removed, "");
    QVERIFY(disk != m_first);
    write(path(app), disk);
    QTRY_COMPARE(shownMessage(*m_window), told);
    QTRY_COMPARE(QApplication::focusWidget(), &tree());
    QCOMPARE(text(app), disk);
}

void TestLostRows::nothingIsToldWhereNothingWasTyped()
{
    choose(app, u"name"_s);
    QTest::keyClick(&tree(), Qt::Key_F2);
    QVERIFY(QApplication::focusWidget() != &tree());
    write(path(app), R"({"a": 1})");
    QTRY_COMPARE(QApplication::focusWidget(), &tree());
    QCOMPARE(shownMessage(*m_window), QString());
}

QTEST_MAIN(TestLostRows)
#include "tst_lostrows.moc"
