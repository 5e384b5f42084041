#include "scriptededitor.h"
#include "treetext.h"

#include "tree/rowsteps.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QByteArray server = R"({"http": {"port": 8080, "tls": true}, "hosts": ["a", "b"], "greeting": "你好"})";

QModelIndex valueOf(const SettingsModel &model, const KeyPath &key)
{
    return model.nodeIndex(u"server.json"_s, key).siblingAtColumn(SettingsModel::ValueColumn);
}

} // namespace

class TestSettingsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void filesStandInOrderWithTheirTrees();
    void updates_data();
    void updates();
    void rowsThatStayKeepTheirPlace();
    void anEqualTreeTouchesNothing();
    void onlyWhatDiffersIsTold();
    void rowsNobodyLookedAtAreNotMade();
    void problemsAndUnsavedEditsAreSaidInWords();
    void aReloadedValueFadesAndNothingStays();
    void editsGoToTheEditor();
    void aRenamedRowStays();
    void saysWhyATextCannotStand_data();
    void saysWhyATextCannotStand();
    void refusedEditsSayWhy_data();
    void refusedEditsSayWhy();
    void aNewKeyIsShownWhileTheEditIsUnderWay();
    void aGestureEndsWithItsEditor();
    void whatCannotBeEditedSaysWhy_data();
    void whatCannotBeEditedSaysWhy();
    void secretsAreCoveredUntilTheUserSaysSo();
    void aTableWithASecretIsNotToldWhereItWas();
    void aFileWithoutGoodContentHasARow();
    void aFileThatIsOneValueIsARowWithAValue();
    void longAndManyLinedValuesStandOnOneLine();
    void stepsLeadFromRowsToRows_data();
    void stepsLeadFromRowsToRows();

private:
    void show(const QString &path, const QByteArray &text)
    {
        const ShownFile file = jsonFile(path, text);
        m_documents[path] = file.document;
        m_model->reset({file});
    }

    std::unique_ptr<ScriptedEditor> m_editor;
    std::unique_ptr<SettingsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QMap<QString, Document> m_documents; ///< of the files that edits are made in
    QStringList m_edits;                 ///< what they changed
};

void TestSettingsModel::init()
{
    m_model = std::make_unique<SettingsModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_edits.clear();
    m_documents.clear();
    m_editor = std::make_unique<ScriptedEditor>(
        [this](const QString &path, const DocumentEdit &edit, const SettingsModel::EditDone &done) {
            const Document before = m_documents.value(path);
            const Result<Edit> made = edit(before);
            if (!made)
                return done(Unexpected{made.error()});
            for (const Change &change : keyDiff(before, made->result))
                m_edits.append(change.toString());
            m_documents[path] = made->result;
            ShownFile shown;
            shown.path = path;
            shown.document = made->result;
            m_model->update(shown);
            done({});
        });
    m_model->setEditor(m_editor.get());
}

void TestSettingsModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestSettingsModel::filesStandInOrderWithTheirTrees()
{
    m_model->reset({jsonFile(u"server.json"_s, server), jsonFile(u"app.json"_s, "{}")});
    m_model->update(jsonFile(u"b/c.json"_s, R"({"x": [1, {"y": null}]})"));
    QCOMPARE(treeText(*m_model), uR"(app.json
b/c.json
  x = [1, {"y": null}]
    [0] = 1
    [1] = 1 key
      y = null
server.json
  http = 2 keys
    port = 8080
    tls = true
  hosts = ["a", "b"]
    [0] = a
    [1] = b
  greeting = 你好
)"_s);
    m_model->remove(u"b/c.json"_s);
    m_model->remove(u"never there.json"_s);
    QCOMPARE(m_model->rowCount(), 2);
}

void TestSettingsModel::updates_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("tree");

    QTest::newRow("a value changes") << QByteArray(R"({"a": 1, "b": 2})") << QByteArray(R"({"a": 1, "b": 3})")
                                     << u"f.json\n  a = 1\n  b = 3\n"_s;
    QTest::newRow("a key comes in the middle")
        << QByteArray(R"({"a": 1, "c": 3})") << QByteArray(R"({"a": 1, "b": 2, "c": 3})")
        << u"f.json\n  a = 1\n  b = 2\n  c = 3\n"_s;
    QTest::newRow("keys go at both ends")
        << QByteArray(R"({"a": 1, "b": 2, "c": 3})") << QByteArray(R"({"b": 2})") << u"f.json\n  b = 2\n"_s;
    QTest::newRow("keys change places")
        << QByteArray(R"({"a": 1, "b": 2, "c": 3})") << QByteArray(R"({"c": 3, "a": 1, "b": 2})")
        << u"f.json\n  c = 3\n  a = 1\n  b = 2\n"_s;
    QTest::newRow("a table becomes a value")
        << QByteArray(R"({"a": {"x": 1}, "b": 2})") << QByteArray(R"({"a": 5, "b": 2})")
        << u"f.json\n  a = 5\n  b = 2\n"_s;
    QTest::newRow("a value becomes a table") << QByteArray(R"({"a": 5})") << QByteArray(R"({"a": {"x": 1}})")
                                             << u"f.json\n  a = 1 key\n    x = 1\n"_s;
    QTest::newRow("a table becomes a list") << QByteArray(R"({"a": {"x": 1}})") << QByteArray(R"({"a": [1]})")
                                            << u"f.json\n  a = [1]\n    [0] = 1\n"_s;
    QTest::newRow("a list grows") << QByteArray("[1, 2]") << QByteArray("[1, 2, 3]")
                                  << u"f.json\n  [0] = 1\n  [1] = 2\n  [2] = 3\n"_s;
    QTest::newRow("a key is given twice")
        << QByteArray(R"({"a": 1, "b": 2})") << QByteArray(R"({"a": 1, "b": 2, "a": 3})")
        << u"f.json\n  a = 1\n  b = 2\n  a = 3\n"_s;
    QTest::newRow("everything goes") << QByteArray(R"({"a": {"b": 1}})") << QByteArray("{}") << u"f.json\n"_s;
    QTest::newRow("everything comes")
        << QByteArray("{}") << QByteArray(R"({"a": {"b": 1}})") << u"f.json\n  a = 1 key\n    b = 1\n"_s;
}

void TestSettingsModel::updates()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QString, tree);
    m_model->reset({jsonFile(u"f.json"_s, before)});
    m_model->update(jsonFile(u"f.json"_s, after)); // rows below were never asked for
    m_model->update(jsonFile(u"f.json"_s, before));
    const QString treeBefore = treeText(*m_model);
    m_model->update(jsonFile(u"f.json"_s, after)); // now they were
    QCOMPARE(treeText(*m_model), tree);
    m_model->update(jsonFile(u"f.json"_s, before));
    QCOMPARE(treeText(*m_model), treeBefore);
}

void TestSettingsModel::rowsThatStayKeepTheirPlace()
{
    m_model->reset({jsonFile(u"server.json"_s, server)});
    const QPersistentModelIndex port = valueOf(*m_model, {u"http"_s, u"port"_s});
    const QPersistentModelIndex greeting = valueOf(*m_model, {u"greeting"_s});
    QCOMPARE(port.data().toString(), u"8080"_s);
    m_model->update(
        jsonFile(u"server.json"_s, R"({"new": 0, "http": {"host": "x", "port": 9090}, "greeting": "再见"})"));
    QVERIFY(port.isValid());
    QCOMPARE(port.row(), 1);
    QCOMPARE(port.data().toString(), u"9090"_s);
    QVERIFY(greeting.isValid());
    QCOMPARE(greeting.row(), 2);
    QCOMPARE(greeting.data().toString(), u"再见"_s);
}

void TestSettingsModel::anEqualTreeTouchesNothing()
{
    m_model->reset({jsonFile(u"server.json"_s, server)});
    treeText(*m_model);
    QSignalSpy changed(m_model.get(), &SettingsModel::dataChanged);
    m_model->update(jsonFile(u"server.json"_s, " " + server));
    QCOMPARE(changed.count(), 1); // the row of the file, whose marks may have changed
    QCOMPARE(changed.first().first().toModelIndex(), m_model->fileIndex(u"server.json"_s));
}

void TestSettingsModel::onlyWhatDiffersIsTold()
{
    m_model->reset({jsonFile(u"server.json"_s, server)});
    treeText(*m_model);
    QSignalSpy changed(m_model.get(), &SettingsModel::dataChanged);
    const QSignalSpy removed(m_model.get(), &SettingsModel::rowsRemoved);
    m_model->update(jsonFile(u"server.json"_s, QByteArray(server).replace("true", "false")));
    QStringList told;
    for (const QList<QVariant> &signal : changed)
        told += signal.first().toModelIndex().data().toString();
    QCOMPARE(told, QStringList({u"tls"_s, u"http"_s, u"server.json"_s}));
    QCOMPARE(removed.count(), 0);
}

void TestSettingsModel::rowsNobodyLookedAtAreNotMade()
{
    SettingsModel model; // without the tester, which looks at everything
    QByteArray text = "{";
    for (int i = 0; i < 100'000; ++i)
        text += "\"key" + QByteArray::number(i) + "\": " + QByteArray::number(i) + ",";
    text.back() = '}';
    model.reset({jsonFile(u"large.json"_s, text)});
    QSignalSpy changed(&model, &SettingsModel::dataChanged);
    model.update(jsonFile(u"large.json"_s, QByteArray(text).replace("999,", "9,")));
    QCOMPARE(changed.count(), 1);
    QVERIFY(model.hasChildren(model.fileIndex(u"large.json"_s)));
    QCOMPARE(model.rowCount(model.fileIndex(u"large.json"_s)), 100'000);
}

void TestSettingsModel::problemsAndUnsavedEditsAreSaidInWords()
{
    ShownFile broken = jsonFile(u"broken.json"_s, R"({"a": 1})");
    broken.problem = Problem{ProblemKind::Syntax, u"broken.json"_s, {3, 7}, {}, u"expected \":\""_s};
    ShownFile edited = jsonFile(u"edited.json"_s, R"({"a": 2, "b": 3})");
    edited.isUnsaved = true;
    edited.unsaved = {{KeyPath{u"a"_s}, Value::integer(1), Value::integer(2)}};
    m_model->reset({broken, edited});
    QCOMPARE(treeText(*m_model), uR"(broken.json = 3:7 expected ":" [Problem: 3:7 expected ":"]
  a = 1
edited.json [Has edits that are not saved yet]
  a = 2 [Not saved yet]
  b = 3
)"_s);
    edited.isUnsaved = false;
    edited.unsaved.clear();
    broken.problem.reset();
    m_model->update(edited);
    m_model->update(broken);
    QCOMPARE(treeText(*m_model), u"broken.json\n  a = 1\nedited.json\n  a = 2\n  b = 3\n"_s);
}

void TestSettingsModel::aReloadedValueFadesAndNothingStays()
{
    m_model->setFadeTime(std::chrono::milliseconds(60));
    m_model->reset({jsonFile(u"f.json"_s, R"({"a": {"x": 1, "y": 2}, "b": 3})")});
    treeText(*m_model);
    m_model->update(jsonFile(u"f.json"_s, R"({"a": {"x": 1, "y": 5}, "b": 3})"));
    m_model->highlight(u"f.json"_s, {{KeyPath{u"a"_s, u"y"_s}, Value::integer(2), Value::integer(5)}});
    QCOMPARE(treeText(*m_model),
             u"f.json [fresh]\n  a = 2 keys [fresh]\n    x = 1\n    y = 5 [fresh]\n  b = 3\n"_s);
    QTRY_COMPARE(treeText(*m_model), u"f.json\n  a = 2 keys\n    x = 1\n    y = 5\n  b = 3\n"_s);

    m_model->highlight(u"f.json"_s, {{KeyPath{u"b"_s}, Value::integer(2), Value::integer(3)},
                                     {KeyPath{u"gone"_s}, Value::integer(2), {}}});
    QCOMPARE(treeText(*m_model), u"f.json [fresh]\n  a = 2 keys\n    x = 1\n    y = 5\n  b = 3 [fresh]\n"_s);
}

void TestSettingsModel::editsGoToTheEditor()
{
    show(u"server.json"_s, server);
    QVERIFY(m_model->setData(valueOf(*m_model, {u"http"_s, u"port"_s}), u"9090"_s, Qt::EditRole));
    QVERIFY(m_model->setData(valueOf(*m_model, {u"http"_s, u"tls"_s}), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(m_model->setData(valueOf(*m_model, {u"hosts"_s, 1}), u"c"_s, Qt::EditRole));
    QVERIFY(m_model->setData(valueOf(*m_model, {u"greeting"_s}), u"你好"_s, Qt::EditRole)); // as it is
    const QStringList expected{u"http.port: 8080 → 9090"_s, u"http.tls: true → false"_s,
                               u"hosts[1]: b → c"_s};
    QCOMPARE(m_edits, expected);
}

void TestSettingsModel::aRenamedRowStays()
{
    show(u"server.json"_s, server);
    const auto nameOf = [this](const KeyPath &key) { return m_model->nodeIndex(u"server.json"_s, key); };
    const QPersistentModelIndex http = nameOf({u"http"_s});
    const QPersistentModelIndex port = nameOf({u"http"_s, u"port"_s});
    QVERIFY(http.flags() & Qt::ItemIsEditable);
    QVERIFY(!(nameOf({u"hosts"_s, 0}).flags() & Qt::ItemIsEditable));
    QVERIFY(!(m_model->fileIndex(u"server.json"_s).flags() & Qt::ItemIsEditable));
    QSignalSpy changed(m_model.get(), &SettingsModel::dataChanged);
    const QSignalSpy removed(m_model.get(), &SettingsModel::rowsRemoved);
    QVERIFY(m_model->setData(http, u"网页"_s, Qt::EditRole));
    QVERIFY(http.isValid());
    QCOMPARE(http.data().toString(), u"网页"_s);
    QCOMPARE(port.parent(), QModelIndex(http));
    QCOMPARE(removed.count(), 0);
    QCOMPARE(changed.first().first().toModelIndex(), QModelIndex(http));
    QCOMPARE(m_edits.size(), 4);

    QSignalSpy refused(m_model.get(), &SettingsModel::editRefused);
    QVERIFY(!m_model->setData(http, u"hosts"_s, Qt::EditRole));
    QCOMPARE(refused.count(), 1);
    QCOMPARE(http.data().toString(), u"网页"_s);
    m_model->update(jsonFile(u"server.json"_s, R"({"hosts": ["a"]})"));
    QVERIFY(!http.isValid()); // the name it was refused is not kept
}

void TestSettingsModel::saysWhyATextCannotStand_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("isName");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("canStand");
    QTest::newRow("the name it has") << u"greeting"_s << true << u"greeting"_s << true;
    QTest::newRow("a new name") << u"greeting"_s << true << u"名称"_s << true;
    QTest::newRow("a name that is taken") << u"greeting"_s << true << u"http"_s << false;
    QTest::newRow("a number of any size")
        << u"http.port"_s << false << u"123456789012345678901234567890"_s << true;
    QTest::newRow("no number") << u"http.port"_s << false << u"80a"_s << false;
    QTest::newRow("nothing where a number stands") << u"http.port"_s << false << QString() << false;
    QTest::newRow("any text") << u"greeting"_s << false << u"\"\\"_s << true;
}

void TestSettingsModel::saysWhyATextCannotStand()
{
    QFETCH(const QString, key);
    QFETCH(const bool, isName);
    QFETCH(const QString, text);
    QFETCH(const bool, canStand);
    show(u"server.json"_s, server);
    const QModelIndex value = valueOf(*m_model, KeyPath::parse(key).value());
    const QModelIndex index = isName ? value.siblingAtColumn(SettingsModel::NameColumn) : value;
    QCOMPARE(m_model->objection(index, text).isEmpty(), canStand);
}

void TestSettingsModel::refusedEditsSayWhy_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("reachesTheFile");
    QTest::newRow("a text where a number stands") << u"many"_s << false;
    QTest::newRow("nothing where a number stands") << QString() << false;
    QTest::newRow("a number that the file refuses") << u"9090"_s << true;
}

void TestSettingsModel::refusedEditsSayWhy()
{
    QFETCH(const QString, text);
    QFETCH(const bool, reachesTheFile);
    bool isReached = false;
    ScriptedEditor editor([&](const QString &, const DocumentEdit &, const SettingsModel::EditDone &done) {
        isReached = true;
        done(Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, u"not today"_s}});
    });
    m_model->setEditor(&editor);
    m_model->reset({jsonFile(u"server.json"_s, server)});
    QSignalSpy refused(m_model.get(), &SettingsModel::editRefused);
    QVERIFY(!m_model->setData(valueOf(*m_model, {u"http"_s, u"port"_s}), text, Qt::EditRole));
    QCOMPARE(refused.count(), 1);
    const QString reason = refused.first().first().toString();
    QVERIFY2(reason.startsWith(u"http.port: "_s), qPrintable(reason));
    QCOMPARE(isReached, reachesTheFile);
}

void TestSettingsModel::aNewKeyIsShownWhileTheEditIsUnderWay()
{
    SettingsModel::EditDone end;
    ScriptedEditor editor(
        [&](const QString &, const DocumentEdit &, const SettingsModel::EditDone &done) { end = done; });
    m_model->setEditor(&editor);
    m_model->reset({jsonFile(u"f.json"_s, R"({"a": 1, "b": 2})")});
    const QModelIndex row = m_model->nodeIndex(u"f.json"_s, {u"b"_s});
    QSignalSpy changed(m_model.get(), &SettingsModel::dataChanged);
    QVERIFY(m_model->setData(row, u"c"_s, Qt::EditRole));
    QCOMPARE(row.data().toString(), u"c"_s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toModelIndex(), row);
    end(Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, u"not today"_s}});
    QCOMPARE(row.data().toString(), u"b"_s);
    QCOMPARE(changed.count(), 2);
}

void TestSettingsModel::aGestureEndsWithItsEditor()
{
    const QByteArray text = R"({"a": 1, "b": 1})";
    show(u"f.json"_s, text);
    m_model->gesture(u"f.json"_s, SettingsModel::Gesture::Begin);
    QCOMPARE(m_editor->gestures(), QStringList{u"begin f.json"_s});
    ScriptedEditor next([](const QString &, const DocumentEdit &, const SettingsModel::EditDone &done) {
        done(Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, u"not today"_s}});
    });
    m_model->setEditor(nullptr); // the folder is closed, and another one opened
    m_model->reset({});
    m_model->setEditor(&next);
    m_model->reset({jsonFile(u"f.json"_s, text), jsonFile(u"g.json"_s, text)});
    m_model->setCompanions([this](const QModelIndex &) {
        QModelIndexList all;
        for (const QString &path : {u"f.json"_s, u"g.json"_s})
            all += m_model->nodeIndex(path, {u"a"_s}).siblingAtColumn(SettingsModel::ValueColumn);
        return all;
    });
    const QModelIndex value =
        m_model->nodeIndex(u"g.json"_s, {u"a"_s}).siblingAtColumn(SettingsModel::ValueColumn);
    m_model->setData(value, u"5"_s, Qt::EditRole);
    m_model->gesture(u"f.json"_s, SettingsModel::Gesture::End); // by an editor of the folder before, late
    QCOMPARE(next.gestures(), QStringList());
    QCOMPARE(m_editor->gestures(), QStringList{u"begin f.json"_s});
}

void TestSettingsModel::whatCannotBeEditedSaysWhy_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("words");
    QTest::newRow("a table") << u"table"_s << u"one by one"_s;
    QTest::newRow("a list") << u"list"_s << u"one by one"_s;
}

void TestSettingsModel::whatCannotBeEditedSaysWhy()
{
    QFETCH(const QString, key);
    QFETCH(const QString, words);
    m_model->reset({jsonFile(u"server.json"_s, R"({"table": {"a": 1}, "list": [1], "nothing": null})")});
    const QModelIndex value = valueOf(*m_model, {key});
    QVERIFY(!(value.flags() & (Qt::ItemIsEditable | Qt::ItemIsUserCheckable)));
    QVERIFY(!m_model->setData(value, u"1"_s, Qt::EditRole));
    QVERIFY2(value.data(Qt::ToolTipRole).toString().contains(words),
             qPrintable(value.data(Qt::ToolTipRole).toString()));
}

void TestSettingsModel::secretsAreCoveredUntilTheUserSaysSo()
{
    m_model->reset({jsonFile(u"f.json"_s, R"({"db_password": "hunter2", "use_token": true, "user": "me"})")});
    QCOMPARE(treeText(*m_model), u"f.json\n  db_password = ••••••\n  use_token = true\n  user = me\n"_s);
    const QModelIndex value =
        m_model->nodeIndex(u"f.json"_s, {u"db_password"_s}).siblingAtColumn(SettingsModel::ValueColumn);
    for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
        QVERIFY(!value.data(role).toString().contains(u"hunter2"_s));
    m_model->setUncovered(value, true);
    QCOMPARE(value.data().toString(), u"hunter2"_s);
}

void TestSettingsModel::aTableWithASecretIsNotToldWhereItWas()
{
    ShownFile file = jsonFile(u"f.json"_s, R"({"db": 1})");
    file.isUnsaved = true;
    file.unsaved = {
        Change{KeyPath{u"db"_s}, Value{Kind::Table, uR"({"password": "hunter2"})"_s}, Value::integer(1)}};
    m_model->reset({file});
    const QStringList texts = m_model->changeTexts(m_model->nodeIndex(u"f.json"_s, {u"db"_s}));
    QCOMPARE(texts, QStringList{u"Not saved yet; in force is: ••••••"_s});
}

void TestSettingsModel::aFileWithoutGoodContentHasARow()
{
    const ShownFile never{u"f.json"_s, {},    Problem{ProblemKind::Missing, u"f.json"_s, {}, {}, u"gone"_s},
                          false,       false, {}};
    m_model->reset({never});
    QCOMPARE(treeText(*m_model), u"f.json = gone [Problem: gone]\n"_s);
    m_model->update(jsonFile(u"f.json"_s, R"({"a": 1})"));
    QCOMPARE(m_model->rowCount(m_model->fileIndex(u"f.json"_s)), 1);
    m_model->update(never);
    QCOMPARE(m_model->rowCount(m_model->fileIndex(u"f.json"_s)), 0);
}

void TestSettingsModel::aFileThatIsOneValueIsARowWithAValue()
{
    show(u"server.json"_s, "42");
    QCOMPARE(treeText(*m_model), u"server.json = 42\n"_s);
    QVERIFY(m_model->setData(valueOf(*m_model, {}), u"43"_s, Qt::EditRole));
    QCOMPARE(m_edits.size(), 1);
}

void TestSettingsModel::longAndManyLinedValuesStandOnOneLine()
{
    m_model->reset(
        {jsonFile(u"f.json"_s, R"({"lines": "a\nb\r\nc", "long": ")" + QByteArray(5000, 'x') + "\"}")});
    const QModelIndex file = m_model->fileIndex(u"f.json"_s);
    QCOMPARE(m_model->index(0, SettingsModel::ValueColumn, file).data().toString(), u"a⏎b⏎c"_s);
    QVERIFY(m_model->index(1, SettingsModel::ValueColumn, file).data().toString().size() < 400);
}

void TestSettingsModel::stepsLeadFromRowsToRows_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("ranges");
    QTest::newRow("nothing to nothing") << u""_s << u""_s << 0;
    QTest::newRow("equal rows") << u"abc"_s << u"abc"_s << 0;
    QTest::newRow("one in the middle") << u"ac"_s << u"abc"_s << 1;
    QTest::newRow("a run is one range") << u"abcd"_s << u"ad"_s << 1;
    QTest::newRow("the last becomes the first") << u"abc"_s << u"cab"_s << 2;
    QTest::newRow("other rows") << u"abc"_s << u"xyz"_s << 2;
    QTest::newRow("more ranges than allowed") << u"abcdefghij"_s << u"acegi"_s << 2;
}

void TestSettingsModel::stepsLeadFromRowsToRows()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    const std::vector<QChar> from(before.begin(), before.end());
    const std::vector<QChar> to(after.begin(), after.end());
    const RowSteps steps = rowSteps(from, to, 4);
    std::vector<QChar> rows = from;
    for (const RowRange &range : steps.removals)
        rows.erase(rows.begin() + range.first, rows.begin() + range.last + 1);
    for (const RowRange &range : steps.insertions)
        rows.insert(rows.begin() + range.first, to.begin() + range.first, to.begin() + range.last + 1);
    QCOMPARE(rows, to);
    QVERIFY(int(steps.removals.size() + steps.insertions.size()) <= 4);
    if (before.size() < 10)
        QTEST(int(steps.removals.size() + steps.insertions.size()), "ranges");
}

QTEST_MAIN(TestSettingsModel)
#include "tst_settingsmodel.moc"
