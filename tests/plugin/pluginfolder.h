#pragma once

#include <rawfile.h>
#include <signalrecord.h>

#include <retune/plugin/pluginhost.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>

namespace retune::test {

/// A folder with settings and plugins, its store and its host.
class PluginFolder
{
public:
    PluginFolder() { makeFolder(path(QStringLiteral("plugins"))); }

    QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &text) const { writeInPlace(path(name), text); }
    /// Opens the store, and makes the host without starting it.
    void open(const PluginOptions &options = {})
    {
        StoreOptions storeOptions;
        storeOptions.codeFolder = QStringLiteral("plugins");
        auto opened = Store::open(m_folder.path(), storeOptions);
        QVERIFY(opened);
        store = *std::move(opened);
        host = std::make_unique<PluginHost>(*store, options);
    }
    void start(const PluginOptions &options = {})
    {
        open(options);
        host->start();
        QVERIFY(host->waitUntilLoaded(std::chrono::seconds(30)));
    }
    /// The script that is the task `task`.
    void writeTask(const QByteArray &script) const { write(QStringLiteral("plugins/task.js"), script); }
    QJsonValue call() const { return called(QStringLiteral("task")); }
    /// Writes a new version of it, and waits until that took over.
    void replaceTask(const QByteArray &script) const
    {
        SignalRecord tookOver(host.get(), &PluginHost::tookOver);
        writeTask(script);
        QTRY_VERIFY(!tookOver.isEmpty());
    }
    /// What a task returns; for one that fails "!" and the problem.
    QJsonValue called(const QString &task) const
    {
        const auto result = host->call(task);
        return result ? *result : QJsonValue(u'!' + result.error().toString());
    }
    TaskInfo info(const QString &task) const
    {
        for (const TaskInfo &info : host->tasks()) {
            if (info.name == task)
                return info;
        }
        return {};
    }
    /// What keeps a task's code from being live, or its last call from success.
    QString problem(const QString &task) const { return info(task).failures.value(0).problem.message; }

private:
    QTemporaryDir m_folder;

public:
    std::unique_ptr<Store> store;
    std::unique_ptr<PluginHost> host; // goes before the store
};

} // namespace retune::test
