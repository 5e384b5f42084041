#include "scriptededitor.h"
#include "treetext.h"

#include "tree/filteredit.h"

#include <retune/format/keydiff.h>

#include <QtCore/QThreadPool>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>

#include <ctime>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QByteArray server =
    R"({"http": {"port": 8080, "host": "example.org"}, "ports": [80, 8080], "greeting": "你好"})";
const QByteArray client = R"({"http": {"timeout": 30}, "db_password": "8080"})";

/// A file as it is after edits, of which one is not saved yet.
ShownFile editedFile()
{
    ShownFile file = jsonFile(u"edited.json"_s, R"({"a": 1, "b": 22, "t": {"c": 3, "new": 4}})");
    file.opened = jsonFile(file.path, R"({"a": 1, "b": 2, "t": {"c": 3}})").document;
    file.inForce = jsonFile(file.path, R"({"a": 1, "b": 22, "t": {"c": 3}})").document;
    file.sinceOpened = keyDiff(*file.opened, file.document);
    file.unsaved = keyDiff(file.inForce, file.document);
    file.isUnsaved = true;
    return file;
}

ShownFile brokenFile()
{
    ShownFile file = jsonFile(u"broken.json"_s, R"({"x": 1})");
    file.problem = Problem{ProblemKind::Syntax, file.path, {}, {}, u"expected a comma"_s};
    return file;
}

} // namespace

Q_DECLARE_METATYPE(retune::FilterQuery)

class TestSettingsFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void leavesWhatMatches_data();
    void leavesWhatMatches();
    void conditionsLeaveWhatTheySay_data();
    void conditionsLeaveWhatTheySay();
    void largeFilesAreComparedInTheSearch();
    void anEditedRowStaysUntilTheNextFilter();
    void aRenamedRowStays();
    void termsAreReadAsTheyAreMeant_data();
    void termsAreReadAsTheyAreMeant();
    void conditionsAreOfferedWhileTheyAreTyped();
    void unknownConditionsAreTold_data();
    void unknownConditionsAreTold();
    void aLargeFileThatChangesFollows();
    void aSearchThatIsOvertakenIsGivenUp();
    void hitsAreWhatMatchesByItself();
    void clearingBringsEverythingBack();
    void rowsThatMatchBothFiltersStay();
    void aReloadIsFilteredToo();
    void theLastFilterCounts();
    void aHundredThousandRowsDoNotBlock();

private:
    void setFilter(const QString &text);

    std::unique_ptr<SettingsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestSettingsFilter::init()
{
    m_model = std::make_unique<SettingsModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->reset({jsonFile(u"server.json"_s, server), jsonFile(u"client.json"_s, client)});
}

void TestSettingsFilter::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestSettingsFilter::setFilter(const QString &text)
{
    QSignalSpy filtered(m_model.get(), &SettingsModel::filtered);
    m_model->setFilter(filterQuery(text));
    QVERIFY(filtered.count() == 1 || filtered.wait());
}

void TestSettingsFilter::leavesWhatMatches_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("tree");
    QTest::newRow("a key, with what is around it")
        << u"timeout"_s << u"client.json\n  http = 1 key\n    timeout = 30\n"_s;
    QTest::newRow("a value") << u"example"_s << u"server.json\n  http = 2 keys\n    host = example.org\n"_s;
    QTest::newRow("a part of a key in any case, with everything below")
        << u"PORTS"_s << u"server.json\n  ports = [80, 8080]\n    [0] = 80\n    [1] = 8080\n"_s;
    QTest::newRow("Chinese text") << u"你"_s << u"server.json\n  greeting = 你好\n"_s;
    QTest::newRow("a file name leaves the whole file")
        << u"client"_s << u"client.json\n  http = 1 key\n    timeout = 30\n  db_password = ••••••\n"_s;
    QTest::newRow("all words have to be found, wherever")
        << u"server http 8080"_s << u"server.json\n  http = 2 keys\n    port = 8080\n"_s;
    QTest::newRow("a key path") << u"http.po"_s << u"server.json\n  http = 2 keys\n    port = 8080\n"_s;
    QTest::newRow("the value of a secret is not looked into")
        << u"8080"_s
        << u"server.json\n  http = 2 keys\n    port = 8080\n  ports = [80, 8080]\n    [1] = 8080\n"_s;
    QTest::newRow("several words between quotes are one")
        << u"\"example.org\" host"_s << u"server.json\n  http = 2 keys\n    host = example.org\n"_s;
    QTest::newRow("nothing matches") << u"nowhere"_s << u""_s;
}

void TestSettingsFilter::leavesWhatMatches()
{
    QFETCH(const QString, words);
    setFilter(words);
    QTEST(treeText(*m_model), "tree");
}

void TestSettingsFilter::conditionsLeaveWhatTheySay_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("tree");
    const QString marked = u" [Changed since the folder was opened]"_s;
    const QString file = u"edited.json [Has edits that are not saved yet]\n"_s;
    QTest::newRow("what changed since the folder was opened")
        << u"is:changed"_s
        << file + u"  b = 22"_s + marked + u"\n  t = 2 keys\n    new = 4 [Not saved yet]\n"_s;
    QTest::newRow("what is unsaved") << u"is:unsaved"_s
                                     << file + u"  t = 2 keys\n    new = 4 [Not saved yet]\n"_s;
    QTest::newRow("a condition and a word") << u"is:changed b"_s << file + u"  b = 22"_s + marked + u'\n';
    QTest::newRow("problems, in whatever case")
        << u"IS:Problem"_s << u"broken.json = expected a comma [Problem: expected a comma]\n  x = 1\n"_s;
    QTest::newRow("a type and a word")
        << u"type:number server"_s
        << u"server.json\n  http = 2 keys\n    port = 8080\n  ports = [80, 8080]\n    [0] = 80\n    [1] = 8080\n"_s;
    QTest::newRow("either of two types")
        << u"type:text type:list server"_s
        << u"server.json\n  http = 2 keys\n    host = example.org\n  ports = [80, 8080]\n    [0] = 80\n"
           "    [1] = 8080\n  greeting = 你好\n"_s;
    QTest::newRow("a list is left with its members")
        << u"type:list"_s << u"server.json\n  ports = [80, 8080]\n    [0] = 80\n    [1] = 8080\n"_s;
    QTest::newRow("the file as a whole is no table")
        << u"type:table client"_s << u"client.json\n  http = 1 key\n    timeout = 30\n"_s;
    QTest::newRow("all conditions have to hold") << u"is:unsaved is:problem"_s << u""_s;
    QTest::newRow("a condition in quotes is a word") << u"\"is:changed\""_s << u""_s;
}

void TestSettingsFilter::conditionsLeaveWhatTheySay()
{
    QFETCH(const QString, filter);
    m_model->update(editedFile());
    m_model->update(brokenFile());
    setFilter(filter);
    QTEST(treeText(*m_model), "tree");
}

void TestSettingsFilter::largeFilesAreComparedInTheSearch()
{
    ShownFile file = editedFile();
    file.sinceOpened.clear(); // so it is shown, without a mark
    m_model->update(file);
    setFilter(u"is:changed b"_s);
    QCOMPARE(treeText(*m_model), u"edited.json [Has edits that are not saved yet]\n  b = 22\n"_s);
}

void TestSettingsFilter::anEditedRowStaysUntilTheNextFilter()
{
    ScriptedEditor editor(
        [this](const QString &path, const DocumentEdit &edit, const SettingsModel::EditDone &done) {
            const auto edited = edit(m_model->document(m_model->fileIndex(path)));
            m_model->update(jsonFile(path, edited->result.bytes()));
            done({});
        });
    m_model->setEditor(&editor);
    setFilter(u"30"_s);
    const QPersistentModelIndex timeout = m_model->nodeIndex(u"client.json"_s, {u"http"_s, u"timeout"_s});
    QVERIFY(
        m_model->setData(timeout.sibling(timeout.row(), SettingsModel::ValueColumn), u"7"_s, Qt::EditRole));
    QVERIFY(timeout.isValid());
    const QString tree = u"client.json\n  http = 1 key\n    timeout = 7\n"_s;
    QCOMPARE(treeText(*m_model), tree);
    m_model->update(jsonFile(u"client.json"_s, R"({"http": {"timeout": 7}, "a": 1})"));
    QCOMPARE(treeText(*m_model).remove(u" [fresh]"_s), tree);
    setFilter(u"30 "_s);
    QCOMPARE(treeText(*m_model), QString());
}

void TestSettingsFilter::aRenamedRowStays()
{
    ScriptedEditor editor(
        [this](const QString &path, const DocumentEdit &edit, const SettingsModel::EditDone &done) {
            const auto edited = edit(m_model->document(m_model->fileIndex(path)));
            m_model->update(jsonFile(path, edited->result.bytes()));
            done({});
        });
    m_model->setEditor(&editor);
    setFilter(u"timeout"_s);
    const QPersistentModelIndex timeout = m_model->nodeIndex(u"client.json"_s, {u"http"_s, u"timeout"_s});
    QVERIFY(m_model->setData(timeout, u"wait"_s, Qt::EditRole));
    QVERIFY(timeout.isValid());
    QCOMPARE(treeText(*m_model), u"client.json\n  http = 1 key\n    wait = 30\n"_s);
}

void TestSettingsFilter::termsAreReadAsTheyAreMeant_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<FilterQuery>("query");
    QTest::newRow("words") << u" a  b "_s << FilterQuery{{u"a"_s, u"b"_s}, false, false, false, {}, {}};
    QTest::newRow("several words in quotes")
        << u"\"a b\" c"_s << FilterQuery{{u"a b"_s, u"c"_s}, false, false, false, {}, {}};
    QTest::newRow("a quote that is not closed")
        << u"\"a b"_s << FilterQuery{{u"a b"_s}, false, false, false, {}, {}};
    QTest::newRow("a colon in a word")
        << u"http://x:1"_s << FilterQuery{{u"http://x:1"_s}, false, false, false, {}, {}};
    QTest::newRow("conditions") << u"is:changed is:unsaved is:problem"_s
                                << FilterQuery{{}, true, true, true, {}, {}};
    QTest::newRow("a type") << u"type:date"_s << FilterQuery{{}, false, false, false, {Kind::DateTime}, {}};
    QTest::newRow("unknown ones") << u"is:odd type:odd"_s
                                  << FilterQuery{{}, false, false, false, {}, {u"is:odd"_s, u"type:odd"_s}};
}

void TestSettingsFilter::termsAreReadAsTheyAreMeant()
{
    QFETCH(const QString, text);
    QFETCH(const FilterQuery, query);
    QVERIFY(filterQuery(text) == query);
}

void TestSettingsFilter::conditionsAreOfferedWhileTheyAreTyped()
{
    FilterEdit edit;
    edit.show();
    QVERIFY(QTest::qWaitForWindowExposed(&edit));
    edit.setFocus();
    auto *popup = edit.findChild<QCompleter *>()->popup();
    QTest::keyClicks(&edit, u"port i"_s);
    QVERIFY(!popup->isVisible()); // a word that somebody looks for
    QTest::keyClicks(&edit, u"s:"_s);
    QTRY_VERIFY(popup->isVisible());
    QCOMPARE(popup->model()->rowCount(), 3);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(edit.text(), u"port is:unsaved "_s);
    QTRY_VERIFY(!popup->isVisible());
    QTest::keyClick(&edit, Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(popup->isVisible());
    QCOMPARE(popup->model()->rowCount(), int(filterTerms().size()));
    QVERIFY(
        popup->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().startsWith(u"is:changed: "_s));
    QTest::keyClick(popup, Qt::Key_Escape);
    QTRY_VERIFY(!popup->isVisible());
    QCOMPARE(edit.text(), u"port is:unsaved "_s);
}

void TestSettingsFilter::unknownConditionsAreTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("objection");
    QTest::newRow("one that is still typed") << u"is:cha"_s << u""_s;
    QTest::newRow("one that cannot become one")
        << u"is:chx"_s << u"Left out: is:chx. There are is:changed, is:unsaved, is:problem."_s;
    QTest::newRow("one that was left unfinished")
        << u"is:cha port"_s << u"Left out: is:cha. There are is:changed, is:unsaved, is:problem."_s;
    QTest::newRow("a type")
        << u"type:int"_s
        << u"Left out: type:int. There are type:text, type:number, type:boolean, type:date, "
           "type:null, type:list, type:table, type:code."_s;
    QTest::newRow("words") << u"port 12:30"_s << u""_s;
}

void TestSettingsFilter::unknownConditionsAreTold()
{
    QFETCH(const QString, text);
    FilterEdit edit;
    edit.show();
    QVERIFY(QTest::qWaitForWindowActive(&edit));
    edit.setFocus();
    edit.setText(text);
    QTEST(edit.objection(), "objection");
}

void TestSettingsFilter::aLargeFileThatChangesFollows()
{
    SettingsModel model; // without the tester, which looks at every row
    const auto text = [](int value) {
        QByteArray json = "{";
        for (int i = 0; i < 30'000; ++i)
            json += "\"key" + QByteArray::number(i) + "\": " + QByteArray::number(value) + ",";
        json.back() = '}';
        return json;
    };
    model.reset({jsonFile(u"large.json"_s, text(1))});
    QSignalSpy filtered(&model, &SettingsModel::filtered);
    model.setFilter(filterQuery(u"key29999"_s));
    QVERIFY(filtered.wait());
    model.update(jsonFile(u"large.json"_s, text(2)));
    model.update(jsonFile(u"large.json"_s, text(3)));
    QCOMPARE(treeText(model), u"large.json\n  key29999 = 1\n"_s); // searched in another thread
    QTRY_COMPARE(treeText(model), u"large.json\n  key29999 = 3\n"_s);
}

void TestSettingsFilter::aSearchThatIsOvertakenIsGivenUp()
{
    SearchedFile file;
    file.shown = jsonFile(u"f.json"_s, R"({"a": 1})");
    const FilterQuery query = filterQuery(u"a"_s);
    QVERIFY(filterMatch(file, query, std::atomic_bool(false)).isActive());
    QVERIFY(!filterMatch(file, query, std::atomic_bool(true)).isActive());
}

void TestSettingsFilter::hitsAreWhatMatchesByItself()
{
    setFilter(u"http"_s);
    QStringList hits;
    for (const QModelIndex &hit : m_model->hits(10))
        hits += m_model->path(hit) + u' ' + hit.data().toString();
    QCOMPARE(hits, QStringList({u"client.json http"_s, u"server.json http"_s}));
    QCOMPARE(m_model->hits(1).size(), 1);
}

void TestSettingsFilter::clearingBringsEverythingBack()
{
    const QString all = treeText(*m_model);
    setFilter(u"nowhere"_s);
    QCOMPARE(m_model->rowCount(), 0);
    setFilter(QString());
    QCOMPARE(treeText(*m_model), all);
}

void TestSettingsFilter::rowsThatMatchBothFiltersStay()
{
    const QPersistentModelIndex port = m_model->nodeIndex(u"server.json"_s, {u"http"_s, u"port"_s});
    setFilter(u"port"_s);
    QVERIFY(port.isValid());
    setFilter(u"port 8080"_s);
    QVERIFY(port.isValid());
    setFilter(QString());
    QVERIFY(port.isValid());
    setFilter(u"host"_s);
    QVERIFY(!port.isValid());
}

void TestSettingsFilter::aReloadIsFilteredToo()
{
    setFilter(u"8080"_s);
    m_model->update(jsonFile(u"server.json"_s, R"({"http": {"port": 1}, "other": 8080})"));
    QCOMPARE(treeText(*m_model), u"server.json\n  other = 8080\n"_s);
    m_model->update(jsonFile(u"server.json"_s, R"({"http": {"port": 1}})"));
    m_model->update(jsonFile(u"client.json"_s, R"({"a": 8080})"));
    m_model->update(jsonFile(u"new.json"_s, R"({"b": 8080, "c": 1})"));
    QCOMPARE(treeText(*m_model), u"client.json\n  a = 8080\nnew.json\n  b = 8080\n"_s);
    setFilter(QString());
    QCOMPARE(m_model->rowCount(), 3);
}

void TestSettingsFilter::theLastFilterCounts()
{
    for (int i = 0; i < 50; ++i)
        m_model->setFilter(filterQuery(i % 2 == 0 ? u"greeting"_s : u"port"_s));
    m_model->setFilter(filterQuery(u"timeout"_s));
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    QCOMPARE(treeText(*m_model), u"client.json\n  http = 1 key\n    timeout = 30\n"_s);
}

void TestSettingsFilter::aHundredThousandRowsDoNotBlock()
{
    SettingsModel model; // without the tester, which looks at every row
    QByteArray text = "{";
    for (int i = 0; i < 110'000; ++i)
        text += "\"key" + QByteArray::number(i) + "\": " + QByteArray::number(i) + ",";
    text.back() = '}';
    model.reset({jsonFile(u"large.json"_s, text)});
    const QModelIndex file = model.fileIndex(u"large.json"_s);
    QCOMPARE(model.rowCount(file), 110'000);

    QSignalSpy filtered(&model, &SettingsModel::filtered);
    const auto milliseconds = [](std::clock_t ticks) { return double(ticks) * 1000 / CLOCKS_PER_SEC; };
    const std::clock_t start = std::clock();
    model.setFilter(filterQuery(u"77"_s));
    const std::clock_t asked = std::clock();
    QVERIFY(filtered.wait());
    QVERIFY(model.rowCount(file) > 1000 && model.rowCount(file) < 110'000);
    const std::clock_t found = std::clock();
    model.setFilter({});
    const std::clock_t cleared = std::clock();
    QCOMPARE(model.rowCount(file), 110'000);
    qInfo("processor time: asking %.0f ms, clearing %.0f ms", milliseconds(asked - start),
          milliseconds(cleared - found));
    QVERIFY(milliseconds(asked - start) < 50);
    QVERIFY(milliseconds(cleared - found) < 1500); // of a build for debugging with sanitizers
}

QTEST_MAIN(TestSettingsFilter)
#include "tst_settingsfilter.moc"
