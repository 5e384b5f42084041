#include <retune/history/putbackplan.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

using Folder = std::map<QString, QByteArray>;
Q_DECLARE_METATYPE(Folder)

class TestPutBackPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatHasToBeDone_data()
    {
        QTest::addColumn<Folder>("then");
        QTest::addColumn<Folder>("now");
        QTest::addColumn<QString>("plan");
        const auto row = [](const char *name, const Folder &then, const Folder &now, const QString &plan) {
            QTest::newRow(name) << then << now << plan;
        };
        const QByteArray one = "1";
        const QByteArray two = "2";
        row("a folder as it was needs nothing", {{u"a"_s, one}}, {{u"a"_s, one}}, {});
        row("another text is changed back", {{u"a"_s, one}}, {{u"a"_s, two}}, u"a=1"_s);
        row("a file that is gone comes back", {{u"a"_s, one}}, {}, u"+a=1"_s);
        row("a file that came later stays", {}, {{u"a"_s, one}}, u"~a"_s);
        row("all of them at once", {{u"a"_s, one}, {u"b"_s, one}, {u"c"_s, one}},
            {{u"a"_s, two}, {u"c"_s, one}, {u"d"_s, two}}, u"a=1 +b=1 ~d"_s);
        row("an empty file is a file", {{u"a"_s, {}}}, {}, u"+a="_s);
    }

    void saysWhatHasToBeDone()
    {
        QFETCH(const Folder, then);
        QFETCH(const Folder, now);
        QList<KeptText> texts;
        for (const auto &[path, bytes] : then)
            texts.append({path, bytes});
        const PutBackPlan plan = putBackPlan(texts, now);
        QStringList told;
        for (const KeptText &text : plan.changed)
            told += text.path + u'=' + QString::fromUtf8(text.bytes);
        for (const KeptText &text : plan.gone)
            told += u'+' + text.path + u'=' + QString::fromUtf8(text.bytes);
        for (const QString &path : plan.newer)
            told += u'~' + path;
        QTEST(told.join(u' '), "plan");
        QCOMPARE(plan.isEmpty(), plan.changed.isEmpty() && plan.gone.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestPutBackPlan)
#include "tst_putbackplan.moc"
