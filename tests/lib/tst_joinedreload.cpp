#include <retune/format/format.h>
#include <retune/history/joinedreload.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

SettingsFilePtr file(const QByteArray &bytes)
{
    auto file = std::make_shared<SettingsFile>();
    file->path = u"a.json"_s;
    file->format = &format(FormatId::Json);
    file->disk = bytes;
    file->document = *file->format->parse(bytes);
    return file;
}

/// The reloads that show these texts one after the other, the first of them being there before.
QList<Reload> reloads(const QByteArrayList &texts)
{
    QList<Reload> made;
    SettingsFilePtr before = texts.first().isEmpty() ? nullptr : file(texts.first());
    for (qsizetype i = 1; i < texts.size(); ++i) {
        const SettingsFilePtr after = file(texts[i]);
        made.append({quint64(i),
                     QDateTime::fromMSecsSinceEpoch(i, Qt::UTC),
                     {FileReload{before, after, {}, std::chrono::microseconds(i)}}});
        before = after;
    }
    return made;
}

} // namespace

class TestJoinedReload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesFromTheFirstBeforeToTheLastAfter_data()
    {
        QTest::addColumn<QByteArrayList>("texts");
        QTest::addColumn<QString>("change");
        const auto row = [](const char *name, const QByteArrayList &texts, const QString &change) {
            QTest::newRow(name) << texts << change;
        };
        row("one reload stays as it is", {R"({"a":1})", R"({"a":2})"}, u"1 2"_s);
        row("several become one", {R"({"a":1})", R"({"a":2})", R"({"a":3})", R"({"a":9})"}, u"1 9"_s);
        row("there and back is nothing", {R"({"a":1})", R"({"a":2})", R"({"a":1})"}, {});
        row("what is new has nothing before", {"", R"({"a":2})", R"({"a":3})"}, u"- 3"_s);
        row("nothing came", {R"({"a":1})"}, {});
    }

    void goesFromTheFirstBeforeToTheLastAfter()
    {
        QFETCH(const QByteArrayList, texts);
        QFETCH(const QString, change);
        JoinedReload joined;
        for (const Reload &reload : reloads(texts))
            joined.add(reload, reload.files.first());
        QCOMPARE(joined.isEmpty(), texts.size() == 1);
        const std::optional<Reload> result = joined.joined();
        QCOMPARE(result.has_value(), !change.isEmpty());
        if (!result)
            return;
        QCOMPARE(result->revision, quint64(texts.size() - 1));
        QCOMPARE(result->published.toMSecsSinceEpoch(), texts.size() - 1);
        QCOMPARE(result->files.size(), 1);
        const FileReload &only = result->files.first();
        QCOMPARE(only.latency.count(), texts.size() - 1);
        QCOMPARE(only.after->document.bytes(), texts.last());
        QCOMPARE(only.changes.size(), 1);
        const Change &found = only.changes.first();
        const QString before = found.before ? found.before->text : u"-"_s;
        QCOMPARE(before + u' ' + found.after->text, change);
    }
};

QTEST_APPLESS_MAIN(TestJoinedReload)
#include "tst_joinedreload.moc"
