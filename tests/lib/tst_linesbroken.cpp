#include "lineformats.h"

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// Something of everything that a dialect knows.
QByteArray sample(FormatId id)
{
    switch (id) {
    case FormatId::Git:
        return "# c\n[a] k = 1 ; d\n\tk\n[A \"b.\\\"\\\\\"]\n\tx = a \"b # c\"  d\\\n  e\\t\n[c.D]\nk = "
               "\n[a]\n K = 2\n";
    case FormatId::Systemd:
        return "# c\n[Unit]\nA=1\\\n# d\n  2\\\\\n\n[S]\nA=\nA = x \\\n\n[Unit]\nA=3\nB=\\\n";
    case FormatId::QSettings:
        return "; c\n[General]\na=1, \"x, y\" ,\\x4f60z ; "
               "d\nb\\c%20=@ByteArray(\\0\\xff)\n[%U4f60]\nd=\"e\n;f\"\\\ng\na=,\n";
    case FormatId::Env:
        return "# c\nexport A='b\n#' # d\nB=\"x\\n\\\"\ny\"\nC = x#y #z\nD\nA=2\n";
    case FormatId::Properties:
        return "! c\na\\ b\\u0041 = x\\\n  y\nc:\\\n d e f \\\\\n\\\nb\nc\\=  =\\u4f60\n";
    default:
        return "# c\nk = 1\n[a] ; d\nb: x\n  y\n\n# e\n  z\nflag\n[b]]\nc =\n [a]\n  b=2\n";
    }
}

/// The sample with some bytes lost, doubled, or put from one place to another.
QByteArray broken(QByteArray text, QRandomGenerator &random)
{
    static const QByteArray marks = "\n\n\r\\\"'=[]#;,:! \t%@ux";
    for (int changes = int(random.bounded(1, 5)); changes > 0 && !text.isEmpty(); --changes) {
        const qsizetype at = random.bounded(int(text.size()));
        const qsizetype size = std::min<qsizetype>(text.size() - at, random.bounded(1, 6));
        switch (random.bounded(4)) {
        case 0:
            text.remove(at, size);
            break;
        case 1:
            text.insert(at, text.mid(random.bounded(int(text.size())), size));
            break;
        case 2:
            text[at] = marks[random.bounded(int(marks.size()))];
            break;
        default:
            text.insert(at, marks[random.bounded(int(marks.size()))]);
        }
    }
    return text;
}

void checkTree(const Document &document)
{
    const qsizetype size = document.bytes().size();
    for (quint32 id = 0; id < quint32(document.nodeCount()); ++id) {
        const Node node = document.node(id);
        QVERIFY(0 <= node.range().begin && node.range().begin <= node.range().end &&
                node.range().end <= size);
        QVERIFY(node.keyRange().begin <= node.keyRange().end && node.keyRange().end <= size);
        QVERIFY(node.value().kind == node.kind() && node.key().size() <= node.keyRange().size());
        QVERIFY(!node.parent() || node.parent().id() < id);
        if (const Node next = node.nextSibling())
            QVERIFY(next.id() > id);
    }
    qsizetype end = 0;
    for (const ByteRange &comment : document.comments()) {
        QVERIFY(comment.begin >= end && comment.end > comment.begin && comment.end <= size);
        end = comment.end;
    }
}

/// An edit of some kind of some place, made or refused.
Result<Edit> someEdit(const Document &document, QRandomGenerator &random)
{
    const Node node = document.node(quint32(random.bounded(document.nodeCount())));
    const KeyPath path = node.path();
    const QString &text = nastyStrings().at(random.bounded(int(nastyStrings().size())));
    switch (random.bounded(6)) {
    case 0:
        return setValue(document, path, Value::string(text));
    case 1:
        return addValue(document, path.child(text), Value::string(text));
    case 2:
        return addValue(document, path.child(int(random.bounded(3))), Value::integer(5));
    case 3:
        return removeValue(document, path);
    case 4:
        return renameKey(document, path, text);
    default:
        return moveElement(document, path, int(random.bounded(3)));
    }
}

} // namespace

/// Files that are half-written, cut or full of mistakes.
class TestLinesBroken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOrRefusesWhatIsBroken_data();
    void readsOrRefusesWhatIsBroken();
    void takesTimeInProportion_data();
    void takesTimeInProportion();
};

static void addFormats()
{
    QTest::addColumn<FormatId>("id");
    for (const FormatId id : {FormatId::Ini, FormatId::Git, FormatId::Systemd, FormatId::QSettings,
                              FormatId::Env, FormatId::Properties})
        QTest::newRow(qPrintable(format(id).shortName())) << id;
}

void TestLinesBroken::readsOrRefusesWhatIsBroken_data()
{
    addFormats();
}

void TestLinesBroken::readsOrRefusesWhatIsBroken()
{
    QFETCH(FormatId, id);
    const QByteArray whole = sample(id);
    QVERIFY2(format(id).parse(whole), qPrintable(messageOf(format(id).parse(whole))));
    const int count = qEnvironmentVariableIntValue("RETUNE_BROKEN_FILES");
    QRandomGenerator random(7);
    int edits = 0;
    for (int i = 0; i < (count > 0 ? count : 3000); ++i) {
        const QByteArray text = i < whole.size() ? whole.left(i) : broken(whole, random);
        const Result<Document> document = format(id).parse(text);
        if (!document) {
            QVERIFY(!document.error().position.isNull());
            QVERIFY(document.error().range.end <= text.size() + 1);
            continue;
        }
        checkTree(*document);
        const Result<Edit> edit = someEdit(*document, random);
        if (edit && !edit->replacements.isEmpty()) {
            checkTree(edit->result);
            QCOMPARE(applied(edit->result.bytes(), inverted(text, edit->replacements)), text);
            ++edits;
        }
    }
    QVERIFY2(edits > 100, qPrintable(QString::number(edits)));
}

void TestLinesBroken::takesTimeInProportion_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("unit");

    for (const FormatId id : {FormatId::Ini, FormatId::Git, FormatId::Systemd, FormatId::QSettings,
                              FormatId::Env, FormatId::Properties}) {
        for (const char *unit : {"a=b\n",
                                 "a\n",
                                 "[a]\n",
                                 "[a]\nb=1\n[c]\nb=1\n",
                                 "# c\n",
                                 "\n",
                                 "  \n",
                                 "\\\n",
                                 "\\",
                                 "\"",
                                 "'",
                                 "a=\"",
                                 "a='\n",
                                 "[",
                                 "]",
                                 "=",
                                 "a=b\\\n",
                                 ",",
                                 "a=b\n#\n  c\n",
                                 "\r",
                                 " #",
                                 "[a \"b\"]\nk=1\n",
                                 "[a.b]\n",
                                 "%",
                                 "\\u0041",
                                 "a=\\x4",
                                 "k=1,"}) {
            const QByteArray shown = QByteArray(unit).toPercentEncoding("[]=#,'\\ ");
            QTest::addRow("%s %s", qPrintable(format(id).shortName()), shown.constData())
                << id << QByteArray(unit);
        }
    }
}

/// A reader that looks at a text again and again would take minutes here.
void TestLinesBroken::takesTimeInProportion()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, unit);
    const QByteArray text = "[a]\n" + unit.repeated(400'000 / unit.size());
    const QByteArray own = id == FormatId::Env || id == FormatId::Properties ? text.sliced(4) : text;
    const Result<Document> document = format(id).parse(own);
    if (document)
        QVERIFY(document->nodeCount() > 0);
    else
        QVERIFY(!document.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(TestLinesBroken)
#include "tst_linesbroken.moc"
