#pragma once

#include <rawfile.h>
#include <signalrecord.h>

#include <retune/edit/workspace.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <cstdio>
#include <memory>
#include <optional>

namespace retune::test {

using namespace Qt::Literals::StringLiterals;

// The one file of the desk, and what it may hold.
inline const QString path = u"a.json"_s;
inline const QByteArray first = R"({"port": 1})";
inline const QByteArray second = R"({"port": 2})";
inline const QByteArray third = R"({"port": 3})";
inline const QByteArray broken = R"({"port": )";

/// Waits that are short enough for tests.
inline StoreOptions quickOptions()
{
    StoreOptions options;
    options.timing.failureQuiet = std::chrono::milliseconds(50);
    options.timing.missingGrace = std::chrono::milliseconds(30);
    options.timing.lossHold = std::chrono::milliseconds(30);
    return options;
}

/// A folder with one file, a store on it and a workspace on that; others write with the file system alone.
struct Desk
{
    Desk()
    {
        write(first);
        open();
    }

    void open()
    {
        store = std::move(*Store::open(folder.path(), quickOptions()));
        QVERIFY(store->waitUntilLoaded(std::chrono::seconds(10)));
        workspace = std::make_unique<Workspace>(*store);
    }

    QString file(const QString &name = path) const { return folder.filePath(name); }
    QByteArray disk(const QString &name = path) const
    {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray("(no file)");
    }
    /// As another program does it: a new file over the old one.
    void write(const QByteArray &bytes, const QString &name = path) const
    {
        QFile other(file(name + u".other"_s));
        QVERIFY(other.open(QIODevice::WriteOnly));
        QCOMPARE(other.write(bytes), bytes.size());
        other.close();
        QCOMPARE(::rename(qPrintable(other.fileName()), qPrintable(file(name))), 0);
    }
    void remove() const { QVERIFY(QFile::remove(file())); }

    Buffer &buffer() const { return *workspace->buffer(path); }
    void type(const QByteArray &bytes) const { buffer().replace({{{0, buffer().bytes().size()}, bytes}}); }
    std::optional<QByteArray> conflict() const
    {
        const auto conflict = workspace->conflict(path);
        return conflict ? std::optional(conflict->disk) : std::nullopt;
    }
    /// Waits until the store has seen this content, without an event loop: nobody has heard of it then.
    void waitForStore(const QByteArray &bytes) const
    {
        const QDeadlineTimer deadline(10'000);
        while (store->snapshot().file(path)->disk != bytes && !deadline.hasExpired())
            QThread::yieldCurrentThread();
        QCOMPARE(store->snapshot().file(path)->disk, bytes);
    }
    /// Waits until the store has seen this content, and the workspace with it.
    void settle(const QByteArray &bytes) const
    {
        QTRY_COMPARE(store->snapshot().file(path)->disk, bytes);
        QCoreApplication::processEvents();
    }

    QTemporaryDir folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<Workspace> workspace;
};

} // namespace retune::test
