#pragma once

#include <retune/store/filemachine.h>
#include <retune/store/live.h>
#include <retune/store/loadprogress.h>
#include <retune/store/reload.h>
#include <retune/store/snapshot.h>
#include <retune/store/subscription.h>
#include <retune/store/validator.h>
#include <retune/watch/watcher.h>

#include <QtCore/QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace retune {

class StoreCore;
class StoreEngine;
struct StoreSystem;

struct StoreOptions
{
    Limits limits;
    /// What a user of the program can do about a file over the size limit, as a clause ("--max-size raises the limit"); told
    /// behind the refusal. Empty: nothing.
    QString sizeAdvice;
    /// A folder right below the store's (`plugins`), whose files of code (`.js`, `.cpp`, `.so`) are taken as well: published and
    /// told as settings are, but without values, and run by nobody but a `PluginHost`. A code file that is removed is
    /// forgotten. Empty: none.
    QString codeFolder;
    /// Nothing: the best this system has.
    std::optional<WatcherKind> watcher{};
    WatchOptions watch{};
    Timing timing{};
    /// Checks that hold for the first content too.
    std::vector<ValidatorRule> validators{};
};

/// The settings of one folder, kept up to date while programs run.
///
/// A store reads every settings file below its folder in a thread of its own, publishes them as immutable snapshots, and
/// goes on watching. A file that goes bad keeps its last good values in force; the problem is reported and clears by
/// itself. Nothing half-written is ever published.
///
/// Signals are emitted from the store's own thread: a connection with a receiver that lives in another thread is queued
/// there, as Qt does it by default, and needs that thread's event loop. All functions may be called from any
/// thread. So may the destructor, once nobody else uses the store: it waits for the store's thread, so that a GUI thread may
/// want to leave it to another one (after `moveToThread(nullptr)`).
class Store : public QObject
{
    Q_OBJECT

public:
    /// Starts to read and watch `folder`, and returns at once. Errors: Missing, NotAFile (it is a file, and which folder to
    /// open instead), Unreadable, Watch (the watcher asked for is not to be had).
    static Result<std::unique_ptr<Store>> open(const QString &folder, const StoreOptions &options = {});
    /// Ends the thread; nothing is told once this has returned, but signals that wait in a receiver's event loop. Calls that
    /// wait in other threads (`refresh`, `live`, `waitUntilLoaded`) return first, at once; no call may begin any more. Handles
    /// and snapshots keep the last value they had. From the store's own thread, so from a direct slot, a listener or a check, the
    /// thread ends as soon as that has returned.
    ~Store() override;

    /// The absolute path of the folder, as it was given: links in it are not resolved.
    QString folder() const;
    /// `path` as the store's snapshots name it, whether it is relative to the folder or absolute; empty where it is outside.
    QString relativePath(const QString &path) const;
    QString absolutePath(const QString &relativePath) const;
    /// The limits its files are read with.
    const Limits &limits() const { return m_limits; }

    /// Waits until every file has been read once; where one was changed a moment before and is not good, for up to half a
    /// second more (`Timing::failureQuiet`), since it may be half-written. Returns at once when that has happened. False
    /// after `timeout`; a negative timeout waits as long as it takes. In the store's own thread it never waits.
    bool waitUntilLoaded(std::chrono::milliseconds timeout = std::chrono::milliseconds(-1)) const;
    bool isLoaded() const;
    /// How far the first reading has come; three atomic loads, so that a window may ask as often as it draws. To give the
    /// reading up, destroy the store: its thread ends after the file or folder it is at.
    LoadProgress loadProgress() const noexcept;

    Snapshot snapshot() const;
    /// The revision of `snapshot()`, without taking it: one atomic load.
    quint64 revision() const noexcept;
    WatchStatus watchStatus() const;
    /// Goes on with another watcher; nothing: the best this system has. Returns at once, the store's thread changes over
    /// after what it is doing, misses nothing in between, and tells by `watchStatusChanged`. Error: Watch, where the
    /// watcher is not to be had; the one before stays.
    Result<void> setWatcher(std::optional<WatcherKind> kind);
    /// Everything that `reloadFailed` told of files and folders and that has not passed: the problems of the snapshot's files,
    /// in path order, and the folders that cannot be listed, whose names are relative too (the store's own is empty).
    QList<Problem> problems() const;

    /// A handle to one value that is always up to date. Waits until the folder is loaded. Never fails: where the file or
    /// the key does not exist the handle gives `fallback`, also when the key is removed later; where the value has another
    /// type or the file goes bad it gives the last value that fitted, `fallback` where none ever did. `Live::problem` says
    /// why; the problem is also reported by `reloadFailed`. A conversion gets a handle with the fallback and Misuse.
    template<typename T>
    Live<T> live(const QString &file, QStringView key, T fallback = T())
    {
        return Live<T>(makeSlot({{relativePath(file)}, {}}, key, &convertSetting<T>,
                                std::make_shared<const T>(std::move(fallback))));
    }

    /// Calls `listener` after every revision in which keys of `file` at or below `key` changed, and for nothing else; readers
    /// see the new values already. An empty key means the whole file. The file need not exist yet. Runs in the store's
    /// thread, or where `executor` puts it. What either throws is told by `callFailed`. Error: Misuse where `key` is no path.
    Result<Subscription> subscribe(const QString &file, QStringView key, KeyListener listener,
                                   Executor executor = {});

    /// Lets a check of yours decide about every new content of `file` from the next one on: what it refuses is a problem of
    /// kind Invalid, and the last good values stay in force. Also in `StoreOptions::validators`, where it holds for the first
    /// content too. Stays for as long as the store lives. Error: Misuse where `key` is no path.
    Result<void> addValidator(const QString &file, QStringView key, Validator check);

    /// Makes sure that every change of `file` that was finished before the call is published when it returns. Costs one
    /// `stat` where nothing changed; so bytes that change no time of the file, as further ones written through the same memory
    /// map do, are seen only a moment after their writer has closed it. A change that removes keys may be held back for
    /// `Timing::lossHold`, because a half-written file looks the same. In the store's own thread, so in a direct slot, the values
    /// are in force when it returns, and their signals come after those that are being told. There it does nothing for a file
    /// whose check is what calls it, and publishes nothing before the store is loaded. Errors: Missing where `file` is no
    /// settings file of this store, Misuse in a conversion.
    Result<void> refresh(const QString &file);
    /// Looks at every file and folder again, whatever the watcher says, and returns at once.
    void rescan();
    /// The file was taken away on purpose, as by a rename: where it is gone, it is forgotten with its last good values, and no
    /// problem is told of it. `forgotten` follows. A file that is there stays. Any thread; returns at once.
    void forget(const QString &file);
    /// Reports through `callFailed`; for code that runs on behalf of the store, such as `reloading`.
    void reportCallFailed(const Problem &problem);

Q_SIGNALS:
    /// Every file has been read once; `snapshot()` holds them.
    void loaded();
    /// New values are in force. Emitted after readers can see them.
    void reloaded(const retune::Reload &reload);
    /// A file on disk is not in force, and why; also for a `Live` that cannot be given its value.
    void reloadFailed(const retune::Problem &problem);
    /// The problem of this file is gone. Where its values changed, `reloaded` comes first.
    void recovered(const QString &file);
    /// A file that never had good values is gone, or a file of code, or one that was to be forgotten (`forget`).
    void forgotten(const QString &file);
    /// The watcher lost or gained something: see `watchStatus`.
    void watchStatusChanged(const retune::WatchStatus &status);
    /// A function called through `reloading`, a listener or an executor threw; the message holds the exception's text.
    void callFailed(const retune::Problem &problem);

private:
    friend class StoreEngine; // tells subscribers
    friend std::unique_ptr<Store> openStore(const QString &folder, const StoreOptions &options,
                                            StoreSystem system);
    Store(std::shared_ptr<StoreCore> core, const QString &folder, const Limits &limits);
    friend class Layers;
    std::shared_ptr<LiveSlot> makeSlot(const SettingSources &sources, QStringView key,
                                       SettingConverter convert, std::shared_ptr<const void> fallback);

    std::shared_ptr<StoreCore> m_core;
    const QString m_folder;
    const Limits m_limits;
    Subscriptions m_subscriptions;
    std::unique_ptr<StoreEngine> m_engine;
};

} // namespace retune
