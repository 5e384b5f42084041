#include "randomjson.h"
#include "randomtoml.h"
#include "randomyaml.h"

#include <editproof.h>

#include <retune/diff/threewaymerge.h>
#include <retune/format/format.h>
#include <retune/text/lineindex.h>

#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

using Side = MergeChoice::Side;
using test::AskedEdit;

/// A file of each format with tables, lists and comments where the format has them.
QByteArray sample(FormatId id)
{
    switch (id) {
    case FormatId::Toml:
        return "# top\nname = \"x\" # name\nports = [1, 2, 3]\n\n[http]\nport = 8080\ntls = "
               "true\n\n[http.log]\nlevel = 'info'\n"
               "size = 1.5\n";
    case FormatId::Yaml:
        return "# top\nname: x # name\nports:\n  - 1\n  - 2\nhttp:\n  port: 8080\n  tls: true\n  log:\n    "
               "level: 'info'\n"
               "    size: 1.5\n";
    case FormatId::Python:
        return "# top\nname = 'x'  # name\nports = [1, 2]\nhttp = {'port': 8080, 'tls': True, 'log': "
               "{'level': 'info'}}\n";
    case FormatId::Ini:
    case FormatId::QSettings:
        return "; top\n[http]\nport=8080\ntls=true\nhost=a\n\n; log\n[log]\nlevel=info\nsize=1.5\n";
    case FormatId::Git:
        return "# top\n[user]\n\tname = x\n\temail = y\n\tage = 3\n[http \"a.b\"]\n\tproxy = z\n\tport = 1\n";
    case FormatId::Systemd:
        return "# top\n[Unit]\nDescription=x\nAfter=y\n\n[Service]\nUser=z\nGroup=g\nRestart=no\n";
    case FormatId::Env:
        return "# top\nA=1\nB='two'\nC=\"three\"\nexport D=4\nE=5\n";
    case FormatId::Properties:
        return "# top\nname=x\nhttp.port=8080\nhttp.host=y\nlevel=info\nsize=2\n";
    default:
        return "{\n  \"name\": \"x\",\n  \"ports\": [1, 2, 3],\n  \"http\": {\"port\": 8080, \"tls\": true, "
               "\"log\": "
               "{\"level\": \"info\"}}\n}\n";
    }
}

QByteArray randomText(FormatId id, quint32 seed)
{
    if (seed % 2 == 0)
        return sample(id);
    if (id == FormatId::Toml) {
        RandomToml random(seed);
        random.write();
        return random.text;
    }
    if (id == FormatId::Yaml)
        return RandomYaml(seed).text;
    RandomJson random(seed, true);
    if (id == FormatId::Json)
        random.write();
    return id == FormatId::Json ? random.text : sample(id);
}

/// Some edits of members chosen by chance, those that the format can say.
Document edited(Document document, QRandomGenerator &random)
{
    const int count = 1 + int(random.bounded(4));
    for (int i = 0; i < count; ++i) {
        const QList<Node> nodes = test::reachableNodes(document);
        const Node node = nodes.at(random.bounded(int(nodes.size())));
        AskedEdit asked;
        asked.path = node.path();
        const QString key = u"k%1"_s.arg(random.bounded(6));
        switch (random.bounded(6)) {
        case 0:
            asked.type = AskedEdit::Type::Remove;
            break;
        case 1:
            asked.type = AskedEdit::Type::Rename;
            asked.key = key;
            break;
        case 2:
            asked.type = AskedEdit::Type::Add;
            asked.value = Value::string(u"new%1"_s.arg(random.bounded(100)));
            asked.path = node.kind() == Kind::List
                             ? asked.path.child(int(random.bounded(node.childCount() + 1)))
                             : asked.path.child(key);
            break;
        default:
            asked.value = random.bounded(2) ? test::otherValue(node.value())
                                            : Value{node.kind(), QString::number(random.bounded(100))};
        }
        if (const Result<Edit> edit = test::made(document, asked))
            document = edit->result;
    }
    return document;
}

QByteArray commentMark(FormatId id)
{
    switch (id) {
    case FormatId::Json:
        return {}; // it has none
    case FormatId::Jsonc:
        return "// ";
    case FormatId::Ini:
    case FormatId::QSettings:
        return "; ";
    default:
        return "# ";
    }
}

QByteArrayList commentsOf(const Document &document)
{
    QByteArrayList comments;
    for (const ByteRange &comment : document.comments())
        comments += document.bytes().sliced(comment.begin, comment.size()).trimmed();
    return comments;
}

/// The document with a line that is a comment somewhere, and perhaps a blank line, as somebody types them.
Document annotated(const Document &document, const QByteArray &note, QRandomGenerator &random)
{
    const LineIndex lines(document.bytes());
    const qsizetype at = lines.lineStart(1 + int(random.bounded(lines.lineCount())));
    QByteArray text = document.bytes();
    text.insert(at, commentMark(document.format().id()) + note + (random.bounded(3) ? "\n" : "\n\n"));
    const Result<Document> after = document.format().parse(text);
    const bool isComment = after && after->comments().size() == document.comments().size() + 1;
    return isComment && keyDiff(document, *after).isEmpty() ? *after : document;
}

/// The members of lists are one with their list here.
KeyPath placeOf(const KeyPath &path)
{
    KeyPath place;
    for (const KeyPath::Segment &segment : path.segments()) {
        if (std::holds_alternative<int>(segment))
            break;
        place = place.child(segment);
    }
    return place;
}

/// What a side changed: a table that it removed or added counts as a whole.
QList<KeyPath> placesOf(const Document &base, const Document &side)
{
    QList<KeyPath> places;
    for (const Change &change : keyDiff(base, side)) {
        const KeyPath whole = placeOf(change.path);
        KeyPath place;
        for (const KeyPath::Segment &segment : whole.segments()) {
            place = place.child(segment);
            if (base.find(place).isNull() != side.find(place).isNull())
                break;
        }
        places += place;
    }
    return places;
}

/// Whether one is the other or lies in it.
bool isTouched(const KeyPath &path, const QList<KeyPath> &places)
{
    return std::any_of(places.begin(), places.end(), [&](const KeyPath &place) {
        return place.startsWith(placeOf(path)) || placeOf(path).startsWith(place);
    });
}

/// What is wrong with a merge in which every clash was decided for one side: that side's document differs from it in
/// nothing but what the other side alone changed, and all of that is in it. Uses nothing of the merge's own proof.
QString objectionTo(const Document &merged, const Document &base, const Document &side, const Document &other)
{
    const QList<KeyPath> changed = placesOf(base, side);
    const QList<Change> fromOther = keyDiff(base, other);
    const QList<KeyPath> changedByOther = placesOf(base, other);
    for (const Change &change : keyDiff(side, merged)) {
        if (!isTouched(change.path, changedByOther))
            return u"expected nothing that neither side has, found "_s + change.toString();
        if (isTouched(change.path, changed) && keyDiff(other, merged).contains(change))
            return u"expected the chosen side, found "_s + change.toString();
    }
    const QList<Change> lost = keyDiff(other, merged);
    for (qsizetype i = 0; i < fromOther.size(); ++i) {
        const Change &change = fromOther.at(i);
        if (isTouched(changedByOther.at(i), changed))
            continue;
        const bool isLost = std::any_of(lost.begin(), lost.end(), [&](const Change &difference) {
            return difference.path == change.path;
        });
        if (isLost)
            return u"expected the other side's change, lost "_s + change.toString();
    }
    return {};
}

QString described(const MergeSides &sides, const QByteArray &merged)
{
    return QString::fromUtf8("\n--- base\n" + sides.base + "\n--- mine\n" + sides.mine + "\n--- disk\n" +
                             sides.disk + "\n--- merged\n" + merged);
}

} // namespace

/// Random edits on both sides of random files of every format: what comes of it has the changes of both, or asks.
class tst_MergeRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothSidesChangesAreThere_data();
    void bothSidesChangesAreThere();
    void bothSidesCommentsAreThere_data();
    void bothSidesCommentsAreThere();
};

void tst_MergeRandom::bothSidesChangesAreThere_data()
{
    QTest::addColumn<int>("id");
    for (const Format *format : formats())
        QTest::newRow(qPrintable(format->name())) << int(format->id());
}

void tst_MergeRandom::bothSidesChangesAreThere()
{
    QFETCH(int, id);
    const Format &format = retune::format(FormatId(id));
    int merges = 0;
    int clashes = 0;
    int byLines = 0;
    for (quint32 seed = 1; seed <= 250; ++seed) {
        QRandomGenerator random(seed);
        const Result<Document> base = format.parse(randomText(FormatId(id), seed));
        QVERIFY2(base, qPrintable(base ? QString() : base.error().toString()));
        const Document mine = edited(*base, random);
        const Document disk = edited(*base, random);
        const MergeSides sides{&format, base->bytes(), mine.bytes(), disk.bytes(), {}};
        const Result<ThreeWayMerge> asked = threeWayMerge(sides);
        QVERIFY(asked);
        ++merges;
        byLines += asked->way == ThreeWayMerge::Way::ByLines ? 1 : 0;
        clashes += asked->clashes.isEmpty() ? 0 : 1;
        for (const Side side : {Side::Mine, Side::Disk}) {
            QList<MergeChoice> choices;
            for (const MergeClash &clash : asked->clashes)
                choices += MergeChoice{clash, side, {}};
            const Result<ThreeWayMerge> merged = threeWayMerge(sides, choices);
            QVERIFY(merged);
            if (merged->way != asked->way ||
                (merged->way == ThreeWayMerge::Way::ByLines && !merged->clashes.isEmpty()))
                continue; // asked by lines: whoever decides sees them
            QCOMPARE(merged->undecided, 0);
            const Result<Document> document = format.parse(merged->text);
            QVERIFY2(document, qPrintable(described(sides, merged->text)));
            const QString why = side == Side::Mine ? objectionTo(*document, *base, mine, disk)
                                                   : objectionTo(*document, *base, disk, mine);
            QVERIFY2(why.isEmpty(),
                     qPrintable(u"seed %1: "_s.arg(seed) + why + described(sides, merged->text)));
        }
    }
    qInfo("%d merges, %d with clashes, %d by lines", merges, clashes, byLines);
    QVERIFY2(clashes > merges / 20 && clashes < merges * 9 / 10, "expected merges with and without clashes");
    QVERIFY2(byLines < merges / 4, "expected most merges to go by keys");
}

void tst_MergeRandom::bothSidesCommentsAreThere_data()
{
    QTest::addColumn<int>("id");
    for (const Format *format : formats()) {
        if (!commentMark(format->id()).isEmpty())
            QTest::newRow(qPrintable(format->name())) << int(format->id());
    }
}

void tst_MergeRandom::bothSidesCommentsAreThere()
{
    QFETCH(int, id);
    const Format &format = retune::format(FormatId(id));
    int byKeys = 0;
    constexpr quint32 merges = 150;
    for (quint32 seed = 1; seed <= merges; ++seed) {
        QRandomGenerator random(seed);
        const Result<Document> base = format.parse(randomText(FormatId(id), seed));
        QVERIFY(base);
        const Document mine = annotated(edited(*base, random), "by me", random);
        const Document disk = annotated(edited(*base, random), "on disk", random);
        const MergeSides sides{&format, base->bytes(), mine.bytes(), disk.bytes(), {}};
        const Result<ThreeWayMerge> merged = threeWayMerge(sides);
        QVERIFY(merged);
        const bool isByKeys = merged->way == ThreeWayMerge::Way::ByKeys;
        byKeys += isByKeys ? 1 : 0;
        if (!isByKeys && !merged->clashes.isEmpty())
            continue; // asked by lines
        const Result<Document> document = format.parse(merged->text);
        QVERIFY2(document, qPrintable(described(sides, merged->text)));
        const QByteArrayList comments = commentsOf(*document);
        for (const Document &side : {mine, disk}) {
            for (const QByteArray &comment : commentsOf(side)) {
                const bool isKnown = commentsOf(*base).contains(comment);
                QVERIFY2(isKnown || comments.contains(comment), qPrintable(described(sides, merged->text)));
            }
        }
        // Clashes that nobody decided have the disk's side.
        const QString why = objectionTo(*document, *base, disk, mine);
        QVERIFY2(why.isEmpty(), qPrintable(u"seed %1: "_s.arg(seed) + why + described(sides, merged->text)));
    }
    QVERIFY2(byKeys > int(merges) / 2,
             qPrintable(u"expected most merges to go by keys, found %1"_s.arg(byKeys)));
    qInfo("%d of %u by keys", byKeys, merges);
}

QTEST_GUILESS_MAIN(tst_MergeRandom)
#include "tst_mergerandom.moc"
