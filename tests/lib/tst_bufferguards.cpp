#include <retune/edit/buffer.h>

#include <QtTest/QTest>

#include <stdexcept>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// A JSON text; a long one is not read in the thread of the window.
QByteArray text(bool isLong)
{
    return "[1" + QByteArray(", 1").repeated(isLong ? Buffer::quickSize : 1) + ']';
}

} // namespace

/// What a buffer does with callers that are wrong, and with very much typing.
class TestBufferGuards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacementsThatDoNotFitAreNotMade_data();
    void replacementsThatDoNotFitAreNotMade();
    void whatAnEditThrowsIsItsFailure_data();
    void whatAnEditThrowsIsItsFailure();
    void typingIsBoundedToo();
};

void TestBufferGuards::replacementsThatDoNotFitAreNotMade_data()
{
    QTest::addColumn<QList<Replacement>>("replacements");
    QTest::addColumn<bool>("fit");
    QTest::newRow("one after the other") << QList<Replacement>{{{1, 2}, "2"}, {{2, 2}, "0"}} << true;
    QTest::newRow("the whole text") << QList<Replacement>{{{0, 6}, "[2]"}} << true;
    QTest::newRow("at the end") << QList<Replacement>{{{6, 6}, " "}} << true;
    QTest::newRow("none") << QList<Replacement>() << true;
    QTest::newRow("not sorted") << QList<Replacement>{{{4, 5}, "2"}, {{1, 2}, "2"}} << false;
    QTest::newRow("overlapping") << QList<Replacement>{{{1, 3}, "2"}, {{2, 4}, "2"}} << false;
    QTest::newRow("past the end") << QList<Replacement>{{{5, 7}, "]"}} << false;
    QTest::newRow("before the beginning") << QList<Replacement>{{{-1, 1}, "["}} << false;
    QTest::newRow("ending before it begins") << QList<Replacement>{{{3, 1}, "2"}} << false;
}

void TestBufferGuards::replacementsThatDoNotFitAreNotMade()
{
    QFETCH(const QList<Replacement>, replacements);
    QFETCH(const bool, fit);
    const QByteArray before = text(false);
    Buffer buffer(u"a.json"_s, format(FormatId::Json), before);
    QCOMPARE(buffer.replace(replacements), fit);
    QCOMPARE(buffer.isModified(), fit && !replacements.isEmpty());
    if (fit)
        return;
    QVERIFY(!buffer.canUndo());
    const Result<void> edited = buffer.edit([&](const Document &) { return Edit{replacements, {}}; });
    QVERIFY(!edited);
    QCOMPARE(edited.error().kind, ProblemKind::Misuse);
    QCOMPARE(buffer.bytes(), before);
}

void TestBufferGuards::whatAnEditThrowsIsItsFailure_data()
{
    QTest::addColumn<bool>("isLong");
    QTest::addColumn<bool>("isException");
    QTest::newRow("an exception, of a short text") << false << true;
    QTest::newRow("an exception, of a long text") << true << true;
    QTest::newRow("a number, of a long text") << true << false;
}

void TestBufferGuards::whatAnEditThrowsIsItsFailure()
{
    QFETCH(const bool, isLong);
    QFETCH(const bool, isException);
    Buffer buffer(u"a.json"_s, format(FormatId::Json), text(isLong));
    QList<Problem> problems;
    const DocumentEdit edit = [isException](const Document &) -> Result<Edit> {
        if (isException)
            throw std::runtime_error("no such thing");
        throw 1;
    };
    buffer.editSoon(edit, [&](const Result<void> &done) {
        if (!done)
            problems += done.error();
    });
    buffer.finishEdits();
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().kind, ProblemKind::Failure);
    QCOMPARE(problems.first().file, u"a.json"_s);
    QCOMPARE(problems.first().message.contains(u"no such thing"_s), isException);
    QVERIFY(!buffer.isModified());
}

void TestBufferGuards::typingIsBoundedToo()
{
    UndoSteps steps;
    const QByteArray before;
    const QByteArray large(UndoSteps::maximumBytes - 2, 'x');
    steps.add(before, {{{0, 0}, large}}, false);
    steps.add(before, {{{0, 0}, "a"}}, true);
    steps.add("a", {{{1, 1}, "b"}}, true);
    steps.add("ab", {{{2, 2}, "c"}}, true);
    steps.undo("abc", {});
    QVERIFY(!steps.canUndo()); // the large one had to go
}

QTEST_GUILESS_MAIN(TestBufferGuards)
#include "tst_bufferguards.moc"
