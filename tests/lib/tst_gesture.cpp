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

    void doesNotJoinWhatTheDiskBrings()
    {
        Buffer buffer(u"a.json"_s, format(FormatId::Json), first);
        buffer.beginGesture();
        set(buffer, u"port"_s, 2);
        buffer.rebase(buffer.bytes());
        const QByteArray disk = QByteArray(port("2")).replace("\"n\"", "\"m\"");
        buffer.follow(disk);
        QVERIFY(buffer.isInGesture());
        set(buffer, u"port"_s, 3);
        set(buffer, u"port"_s, 4);
        QByteArray now = disk;
        QCOMPARE(buffer.bytes(), now.replace("2", "4"));
        buffer.endGesture();
        QCOMPARE(undone(buffer), (QList<QByteArray>{disk, port("2"), first}));
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
