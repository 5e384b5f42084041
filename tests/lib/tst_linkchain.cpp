#include <retune/watch/linkchain.h>

#include "rawfile.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace retune;
using namespace retune::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class LinkChainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesThePlacesOnTheWay_data();
    void namesThePlacesOnTheWay();
    void hasNoPlaceForTheRoot();
};

void LinkChainTest::namesThePlacesOnTheWay_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a file without links") << u"one/file"_s << u"one:file"_s;
    QTest::newRow("a folder without links") << u"one/sub/"_s << u"one:sub"_s;
    QTest::newRow("a missing file") << u"one/missing"_s << u"one:missing"_s;
    QTest::newRow("a missing folder on the way") << u"one/missing/sub/file"_s << u"one:missing"_s;
    QTest::newRow("a file where a folder is expected") << u"one/file/sub"_s << u"one/file:sub"_s;
    QTest::newRow("a relative link") << u"relative"_s << u":relative one:file"_s;
    QTest::newRow("an absolute link") << u"absolute"_s << u":absolute one:file"_s;
    QTest::newRow("a link over a link") << u"twice"_s << u":twice :relative one:file"_s;
    QTest::newRow("a link to a folder") << u"folder/file"_s << u":folder one/sub:file"_s;
    QTest::newRow("up from where a link leads, not from where it stands")
        << u"folder/../file"_s << u":folder one:file"_s;
    QTest::newRow("dots and doubled slashes") << u"./one//./file"_s << u"one:file"_s;
    QTest::newRow("a link that leads nowhere") << u"nowhere"_s << u":nowhere one:missing"_s;
    QTest::newRow("a link to itself") << u"circle"_s << u":circle"_s;
}

void LinkChainTest::namesThePlacesOnTheWay()
{
    QFETCH(QString, path);
    QFETCH(QString, expected);
    const QTemporaryDir temporary;
    const QString root = QFileInfo(temporary.path()).canonicalFilePath();
    QVERIFY(QDir().mkpath(root + u"/one/sub"_s));
    createNew(root + u"/one/file"_s, {});
    symbolicLink(u"one/file"_s, root + u"/relative"_s);
    symbolicLink(root + u"/one/file"_s, root + u"/absolute"_s);
    symbolicLink(u"relative"_s, root + u"/twice"_s);
    symbolicLink(u"one/sub"_s, root + u"/folder"_s);
    symbolicLink(u"one/missing"_s, root + u"/nowhere"_s);
    symbolicLink(u"circle"_s, root + u"/circle"_s);

    QStringList places;
    for (const Place &place : linkChain(root + u'/' + path)) {
        QVERIFY(place.folder.startsWith(root));
        places.append(place.folder.mid(root.size() + 1) + u':' + place.name);
    }
    places.removeDuplicates(); // the circle is followed until the limit
    QCOMPARE(places.join(u' '), expected);
}

void LinkChainTest::hasNoPlaceForTheRoot()
{
    QVERIFY(linkChain(u"/"_s).empty());
    QVERIFY(linkChain(QString()).empty());
}

} // namespace

QTEST_GUILESS_MAIN(LinkChainTest)
#include "tst_linkchain.moc"
