#pragma once

#include <retune/store/batchclock.h>
#include <retune/store/filelook.h>
#include <retune/store/folderscan.h>
#include <retune/store/reload.h>
#include <retune/store/store.h>
#include <retune/store/storecore_p.h>
#include <retune/store/storesystem_p.h>

#include <QtCore/QStringList>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>
#include <unordered_map>

namespace retune {

/// The thread of a store: asks the watcher what changed, carries out what the state machine of each file decides, and
/// publishes. Everything below belongs to that thread but for the functions marked otherwise.
class StoreEngine
{
public:
    StoreEngine(Store &store, std::shared_ptr<StoreCore> core, StoreOptions options, StoreSystem system);
    /// `close` has to come before.
    ~StoreEngine() = default;

    /// Ends the thread; calls that wait for a look or for the load are let go. Waits for the thread, unless it is the one
    /// that calls.
    void close();
    /// After `close` in the thread itself, which then ends behind the callback it is in.
    static void destroyWithThread(std::unique_ptr<StoreEngine> engine);
    /// Any thread.
    bool isOwnThread() const { return m_threadId.load() == std::this_thread::get_id(); }

    /// Looks at one file now, in the store's thread, and waits until what was found is published. Any thread, also
    /// the store's own.
    void lookNow(const QString &path);
    /// Any thread.
    void addValidator(ValidatorRule rule) { m_validators.add(std::move(rule)); }
    /// Looks at everything soon. Any thread.
    void rescanSoon();
    void forgetSoon(const QString &path);
    /// Watches with another watcher soon. Any thread.
    void setWatcher(std::unique_ptr<Watcher> watcher);
    const WatchOptions &watchOptions() const { return m_options.watch; }

private:
    using Time = FileState::Time;

    /// One settings file and all that is known of it.
    struct File
    {
        QString path;          ///< relative
        QByteArray systemPath; ///< absolute, in the system's encoding
        const Format *format = nullptr;
        FileState state;
        Time noticed = Time::max(); ///< when the change was noticed that is being followed

        Signature signature; ///< of the last look
        bool signatureIsFinal = false;
        Found found = Found::Gone;      ///< by the last look
        QByteArray content;             ///< of the last look, where there was one
        std::optional<Problem> problem; ///< of the last look, where there was one
        bool wasRefused = false; ///< the system did not let it be read, and may without a change of the file
        bool isBeingLookedAt = false; ///< right now: a check may ask for any file
        Document candidate;           ///< of the last look, where it was good and is not in force
        bool losesKeys = false;       ///< whether the candidate does

        SettingsFilePtr published; ///< as the snapshot has it; null before the file's first
        SettingsFilePtr next;      ///< what is to be published for this file; null where nothing waits

        /// The content that readers have, or are about to have.
        const SettingsFilePtr &inForce() const { return next ? next : published; }
    };

    struct LookNow
    {
        QString path;
        bool isDone = false;
    };

    void run();
    void load();
    void readFirstContents();
    bool isClosing() const { return m_closing.stop_requested(); }
    void takeCommands();
    void endLooks();
    void changeWatcher(std::unique_ptr<Watcher> next);
    void take(const WatchBatch &batch);
    void takeChange(const PathChange &change);
    void takeFolder(const QString &folder);
    void scan(const QString &below);
    void forgetMissing(const FolderListing &listing, const QString &below);
    void lookAt(File &file);
    void runDue();
    Time nextDue() const;

    File &track(const QString &path);
    File *find(const QString &path);
    void forget(File &file);
    void addFolder(const QString &folder);
    void noteChange(File &file, Hint hint);
    void ask(File &file);

    void apply(File &file, const FileStep &step);
    void setState(File &file, const FileState &state);
    Look look(File &file);
    Look read(File &file, const FileContent &content);
    Result<Document> checked(const File &file, const QByteArray &bytes) const;
    Look failed(File &file, Found found, Problem problem);
    void stamp(const File &file);

    void putIntoForce(File &file);
    void report(File &file);
    void clear(File &file);
    void waitForPublish(File &file, SettingsFile next);
    void publish();
    void publishWaiting();
    void tellAll();
    void tellReload(Reload &reload);
    FileReload published(File &file, quint64 revision, Time now);
    bool isHeard() const;
    void tell(const Problem &problem);
    void noteFolderProblems(const FolderListing &listing, const QString &below);
    void noteWatchStatus();

    QString relativePath(const QString &path) const;
    QString absolutePath(const QString &path) const;

    Store *m_store; ///< null once it was destroyed from a callback in this thread
    const std::shared_ptr<StoreCore> m_core;
    const StoreOptions m_options;
    Validators m_validators;
    std::unique_ptr<Watcher> m_watcher; ///< other threads may wake it, with `m_mutex` held
    const FileCalls m_fileCalls;
    const FolderCalls m_folderCalls;
    const QString m_root;
    const FileRules m_rules;

    std::unordered_map<QString, std::unique_ptr<File>> m_files;
    std::set<QString> m_folders;
    std::set<std::pair<Time, File *>> m_due;
    std::vector<File *> m_waiting;              ///< files that have a `next`
    std::vector<std::function<void()>> m_news;  ///< signals to emit with the next publish
    std::deque<std::function<void()>> m_toTell; ///< of what is published, in the order in which it was
    bool m_isTelling = false;
    std::map<QString, Problem> m_folderProblems;
    BatchClock m_batch;
    Time m_scanDue{};
    quint64 m_revision = 0;    ///< 0 until the load is over
    bool m_hasScanned = false; ///< so that the watch status may be another one

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_lookDone;
    std::deque<LookNow *> m_looks; ///< they are gone once they are told that they are done
    std::deque<LookNow *> m_looksUnderWay;
    bool m_wantsRescan = false;
    QStringList m_toForget;
    std::unique_ptr<Watcher> m_nextWatcher; ///< to be changed for; null where there is none

    std::stop_source m_closing; // asked to stop with `m_mutex` held; what takes long looks at it

    std::unique_ptr<StoreEngine> m_self; ///< set where nobody else is left to destroy it
    std::atomic<std::thread::id> m_threadId;
    std::thread m_thread;
};

} // namespace retune
