#include "pluginfolder.h"

#include <QtCore/QJsonObject>
#include <QtCore/QSemaphore>

#include <atomic>
#include <thread>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;

/// Versions take turns while two threads call, for many rounds. RETUNE_STRESS_ROUNDS sets another number.
class TestSwapStress : public QObject
{
    Q_OBJECT

    static int rounds()
    {
        const int set = qEnvironmentVariableIntValue("RETUNE_STRESS_ROUNDS");
        return set > 0 ? set : 10'000;
    }

private Q_SLOTS:
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "1800000"); }

    void twoThreadsCallWhileCodeIsReplaced_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        const QByteArray script = "state.calls = state.calls || 0;\n"
                                  "function run() { return { version: VERSION, calls: ++state.calls }; }\n";
        QTest::newRow("scripts") << u"plugins/task.js"_s << QByteArray(script).replace("VERSION", "'first'")
                                 << QByteArray(script).replace("VERSION", "'second'");
        const auto counter = [](const QString &name) {
            return readAll(QStringLiteral(RETUNE_COUNTERS "/counter-%1.so").arg(name));
        };
        QTest::newRow("libraries") << u"plugins/task.so"_s << counter(u"first"_s) << counter(u"second"_s);
    }
    void twoThreadsCallWhileCodeIsReplaced()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        PluginFolder folder;
        folder.write(u"setting.json"_s, "{}");
        folder.write(file, first);
        folder.start({.timeLimit = 60s});
        QSemaphore tookOver;
        connect(
            folder.host.get(), &PluginHost::tookOver, folder.host.get(), [&] { tookOver.release(); },
            Qt::DirectConnection);
        std::atomic<bool> isOver{false};
        std::atomic<int> wrong{0};
        std::vector<int> calls(2);
        const auto callOn = [&](int &own) {
            for (int before = 0; !isOver; ++own) {
                const QJsonObject result = folder.called(u"task"_s).toObject();
                const int now = result[u"calls"_s].toInt();
                // Every version goes on where the one before stopped: the number only grows.
                wrong += now > before ? 0 : 1;
                before = now;
            }
        };
        std::thread one([&] { callOn(calls[0]); });
        std::thread two([&] { callOn(calls[1]); });
        for (int round = 1; round <= rounds() && wrong == 0; ++round) {
            folder.write(file, round % 2 == 1 ? second : first);
            static_cast<void>(folder.store->refresh(file));
            if (!tookOver.tryAcquire(1, 60'000))
                wrong = 1'000'000 + round;
        }
        isOver = true;
        one.join();
        two.join();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(!tookOver.tryAcquire()); // each version took over once
        QVERIFY(calls[0] > 0 && calls[1] > 0);
        QCOMPARE(folder.info(u"task"_s).calls, quint64(calls[0] + calls[1]));
    }
};

QTEST_GUILESS_MAIN(TestSwapStress)
#include "tst_swapstress.moc"
