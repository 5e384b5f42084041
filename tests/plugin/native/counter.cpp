// The plugin of the tests, in the versions that they need: what it is compiled with says which.
#include <retune/plugin/task.h>

#include <QtCore/QFile>
#include <QtCore/QThread>

#include <stdexcept>

#ifndef COUNTER_IID
#    define COUNTER_IID RETUNE_TASK_IID
#endif
#ifndef COUNTER_NAME
#    define COUNTER_NAME "first"
#endif

#ifdef COUNTER_MISSES_SYMBOL
int nowhere();
#endif

namespace {

// Each version has its own.
[[maybe_unused]] inline int callsOfThisVersion = 0;

} // namespace

class Counter
    : public QObject
#ifndef COUNTER_IS_NO_TASK
    , public retune::Task
#endif
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID COUNTER_IID)
#ifndef COUNTER_IS_NO_TASK
    Q_INTERFACES(retune::Task)

public:
    QJsonValue run(retune::TaskContext &context) override
    {
        if (context.setting(QStringLiteral("setting.json"), QStringLiteral("throws")).toBool())
            throw std::runtime_error("as it was told");
        if (context.setting(QStringLiteral("setting.json"), QStringLiteral("throwsNumber")).toBool())
            throw 42;
        QJsonObject &state = context.state();
        state[QStringLiteral("calls")] = state[QStringLiteral("calls")].toInt() + 1;
        context.log(QStringLiteral("called"));
#    ifdef COUNTER_RUN_WAITS
        const QString gate =
            context.setting(QStringLiteral("setting.json"), QStringLiteral("gate")).toString();
        for (int i = 0; i < 5000 && QFile::exists(gate); ++i)
            QThread::msleep(1);
#    endif
        return QJsonObject{{QStringLiteral("version"), QStringLiteral(COUNTER_NAME)},
                           {QStringLiteral("calls"), state[QStringLiteral("calls")]},
                           {QStringLiteral("own"), ++callsOfThisVersion},
                           {QStringLiteral("from"), m_from},
                           {QStringLiteral("redis"),
                            context.setting(QStringLiteral("setting.json"), QStringLiteral("redis"))}};
    }
#    ifdef COUNTER_TEST_FAILS
    void selfTest(retune::TaskContext &) override
    {
        throw std::runtime_error("not fit");
    }
#    endif
#    ifdef COUNTER_TEST_WAITS
    void selfTest(retune::TaskContext &context) override
    {
        const QString gate =
            context.setting(QStringLiteral("setting.json"), QStringLiteral("gate")).toString();
        while (QFile::exists(gate))
            QThread::msleep(1);
    }
#    endif
#    ifdef COUNTER_REFUSES_STATE
    void takeState(QJsonObject &, int) override
    {
        throw std::runtime_error("not my state");
    }
#    else
    void takeState(QJsonObject &, int version) override
    {
        m_from = version;
    }
#    endif
    int stateVersion() const override
    {
        return 7;
    }

private:
    int m_from = 0;
#endif
#ifdef COUNTER_MISSES_SYMBOL
    int m_nowhere = nowhere();
#endif
};

#include "counter.moc"
