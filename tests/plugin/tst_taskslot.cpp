#include <retune/plugin/taskslot.h>

#include <QtCore/QStringList>
#include <QtTest/QTest>

#include <functional>
#include <stdexcept>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// A version that notes whom it takes over from. One whose name holds a "!" refuses to.
class NamedVersion final : public TaskVersion
{
public:
    explicit NamedVersion(QString name)
        : m_name(std::move(name))
    {
        ++living;
    }
    ~NamedVersion() override { --living; }
    void takeOverFrom(TaskVersion &before) override
    {
        if (m_name.contains(u'!'))
            throw std::runtime_error("refused");
        m_from = static_cast<NamedVersion &>(before).m_name;
    }
    QString name() const { return m_name; }
    QString text() const { return m_from.isEmpty() ? m_name : m_name + u"<-"_s + m_from; }

    inline static int living = 0;

private:
    QString m_name;
    QString m_from;
};

QString nameOf(const std::shared_ptr<TaskVersion> &version)
{
    return version ? static_cast<NamedVersion &>(*version).text() : u"none"_s;
}

QString reasonOf(const TaskTurn &turn)
{
    if (!turn.reason)
        return {};
    try {
        std::rethrow_exception(turn.reason);
    } catch (const std::exception &exception) {
        return u" ("_s + QString::fromUtf8(exception.what()) + u')';
    }
}

QString textOf(const TaskTurn &turn)
{
    switch (turn.event) {
    case TaskTurn::Event::TookOver:
        return nameOf(turn.version) + u" took over"_s;
    case TaskTurn::Event::Refused:
        return nameOf(turn.version) + u" refused for "_s + nameOf(turn.live) + reasonOf(turn);
    case TaskTurn::Event::Reverted:
        return nameOf(turn.version) + u" reverted to "_s + nameOf(turn.live) + reasonOf(turn);
    case TaskTurn::Event::Retired:
        return nameOf(turn.version) + u" retired"_s;
    }
    return {};
}

/// A slot with a trial of two calls, driven by words, and what it told, in order.
class Play
{
public:
    explicit Play(int trialCalls = 2)
        : m_slot(trialCalls, [this](const TaskTurn &turn) {
            m_told += textOf(turn);
            whenTold();
        })
    {}

    /// "offer a", "retire", "call", "fail", and during a call: "call: offer a + offer b".
    void act(const QString &step)
    {
        if (step.startsWith(u"offer "))
            m_slot.offer(std::make_shared<NamedVersion>(step.sliced(6)));
        else if (step == u"retire")
            m_slot.retire();
        else
            call(step);
    }
    QStringList told() const { return m_told; }

    std::function<void()> whenTold = [] {};

private:
    void call(const QString &step)
    {
        const auto end = m_slot.call([&](TaskVersion &version) -> std::exception_ptr {
            const QString name = static_cast<NamedVersion &>(version).name();
            m_told += u"begin "_s + name;
            if (const qsizetype colon = step.indexOf(u": "); colon > 0) {
                for (const QString &during : step.sliced(colon + 2).split(u" + "_s))
                    act(during);
            }
            m_told += u"end "_s + name;
            return step.startsWith(u"fail") ? std::make_exception_ptr(std::runtime_error("failed")) : nullptr;
        });
        if (end == TaskSlot::CallEnd::NotLive)
            m_told += u"not live"_s;
        if (end == TaskSlot::CallEnd::Nested)
            m_told += u"nested"_s;
    }

    QStringList m_told;
    TaskSlot m_slot;
};

} // namespace

class TestTaskSlot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turns_data()
    {
        QTest::addColumn<QStringList>("steps");
        QTest::addColumn<QStringList>("told");
        const QStringList calls = {u"begin a"_s, u"end a"_s};
        QTest::newRow("nothing is live at first") << QStringList{u"call"_s} << QStringList{u"not live"_s};
        QTest::newRow("the first takes over from nobody")
            << QStringList{u"offer a"_s, u"call"_s}
            << QStringList{u"a took over"_s, u"begin a"_s, u"end a"_s};
        QTest::newRow("the next takes over between two calls")
            << QStringList{u"offer a"_s, u"call"_s, u"offer b"_s, u"call"_s}
            << QStringList{u"a took over"_s,    u"begin a"_s, u"end a"_s,
                           u"b<-a took over"_s, u"begin b"_s, u"end b"_s};
        QTest::newRow("an offer during a call waits for its end")
            << QStringList{u"offer a"_s, u"call: offer b"_s}
            << QStringList{u"a took over"_s, u"begin a"_s, u"end a"_s, u"b<-a took over"_s};
        QTest::newRow("the last offer during a call counts")
            << QStringList{u"offer a"_s, u"call: retire + offer b + offer c"_s, u"call: offer d + retire"_s}
            << QStringList{u"a took over"_s, u"begin a"_s, u"end a"_s, u"a retired"_s,
                           u"c took over"_s, u"begin c"_s, u"end c"_s, u"c retired"_s};
        QTest::newRow("retiring during a call lets it end")
            << QStringList{u"offer a"_s, u"call: retire"_s, u"call"_s}
            << QStringList{u"a took over"_s, u"begin a"_s, u"end a"_s, u"a retired"_s, u"not live"_s};
        QTest::newRow("retiring nothing tells nothing") << QStringList{u"retire"_s} << QStringList{};
        QTest::newRow("one that follows a retired one takes nothing over")
            << QStringList{u"offer a"_s, u"retire"_s, u"offer b"_s}
            << QStringList{u"a took over"_s, u"a retired"_s, u"b took over"_s};
        QTest::newRow("the first has nobody to go back to")
            << QStringList{u"offer a"_s, u"fail"_s, u"call"_s}
            << QStringList{u"a took over"_s, u"begin a"_s, u"end a"_s, u"begin a"_s, u"end a"_s};
        QTest::newRow("one that fails its first call is given up")
            << QStringList{u"offer a"_s, u"offer b"_s, u"fail"_s, u"call"_s}
            << QStringList{u"a took over"_s,
                           u"b<-a took over"_s,
                           u"begin b"_s,
                           u"end b"_s,
                           u"b<-a reverted to a (failed)"_s,
                           u"begin a"_s,
                           u"end a"_s};
        QTest::newRow("one that fails its last call on trial is given up")
            << QStringList{u"offer a"_s, u"offer b"_s, u"call"_s, u"fail"_s}
            << QStringList{u"a took over"_s,
                           u"b<-a took over"_s,
                           u"begin b"_s,
                           u"end b"_s,
                           u"begin b"_s,
                           u"end b"_s,
                           u"b<-a reverted to a (failed)"_s};
        QTest::newRow("one that fails after its trial stays")
            << QStringList{u"offer a"_s, u"offer b"_s, u"call"_s, u"call"_s, u"fail"_s}
            << QStringList{u"a took over"_s, u"b<-a took over"_s, u"begin b"_s, u"end b"_s,
                           u"begin b"_s,     u"end b"_s,          u"begin b"_s, u"end b"_s};
        QTest::newRow("one that comes on trial goes back to the proven one")
            << QStringList{u"offer a"_s, u"offer b"_s, u"offer c"_s, u"fail"_s}
            << QStringList{u"a took over"_s, u"b<-a took over"_s, u"c<-b took over"_s,
                           u"begin c"_s,     u"end c"_s,          u"c<-b reverted to a (failed)"_s};
        QTest::newRow("one that was given up is not gone back to")
            << QStringList{u"offer a"_s, u"offer b"_s, u"fail"_s, u"fail"_s}
            << QStringList{u"a took over"_s,
                           u"b<-a took over"_s,
                           u"begin b"_s,
                           u"end b"_s,
                           u"b<-a reverted to a (failed)"_s,
                           u"begin a"_s,
                           u"end a"_s};
        QTest::newRow("one that refuses leaves the one before")
            << QStringList{u"offer a"_s, u"offer b!"_s, u"call"_s}
            << QStringList{u"a took over"_s, u"b! refused for a (refused)"_s, u"begin a"_s, u"end a"_s};
        QTest::newRow("a refusal does not end the trial of another")
            << QStringList{u"offer a"_s, u"offer b"_s, u"offer c!"_s, u"fail"_s}
            << QStringList{u"a took over"_s, u"b<-a took over"_s, u"c! refused for b<-a (refused)"_s,
                           u"begin b"_s,     u"end b"_s,          u"b<-a reverted to a (failed)"_s};
        QTest::newRow("a failure during which another is offered is still one of its own")
            << QStringList{u"offer a"_s, u"offer b"_s, u"fail: offer c"_s, u"call"_s}
            << QStringList{u"a took over"_s,
                           u"b<-a took over"_s,
                           u"begin b"_s,
                           u"end b"_s,
                           u"b<-a reverted to a (failed)"_s,
                           u"c<-a took over"_s,
                           u"begin c"_s,
                           u"end c"_s};
        QTest::newRow("a task that calls itself is told so")
            << QStringList{u"offer a"_s, u"call: call"_s}
            << QStringList{u"a took over"_s, u"begin a"_s, u"nested"_s, u"end a"_s};
    }
    void turns()
    {
        QFETCH(QStringList, steps);
        {
            Play play;
            for (const QString &step : steps)
                play.act(step);
            QTEST(play.told(), "told");
        }
        QCOMPARE(NamedVersion::living, 0);
    }

    void aTrialOfNoCallsKeepsNothingBack()
    {
        Play play(0);
        play.act(u"offer a"_s);
        play.act(u"offer b"_s);
        QCOMPARE(NamedVersion::living, 1);
        play.act(u"fail"_s);
        QCOMPARE(play.told().last(), u"end b"_s);
    }

    void theVersionBeforeIsKeptForTheTrialOnly()
    {
        Play play;
        play.act(u"offer a"_s);
        play.act(u"offer b"_s);
        play.act(u"call"_s);
        QCOMPARE(NamedVersion::living, 2);
        play.act(u"call"_s);
        QCOMPARE(NamedVersion::living, 1);
    }

    void aListenerCanNeitherCallNorBeOvertaken()
    {
        Play play;
        play.whenTold = [&play, isFirst = true]() mutable {
            if (std::exchange(isFirst, false)) {
                play.act(u"call"_s);
                play.act(u"offer b"_s);
            }
        };
        play.act(u"offer a"_s);
        QCOMPARE(play.told(), (QStringList{u"a took over"_s, u"nested"_s, u"b<-a took over"_s}));
    }
};

QTEST_APPLESS_MAIN(TestTaskSlot)
#include "tst_taskslot.moc"
