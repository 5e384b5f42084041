#include "democode.h"

#include "demoevents.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace retune {

namespace {

/// A value as one line; empty where there is none.
QString lineOf(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    if (value.isString())
        return value.toString().replace(u'\n', u'⏎');
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

} // namespace

DemoCode::DemoCode(Store &store, DemoEvents &events)
    : m_store(store)
    , m_events(events)
{}

DemoCode::~DemoCode()
{
    end();
}

void DemoCode::setPermission(const CodePermission &permission)
{
    if (permission == m_permission)
        return;
    const bool goesOn = m_host && permission.isGiven;
    m_permission = permission;
    if (goesOn)
        return m_host->setCompilesSources(permission.compilesSources); // the others keep their state
    end();
    if (permission.isGiven)
        start();
}

void DemoCode::start()
{
    PluginOptions options;
    options.compilesSources = m_permission.compilesSources;
    {
        const std::lock_guard lock(m_mutex);
        m_host = std::make_unique<PluginHost>(m_store, options);
    }
    connectHost();
    m_host->start();
}

/// The host is stopped while it is heard, so that the end of each task is told.
void DemoCode::end()
{
    if (!m_host)
        return;
    m_host->stop();
    std::unique_ptr<PluginHost> host;
    {
        const std::lock_guard lock(m_mutex);
        host.swap(m_host);
    }
    host.reset();
    const std::lock_guard lock(m_mutex);
    m_told.clear();
}

/// Without a receiver these run in the thread that tells, at once.
void DemoCode::connectHost()
{
    const PluginHost *host = m_host.get();
    QObject::connect(host, &PluginHost::tookOver, [this](const TaskInfo &task) {
        Q_EMIT m_events.codeTookOver(QDateTime::currentDateTime(), task);
        const std::lock_guard lock(m_mutex);
        m_told.insert(task.name, task.file);
    });
    QObject::connect(host, &PluginHost::retired, [this](const TaskInfo &task) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_told.value(task.name) == task.file) // else another file is that task by now
                m_told.remove(task.name);
        }
        Q_EMIT m_events.codeRetired(QDateTime::currentDateTime(), task);
    });
    QObject::connect(host, &PluginHost::failed, [this](const TaskFailure &failure) {
        Q_EMIT m_events.codeFailed(QDateTime::currentDateTime(), failure);
    });
    QObject::connect(host, &PluginHost::logged, [this](const QString &task, const QString &line) {
        Q_EMIT m_events.codeLogged(QDateTime::currentDateTime(), task, line);
    });
}

void DemoCode::callAll(const std::function<bool()> &mayGoOn,
                       const std::function<void(const QString &)> &print)
{
    if (!m_host)
        return;
    QStringList tasks;
    {
        const std::lock_guard lock(m_mutex);
        tasks = m_told.keys();
    }
    for (const QString &task : std::as_const(tasks)) {
        if (!mayGoOn())
            return;
        const Result<QJsonValue> result = m_host->call(task);
        if (const QString line = result ? lineOf(*result) : QString(); !line.isEmpty())
            print(task + QStringLiteral(": ") + line);
    }
}

QList<TaskInfo> DemoCode::tasks() const
{
    const std::lock_guard lock(m_mutex);
    return m_host ? m_host->tasks() : QList<TaskInfo>();
}

} // namespace retune
