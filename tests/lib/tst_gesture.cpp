#include <retune/edit/buffer.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray first = R"({"port": 1, "name": "n"})";

KeyPath key(const QString &name)
{
    return *KeyPath::parse(name);
}

void set(Buffer &buffer, const QString &name, qint64 number)
{
    const auto done = buffer.setValue(key(name), Value::integer(number));
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
}

QList<QByteArray> undone(Buffer &buffer)
{
    QList<QByteArray> texts;
    while (buffer.canUndo()) {
        buffer.undo();
        texts.append(buffer.bytes());
    }
    return texts;
}

QByteArray port(const char *number)
{
    return QByteArray(first).replace("1", number);
}

} // namespace

class TestGesture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOneStepOfUndo()
    {
        Buffer buffer(u"a.json"_s, format(FormatId::Json), first);
        set(buffer, u"port"_s, 7);
        buffer.beginGesture();
        for (int number = 8; number <= 1200; ++number)
            set(buffer, u"port"_s, number);
        buffer.endGesture();
        set(buffer, u"port"_s, 9);
        QCOMPARE(undone(buffer), (QList<QByteArray>{port("1200"), port("7"), first}));
        while (buffer.canRedo())
            buffer.redo();
        QCOMPARE(buffer.bytes(), port("9"));
    }

    void isOneStepAcrossSaves()
    {
        Buffer buffer(u"a.json"_s, format(FormatId::Json), first);
        buffer.beginGesture();
        for (int number = 2; number <= 5; ++number) {
            set(buffer, u"port"_s, number);
            buffer.rebase(buffer.bytes());
        }
        buffer.endGesture();
        buffer.undo();
        QCOMPARE(buffer.bytes(), first);
        QVERIFY(buffer.isModified()); // the disk holds the end of the gesture
        buffer.redo();
        QVERIFY(!buffer.isModified());
    }

    void thatEndsWhereItBeganIsNoStep()
    {
        Buffer buffer(u"a.json"_s, format(FormatId::Json), first);
        buffer.beginGesture();
        set(buffer, u"port"_s, 2);
        set(buffer, u"port"_s, 1);
        QVERIFY(!buffer.canUndo());
        set(buffer, u"port"_s, 3);
        QVERIFY(buffer.canUndo());
        set(buffer, u"port"_s, 1);
        buffer.endGesture();
        QVERIFY(!buffer.canUndo());
        QVERIFY(!buffer.isModified());
    }

    void isTakenBackWhole()
    {
        Buffer buffer(u"a.json"_s, format(FormatId::Json), first);
        set(buffer, u"port"_s, 7);
        buffer.beginGesture();
        set(buffer, u"port"_s, 8);
        set(buffer, u"port"_s, 9);
        QSignalSpy changed(&buffer, &Buffer::changed);
        QSignalSpy ended(&buffer, &Buffer::gestureEnded);
        buffer.cancelGesture();
        QCOMPARE(buffer.bytes(), port("7"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(ended.count(), 1);
        QVERIFY(!buffer.isInGesture());
        QCOMPARE(undone(buffer), QList<QByteArray>{first});
    }

    void whatAnotherProgramWroteAmidAGestureComesBeforeIt_data()
    {
        QTest::addColumn<bool>("isUnsaved"); // and was merged
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<QByteArray>("before");
        const QByteArray after = R"({"a": 0, "n": 7, "z": "long"})";
        const QByteArray ahead = R"({"a": 10, "n": 7, "z": 0})";
        QTest::newRow("behind it, saved") << false << after << R"({"a": 0, "n": 1, "z": "long"})"_ba;
        QTest::newRow("ahead of it, saved") << false << ahead << R"({"a": 10, "n": 1, "z": 0})"_ba;
        QTest::newRow("behind it, unsaved") << true << after << R"({"a": 0, "n": 1, "z": "long"})"_ba;
        QTest::newRow("ahead of it, unsaved") << true << ahead << R"({"a": 10, "n": 1, "z": 0})"_ba;
    }
    void whatAnotherProgramWroteAmidAGestureComesBeforeIt()
    {
        QFETCH(bool, isUnsaved);
        QFETCH(QByteArray, other);
        QFETCH(QByteArray, before);
        const QByteArray first = R"({"a": 0, "n": 1, "z": 0})";
        Buffer buffer(u"a.json"_s, format(FormatId::Json), first);
        const auto setNumber = [&](const QString &number) {
            QVERIFY(buffer.setValue({u"n"_s}, {Kind::Integer, number}));
        };
        buffer.beginGesture();
        setNumber(u"400"_s);
        setNumber(u"7"_s);
        if (isUnsaved) {
            buffer.resolve(other, before);
        } else {
            buffer.rebase(buffer.bytes());
            buffer.follow(other);
        }
        QCOMPARE(buffer.bytes(), other);
        setNumber(u"22"_s);
        const QByteArray end = QByteArray(other).replace("7", "22");
        QCOMPARE(buffer.bytes(), end);
        buffer.endGesture();
        QCOMPARE(undone(buffer), QList<QByteArray>({before, first}));
        buffer.redo();
        buffer.redo();
        QCOMPARE(buffer.bytes(), end);
    }

    void aCancelledGestureLeavesWhatAnotherProgramWrote()
    {
        Buffer buffer(u"a.json"_s, format(FormatId::Json), R"({"n": 1, "z": 0})");
        buffer.beginGesture();
        QVERIFY(buffer.setValue({u"n"_s}, {Kind::Integer, u"2"_s}));
        buffer.rebase(buffer.bytes());
        buffer.follow(R"({"n": 2, "z": 5})");
        buffer.cancelGesture();
        QCOMPARE(buffer.bytes(), R"({"n": 1, "z": 5})"_ba);
        QCOMPARE(undone(buffer), QList<QByteArray>({R"({"n": 1, "z": 0})"_ba}));
    }

    void aGestureBeginsAnewWhereAnotherProgramWroteWhatItChanged()
    {
        Buffer buffer(u"a.json"_s, format(FormatId::Json), R"({"n": 1})");
        const auto setNumber = [&](const QString &number) {
            QVERIFY(buffer.setValue({u"n"_s}, {Kind::Integer, number}));
        };
        buffer.beginGesture();
        setNumber(u"2"_s);
        buffer.rebase(buffer.bytes());
        buffer.follow(R"({"n": 50})");
        setNumber(u"3"_s);
        setNumber(u"4"_s);
        buffer.endGesture();
        QCOMPARE(undone(buffer), QList<QByteArray>({R"({"n": 50})"_ba, R"({"n": 2})"_ba, R"({"n": 1})"_ba}));
    }

    void endsWithUndo()
    {
        Buffer buffer(u"a.json"_s, format(FormatId::Json), first);
        buffer.beginGesture();
        set(buffer, u"port"_s, 2);
        set(buffer, u"port"_s, 3);
        buffer.undo();
        QVERIFY(!buffer.isInGesture());
        QCOMPARE(buffer.bytes(), first);
        buffer.redo();
        QCOMPARE(buffer.bytes(), port("3"));
    }

    void doesNotJoinTyping()
    {
        Buffer buffer(u"a.json"_s, format(FormatId::Json), "1"_ba);
        const auto type = [&buffer](qsizetype at) {
            buffer.replace({{{at, at}, "1"_ba}}, Buffer::Merge::WithTyping);
        };
        type(1);
        QVERIFY(buffer.isBeingTyped());
        buffer.beginGesture();
        QVERIFY(!buffer.isBeingTyped());
        type(2);
        type(3);
        buffer.endGesture();
        type(4);
        QCOMPARE(undone(buffer), (QList<QByteArray>{"1111"_ba, "11"_ba, "1"_ba}));
    }

    void withoutABeginningIsNothing()
    {
        Buffer buffer(u"a.json"_s, format(FormatId::Json), first);
        QSignalSpy ended(&buffer, &Buffer::gestureEnded);
        set(buffer, u"port"_s, 2);
        buffer.endGesture();
        buffer.cancelGesture();
        QCOMPARE(ended.count(), 0);
        QCOMPARE(buffer.bytes(), port("2"));
    }
};

QTEST_APPLESS_MAIN(TestGesture)
#include "tst_gesture.moc"
