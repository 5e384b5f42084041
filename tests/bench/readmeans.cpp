#include "readmeans.h"

#include "rawfile.h"

#include <retune/store/store.h>

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>

#include <atomic>
#include <mutex>
#include <shared_mutex>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

template<typename T>
T valueOf(int number)
{
    if constexpr (std::is_same_v<T, QString>)
        return u"value %1 of a setting"_s.arg(number);
    else
        return T(number);
}

/// Uses a value so that the compiler has to get it.
template<typename T>
inline void use(const T &value)
{
    if constexpr (std::is_same_v<T, QString>)
        asm volatile("" : : "r"(value.size()), "r"(value.constData()->unicode()));
    else if constexpr (std::is_same_v<T, double>)
        asm volatile("" : : "x"(value));
    else
        asm volatile("" : : "r"(value));
}

/// A reader made of a function that calls `use` with the value.
template<typename Read>
class LoopReader final : public SettingReader
{
public:
    explicit LoopReader(Read read)
        : m_read(std::move(read))
    {}
    void read(int times) override
    {
        for (int i = 0; i < times; ++i)
            m_read();
    }

private:
    Read m_read;
};

template<typename Read>
std::unique_ptr<SettingReader> loopOf(Read read)
{
    return std::make_unique<LoopReader<Read>>(std::move(read));
}

/// A store with one file that is saved and refreshed for each publish.
template<typename T>
class LiveMeans : public ReadMeans
{
public:
    LiveMeans()
    {
        write(0);
        m_store = *Store::open(m_folder.path());
        m_live = std::make_unique<Live<T>>(m_store->live<T>(fileName(), u"value"_s));
    }
    QString name() const override { return u"Live<T>::get()"_s; }
    bool isJudged() const override { return true; }
    void publish(int number) override
    {
        write(number);
        static_cast<void>(m_store->refresh(fileName()));
    }
    std::unique_ptr<SettingReader> reader() override
    {
        return loopOf([live = *m_live] { use(live.get()); });
    }
    bool isRight() override
    {
        publish(-1);
        return m_live->get() == valueOf<T>(-1);
    }

protected:
    const Live<T> &live() const { return *m_live; }

private:
    static QString fileName() { return u"setting.json"_s; }
    void write(int number)
    {
        const QString text =
            std::is_same_v<T, QString> ? u'"' + valueOf<QString>(number) + u'"' : QString::number(number);
        test::writeInPlace(m_folder.filePath(fileName()), "{\"value\": " + text.toUtf8() + "}\n");
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Live<T>> m_live;
};

/// As above, and the text is copied at each read, as a program does that keeps it.
class CopiedLiveMeans final : public LiveMeans<QString>
{
public:
    QString name() const override { return u"Live<T>::get(), copied"_s; }
    bool isJudged() const override { return false; }
    std::unique_ptr<SettingReader> reader() override
    {
        return loopOf([live = live()] { use(QString(live.get())); });
    }
};

/// A value behind a lock, used while the lock is held: it is never copied.
template<typename T, typename Mutex, template<typename> typename ReadLock>
class LockedMeans final : public ReadMeans
{
public:
    explicit LockedMeans(QString name)
        : m_name(std::move(name))
    {}
    QString name() const override { return m_name; }
    void publish(int number) override
    {
        T value = valueOf<T>(number);
        const std::lock_guard lock(m_mutex);
        m_value = std::move(value);
    }
    std::unique_ptr<SettingReader> reader() override
    {
        return loopOf([this] {
            const ReadLock<Mutex> lock(m_mutex);
            use(m_value);
        });
    }
    bool isRight() override
    {
        publish(-1);
        return m_value == valueOf<T>(-1);
    }

private:
    QString m_name;
    Mutex m_mutex;
    T m_value{};
};

template<typename T>
class AtomicPointerMeans final : public ReadMeans
{
public:
    QString name() const override { return u"std::atomic<std::shared_ptr>"_s; }
    void publish(int number) override { m_value.store(std::make_shared<const T>(valueOf<T>(number))); }
    std::unique_ptr<SettingReader> reader() override
    {
        return loopOf([this] { use(*m_value.load()); });
    }
    bool isRight() override
    {
        publish(-1);
        return *m_value.load() == valueOf<T>(-1);
    }

private:
    std::atomic<std::shared_ptr<const T>> m_value;
};

/// One QSettings for each thread, all of the same file.
template<typename T>
class SettingsMeans final : public ReadMeans
{
public:
    QString name() const override { return u"QSettings"_s; }
    void publish(int number) override { open()->setValue(key(), QVariant::fromValue(valueOf<T>(number))); }
    std::unique_ptr<SettingReader> reader() override
    {
        return loopOf([settings = open()] { use(settings->value(key()).template value<T>()); });
    }
    bool isRight() override
    {
        publish(-1);
        return open()->value(key()).template value<T>() == valueOf<T>(-1);
    }

private:
    static QString key() { return u"value"_s; }
    std::unique_ptr<QSettings> open() const
    {
        return std::make_unique<QSettings>(m_folder.filePath(u"setting.ini"_s), QSettings::IniFormat);
    }

    QTemporaryDir m_folder;
};

template<typename T>
std::vector<MakeReadMeans> meansFor()
{
    std::vector<MakeReadMeans> means{[] { return std::make_unique<LiveMeans<T>>(); }};
    if constexpr (std::is_same_v<T, QString>)
        means.push_back([] { return std::make_unique<CopiedLiveMeans>(); });
    means.push_back(
        [] { return std::make_unique<LockedMeans<T, std::mutex, std::unique_lock>>(u"std::mutex"_s); });
    means.push_back([] {
        return std::make_unique<LockedMeans<T, std::shared_mutex, std::shared_lock>>(u"std::shared_mutex"_s);
    });
    means.push_back([] { return std::make_unique<AtomicPointerMeans<T>>(); });
    means.push_back([] { return std::make_unique<SettingsMeans<T>>(); });
    return means;
}

} // namespace

QString nameOf(ReadType type)
{
    switch (type) {
    case ReadType::Int:
        return u"int"_s;
    case ReadType::Double:
        return u"double"_s;
    case ReadType::Text:
        break;
    }
    return u"QString"_s;
}

std::vector<MakeReadMeans> readMeans(ReadType type)
{
    switch (type) {
    case ReadType::Int:
        return meansFor<int>();
    case ReadType::Double:
        return meansFor<double>();
    case ReadType::Text:
        break;
    }
    return meansFor<QString>();
}

} // namespace retune
