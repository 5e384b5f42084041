#include <retune/format/format.h>
#include <retune/store/convert.h>

#include <QtTest/QTest>

#include <array>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

class Weekdays
{
    Q_GADGET
public:
    enum class Day { Monday, Tuesday };
    Q_ENUM(Day)
};

enum class Level { Low, High };

struct Http
{
    int port = 80;
    QString host = u"localhost"_s;
    std::optional<double> limit;
    QList<QString> names;
};

struct Server
{
    Http http;
    Level level = Level::Low;
};

/// A type of a program's own.
struct Colour
{
    int red = 0;
    int green = 0;
    bool operator==(const Colour &) const = default;
};

} // namespace

template<>
struct retune::EnumNames<Level>
{
    static constexpr std::array names{std::pair{QLatin1String("low"), Level::Low},
                                      std::pair{QLatin1String("high"), Level::High}};
};
template<>
struct retune::Fields<Http>
{
    static constexpr std::tuple all{Field{u"port", &Http::port}, Field{u"host", &Http::host},
                                    Field{u"limit", &Http::limit}, Field{u"names", &Http::names}};
};
template<>
struct retune::Fields<Server>
{
    static constexpr std::tuple all{Field{u"http", &Server::http}, Field{u"level", &Server::level}};
};
template<>
struct retune::Convert<Colour>
{
    static Result<Colour> from(const Setting &setting)
    {
        const auto parts = Convert<QList<int>>::from(setting);
        if (!parts || parts->size() != 2)
            return conversionProblem(u"two whole numbers"_s, setting);
        return Colour{parts->at(0), parts->at(1)};
    }
};

class TestConvert : public QObject
{
    Q_OBJECT

    Document m_document;

    /// The setting `a` of a JSON text.
    Setting a(const QByteArray &value)
    {
        m_document = *format(FormatId::Json).parse("{\"a\": " + value + "}");
        return m_document.find({u"a"_s});
    }
    template<typename T>
    QString errorOf(const QByteArray &value)
    {
        const Result<T> result = Convert<T>::from(a(value));
        return result ? u"accepted"_s : result.error().message;
    }

private Q_SLOTS:
    void wholeNumbersHaveBounds()
    {
        QCOMPARE(Convert<int>::from(a("-7")).value(), -7);
        QCOMPARE(Convert<quint8>::from(a("255")).value(), 255);
        QCOMPARE(Convert<qint64>::from(a("9223372036854775807")).value(), std::numeric_limits<qint64>::max());
        QCOMPARE(errorOf<quint8>("256"),
                 u"expected a whole number from 0 to 255, found the whole number \"256\""_s);
        QCOMPARE(Convert<quint64>::from(a("18446744073709551615")).value(),
                 std::numeric_limits<quint64>::max());
        QCOMPARE(Convert<std::size_t>::from(a("0")).value(), 0U);
        for (const QByteArray &outside : {"-1"_ba, "-9223372036854775808"_ba, "18446744073709551616"_ba})
            QVERIFY2(errorOf<quint64>(outside).startsWith(
                         u"expected a whole number from 0 to 18446744073709551615, found"_s),
                     qPrintable(errorOf<quint64>(outside)));
        QCOMPARE(errorOf<int>("1.5"), u"expected a whole number, found the number \"1.5\""_s);
    }

    void datesAreReadInEverySpelling_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QDateTime>("time");
        const QDate day(2026, 2, 3);
        const QDateTime utc(day, QTime(4, 5, 6, 700), Qt::UTC);
        QTest::newRow("with T and Z") << "\"2026-02-03T04:05:06.700Z\""_ba << utc;
        QTest::newRow("with a blank and small z") << "\"2026-02-03 04:05:06.7004z\""_ba << utc;
        QTest::newRow("with an offset") << "\"2026-02-03T05:05:06.7+01:00\""_ba << utc;
        QTest::newRow("local") << "\"2026-02-03T04:05:06\""_ba << QDateTime(day, QTime(4, 5, 6));
        QTest::newRow("a date alone") << "\"2026-02-03\""_ba << day.startOfDay();
    }

    void datesAreReadInEverySpelling()
    {
        QFETCH(QByteArray, text);
        QFETCH(QDateTime, time);
        const Result<QDateTime> read = Convert<QDateTime>::from(a(text));
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(read->toMSecsSinceEpoch(), time.toMSecsSinceEpoch());
    }

    void whatIsNoDateIsRefused()
    {
        QCOMPARE(errorOf<QDateTime>("\"2026-02-30\""),
                 u"expected a date and time, found the text \"2026-02-30\""_s);
    }

    void listsAndMapsHoldAnyType()
    {
        QCOMPARE(Convert<QList<int>>::from(a("[1, 2]")).value(), (QList<int>{1, 2}));
        QCOMPARE(Convert<std::vector<bool>>::from(a("[true, false]")).value(), (std::vector{true, false}));
        QCOMPARE((Convert<QMap<QString, QList<double>>>::from(a("{\"x\": [1, 0.5]}")).value()),
                 (QMap<QString, QList<double>>{{u"x"_s, {1, 0.5}}}));
        QCOMPARE((Convert<std::map<QString, int>>::from(a("{\"x\": 1}")).value()),
                 (std::map<QString, int>{{u"x"_s, 1}}));
        QCOMPARE(errorOf<QList<int>>("[1, \"b\"]"), u"[1]: expected a whole number, found the text \"b\""_s);
        QCOMPARE((errorOf<QHash<QString, int>>("{\"x\": null}")),
                 u"x: expected a whole number, found the null \"null\""_s);
        QCOMPARE(errorOf<QList<int>>("1"), u"expected a list, found the whole number \"1\""_s);
    }

    void enumsAreReadByName()
    {
        QCOMPARE(Convert<Level>::from(a("\"high\"")).value(), Level::High);
        QCOMPARE(Convert<Weekdays::Day>::from(a("\"Tuesday\"")).value(), Weekdays::Day::Tuesday);
        QCOMPARE(errorOf<Level>("\"High\""), u"expected one of low, high, found the text \"High\""_s);
        QCOMPARE(errorOf<Weekdays::Day>("1"),
                 u"expected one of Monday, Tuesday, found the whole number \"1\""_s);
    }

    void aStructIsReadAsOne()
    {
        const auto server = Convert<Server>::from(
            a(R"({"http": {"port": 8080, "limit": null, "names": ["x"], "other": 1}, "level": "high"})"));
        QVERIFY(server);
        QCOMPARE(server->http.port, 8080);
        QCOMPARE(server->http.host, u"localhost"_s);
        QVERIFY(!server->http.limit);
        QCOMPARE(server->http.names, QList<QString>{u"x"_s});
        QCOMPARE(server->level, Level::High);
        QCOMPARE(errorOf<Server>(R"({"http": {"port": "x"}})"),
                 u"http: port: expected a whole number, found the text \"x\""_s);
        QCOMPARE(errorOf<Server>("[]"), u"expected a table, found a value of type array"_s);
    }

    void problemsTellNoSecrets()
    {
        m_document = *format(FormatId::Json).parse("{\"token\": \"hunter2\"}");
        const auto read = Convert<int>::from(m_document.find({u"token"_s}));
        QVERIFY(!read);
        QCOMPARE(read.error().message, u"expected a whole number, found the text \"••••••\""_s);
    }

    void aProgramBringsTypesOfItsOwn()
    {
        QCOMPARE(Convert<Colour>::from(a("[1, 2]")).value(), (Colour{1, 2}));
        QCOMPARE(errorOf<Colour>("[1]"), u"expected two whole numbers, found a value of type array"_s);
    }

    void aFormatWithoutTypesGivesAnyScalarAsText()
    {
        m_document = *format(FormatId::Ini).parse("port = 0080\nsize = 5\nopen = On\nflag\n");
        const auto text = [this](const QString &key) {
            const auto read = Convert<QString>::from(m_document.find({key}));
            return read ? *read : read.error().message;
        };
        QCOMPARE(text(u"port"_s), u"0080"_s);
        QCOMPARE(text(u"size"_s), u"5"_s);
        QCOMPARE(text(u"open"_s), u"On"_s);
        QVERIFY(text(u"flag"_s).startsWith(u"expected a text"_s));
        QCOMPARE(errorOf<QString>("5"), u"expected a text, found the whole number \"5\""_s);
    }
};

QTEST_GUILESS_MAIN(TestConvert)
#include "tst_convert.moc"
