#include "watchreport.h"

#include "json.h"
#include "terminal.h"

#include <retune/text/tr.h>

#include <QtCore/QJsonArray>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

double milliseconds(std::chrono::microseconds time)
{
    return double(time.count()) / 1000.0;
}

/// Without a translation there is but one form for all numbers.
QString filesText(int count)
{
    return count == 1 ? Tr::tr("1 file in %1 (%2), revision %3")
                      : Tr::tr("%n files in %1 (%2), revision %3", nullptr, count);
}

class TextReport final : public WatchReport
{
public:
    explicit TextReport(bool showSecrets)
        : m_showSecrets(showSecrets)
    {}

    void begun(const QString &folder, const Snapshot &snapshot, const WatchStatus &status) override
    {
        print(QDateTime::currentDateTime(), u"watching"_s,
              filesText(snapshot.fileCount())
                  .arg(folder, watcherName(status.kind), QString::number(snapshot.revision())));
    }

    void reloaded(const Reload &reload) override
    {
        for (const FileReload &file : reload.files) {
            const QString time = QString::number(milliseconds(file.latency), 'f', 1);
            print(reload.published, u"reload"_s,
                  u"r%1  %2  %3  (%4 ms)"_s.arg(QString::number(reload.revision), file.path(),
                                                changesText(file), time));
        }
    }

    void failed(const Problem &problem) override
    {
        print(QDateTime::currentDateTime(), u"problem"_s, problem.toString());
    }

    void recovered(const QString &file) override
    {
        print(QDateTime::currentDateTime(), u"recovered"_s, file);
    }

    void forgotten(const QString &file) override
    {
        print(QDateTime::currentDateTime(), u"forgotten"_s, file);
    }

    void scanned(const QString &folder, const QString &reason) override
    {
        print(QDateTime::currentDateTime(), u"scanned"_s, u"%1: %2"_s.arg(folder, reason));
    }

    void leftToEvents(const QString &folder) override
    {
        print(QDateTime::currentDateTime(), u"watched"_s, folder);
    }

    void overflowed(int times) override
    {
        print(QDateTime::currentDateTime(), u"overflow"_s,
              Tr::tr("events were lost (%n times); everything was looked at again", nullptr, times));
    }

private:
    /// All changes on one line; of very many only the first, `--json` has them all.
    QString changesText(const FileReload &file) const
    {
        constexpr qsizetype most = 100;
        if (file.changes.isEmpty())
            return file.before ? Tr::tr("no value changed") : Tr::tr("new");
        QStringList texts;
        for (const Change &change : file.changes.first(std::min(most, file.changes.size())))
            texts += changeText(change, m_showSecrets);
        if (file.changes.size() > most)
            texts += Tr::tr("and %n more", nullptr, int(file.changes.size() - most));
        return texts.join(u"; "_s);
    }

    static void print(const QDateTime &time, const QString &event, const QString &text)
    {
        printLine(printable(
            u"%1  %2 %3"_s.arg(time.toLocalTime().toString(u"HH:mm:ss.zzz"), event.leftJustified(9), text)));
    }

    const bool m_showSecrets;
};

class JsonReport final : public WatchReport
{
public:
    explicit JsonReport(bool showSecrets)
        : m_showSecrets(showSecrets)
    {}

    void begun(const QString &folder, const Snapshot &snapshot, const WatchStatus &status) override
    {
        print(QDateTime::currentDateTime(), u"watching"_s,
              {{u"folder"_s, folder},
               {u"files"_s, snapshot.fileCount()},
               {u"revision"_s, qint64(snapshot.revision())},
               {u"watcher"_s, watcherName(status.kind)}});
    }

    void reloaded(const Reload &reload) override
    {
        for (const FileReload &file : reload.files) {
            QJsonArray changes;
            for (const Change &change : file.changes)
                changes.append(toJson(change, m_showSecrets));
            print(reload.published, u"reload"_s,
                  {{u"revision"_s, qint64(reload.revision)},
                   {u"file"_s, file.path()},
                   {u"isNew"_s, !file.before},
                   {u"changes"_s, changes},
                   {u"milliseconds"_s, milliseconds(file.latency)}});
        }
    }

    void failed(const Problem &problem) override
    {
        print(QDateTime::currentDateTime(), u"problem"_s, toJson(problem));
    }

    void recovered(const QString &file) override
    {
        print(QDateTime::currentDateTime(), u"recovered"_s, {{u"file"_s, file}});
    }

    void forgotten(const QString &file) override
    {
        print(QDateTime::currentDateTime(), u"forgotten"_s, {{u"file"_s, file}});
    }

    void scanned(const QString &folder, const QString &reason) override
    {
        print(QDateTime::currentDateTime(), u"scanned"_s, {{u"file"_s, folder}, {u"message"_s, reason}});
    }

    void leftToEvents(const QString &folder) override
    {
        print(QDateTime::currentDateTime(), u"watched"_s, {{u"file"_s, folder}});
    }

    void overflowed(int times) override
    {
        print(QDateTime::currentDateTime(), u"overflow"_s, {{u"times"_s, times}});
    }

private:
    static void print(const QDateTime &time, const QString &event, QJsonObject object)
    {
        object[u"event"_s] = event;
        object[u"time"_s] = time.toUTC().toString(Qt::ISODateWithMs);
        writeOutput(jsonText(object) + '\n');
    }

    const bool m_showSecrets;
};

} // namespace

std::unique_ptr<WatchReport> makeTextReport(bool showSecrets)
{
    return std::make_unique<TextReport>(showSecrets);
}

std::unique_ptr<WatchReport> makeJsonReport(bool showSecrets)
{
    return std::make_unique<JsonReport>(showSecrets);
}

} // namespace retune
