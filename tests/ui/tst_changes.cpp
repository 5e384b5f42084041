#include "changes/changespane.h"
#include "changes/diffcanvas.h"
#include "changes/difflayout.h"
#include "changes/diffview.h"
#include "changes/keychangesmodel.h"
#include "changes/reloadlistmodel.h"
#include "changes/reloadtext.h"
#include "style/emptystate.h"

#include <retune/edit/workspace.h>
#include <retune/format/format.h>
#include <retune/format/secret.h>

#include <QtCore/QTemporaryDir>
#include <QtCore/QThreadPool>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTreeView>

using namespace retune;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

SettingsFilePtr fileOf(const QString &path, const QByteArray &bytes, quint64 revision)
{
    const Result<Document> document = format(FormatId::Json).parse(bytes);
    SettingsFile file;
    file.path = path;
    file.format = &format(FormatId::Json);
    file.document = document ? *document : Document();
    file.disk = bytes;
    file.revision = revision;
    return std::make_shared<const SettingsFile>(file);
}

Reload reloadOf(quint64 revision, const QByteArray &before, const QByteArray &after,
                const QString &path = u"a.json"_s)
{
    FileReload file;
    file.before = before.isEmpty() ? nullptr : fileOf(path, before, revision - 1);
    file.after = fileOf(path, after, revision);
    file.changes = keyDiff(file.before ? file.before->document : Document(), file.after->document);
    file.latency = std::chrono::microseconds(412);
    return {revision, QDateTime(QDate(2024, 6, 8), QTime(12, 0, 1, 640)), {file}};
}

/// The rows of a column as text: the line's number behind `=`, `-` or `+`, and that of the one it is compared with.
QString readable(const QList<DiffRow> &rows)
{
    QStringList texts;
    for (const DiffRow &row : rows) {
        const bool isAdded = row.kind == DiffRow::Kind::Added;
        const int own = isAdded ? row.after : row.before;
        const int other = isAdded ? row.before : row.after;
        QString text = u"=-+"_s.at(int(row.kind)) + QString::number(own + 1);
        if (other >= 0)
            text += u'~' + QString::number(other + 1);
        texts.append(text);
    }
    return texts.join(u' ');
}

QStringList rowTexts(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(model.index(row, column).data().toString());
        rows.append(cells.join(u" | "_s));
    }
    return rows;
}

QTreeView *reloadsOf(const ChangesPane &pane)
{
    const QList<QTreeView *> views = pane.findChildren<QTreeView *>();
    const auto found = std::find_if(views.begin(), views.end(), [](const QTreeView *view) {
        return view->accessibleName().startsWith(u"Reloads");
    });
    return found == views.end() ? nullptr : *found;
}

QByteArray numberedLines(int count, const QByteArray &value)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "key" + QByteArray::number(i) + " = " + (i % 20 ? QByteArray("1") : value) + '\n';
    return text;
}

} // namespace

class TestChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "IST-5:30"); // where local time is told from UTC
    }

    void momentsAreShownInLocalTime()
    {
        HistoryEntry entry;
        entry.published = QDateTime(QDate(2024, 5, 6), QTime(20, 0, 1, 2), Qt::UTC);
        QCOMPARE(momentText(entry.published), u"2024-05-07 01:30:01"_s);
        QCOMPARE(momentTip(entry), u"2024-05-07T01:30:01.002"_s);
    }

    void laysOutAComparison_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::newRow("nothing at all") << ""_ba
                                        << ""_ba << u""_s << u""_s;
        QTest::newRow("equal texts") << "a\nb\n"_ba
                                     << "a\nb\n"_ba << u"=1~1 =2~2"_s << u"=1~1 =2~2"_s;
        QTest::newRow("a changed value")
            << "a\nport = 80\nb\n"_ba
            << "a\nport = 8080\nb\n"_ba << u"=1~1 -2~2 =3~3"_s << u"=1~1 +2~2 =3~3"_s;
        QTest::newRow("an added line") << "a\nb\n"_ba
                                       << "a\nnew\nb\n"_ba << u"=1~1 =2~3"_s << u"=1~1 +2 =2~3"_s;
        QTest::newRow("a removed line") << "a\nb\n"_ba
                                        << "b\n"_ba << u"-1 =2~1"_s << u"=2~1"_s;
        QTest::newRow("a line before a changed one")
            << "port = 80\n"_ba
            << "# the port\nport = 81\n"_ba << u"-1~2"_s << u"+1 +2~1"_s;
        QTest::newRow("lines that have nothing in common") << "port = 80\n"_ba
                                                           << "[xyz]\n"_ba << u"-1"_s << u"+1"_s;
        QTest::newRow("an empty line that was written into")
            << "a\n\nb\n"_ba
            << "a\n mine\nb\n"_ba << u"=1~1 -2~2 =3~3"_s << u"=1~1 +2~2 =3~3"_s;
        QTest::newRow("an empty line gives way to one that is alike")
            << "\nport = 1\n"_ba
            << "port = 2\nx\n"_ba << u"-1 -2~1"_s << u"+1~2 +2"_s;
        QTest::newRow("another line end") << "a\r\n"_ba
                                          << "a\n"_ba << u"-1~1"_s << u"+1~1"_s;
    }
    void laysOutAComparison()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, left);
        QFETCH(QString, right);
        const LineDiff diff = lineDiff(before, after);
        const DiffLayout layout = sideBySideLayout(diff);
        QCOMPARE(readable(layout.left), left);
        QCOMPARE(readable(layout.right), right);
        QCOMPARE(layout.blocks, diff.blocks);
    }

    void laysOutInOneColumn()
    {
        const LineDiff diff = lineDiff("a\nx = 1\ny = 1\nb\n"_ba, "a\nx = 2\nnew\nb\n"_ba);
        const DiffLayout layout = inlineLayout(diff);
        QCOMPARE(readable(layout.left), u"=1~1 -2~2 -3 +2~2 +3 =4~4"_s);
        QVERIFY(layout.isInline && layout.right.isEmpty());
        QCOMPARE(layout.blocks,
                 QList<DiffBlock>({{{0, 1}, {0, 1}, true}, {{1, 5}, {1, 5}, false}, {{5, 6}, {5, 6}, true}}));
        QCOMPARE(layout.changes, QList<int>{1});
    }

    void breaksLongLines_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QList<qsizetype>>("points");
        QTest::newRow("nothing") << QString() << QList<qsizetype>{0};
        QTest::newRow("as long as the column") << u"0123456789"_s << QList<qsizetype>{0};
        QTest::newRow("longer") << u"0123456789abcdefghijX"_s << QList<qsizetype>{0, 10, 20};
        QTest::newRow("wide characters") << u"你好你好你好"_s << QList<qsizetype>{0, 5};
        QTest::newRow("a wide one does not fit into the last column")
            << u"123456789你"_s << QList<qsizetype>{0, 9};
        QTest::newRow("tabs") << u"\t\t\tx"_s << QList<qsizetype>{0, 2};
        QTest::newRow("no pair is torn") << u"012345678\U0001F600x"_s << QList<qsizetype>{0, 11};
    }
    void breaksLongLines()
    {
        QFETCH(QString, line);
        QTEST(wrapPoints(line, 10), "points");
    }

    void knowsTheRowsOfEachChange()
    {
        const LineDiff diff = lineDiff("a\nx = 1\nb\n"_ba, "a\nx = 2\nb\nc\n"_ba);
        QCOMPARE(sideBySideLayout(diff).changes, QList<int>({1, 3}));
        QCOMPARE(sideBySideLayout(diff).right.at(1).change, 0);
        QCOMPARE(inlineLayout(diff).left.at(3).change, -1);
        QCOMPARE(inlineLayout(diff).left.at(4).change, 1);
    }

    void pairsLinesByOrderWhereThereAreTooMany()
    {
        const QList<QByteArray> lines(200, "x\n"_ba);
        QCOMPARE(similarLines(lines, QList<QByteArray>(300, "y\n"_ba)).size(), 200);
    }

    void showsLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("withLineEnd");
        QTest::addColumn<QString>("shown");
        QTest::newRow("text") << "你好\n"_ba << false << u"你好"_s;
        QTest::newRow("CRLF spelled out") << "a\r\n"_ba << true << u"a←⏎"_s;
        QTest::newRow("no line end") << "a"_ba << true << u"a"_s;
        QTest::newRow("control bytes and others") << "a\x1b\xff\n"_ba << false << u"a␛\uFFFD"_s;
        QTest::newRow("a long line is cut") << QByteArray(9'000, 'x') << false << QString(4'000, u'x') + u'…';
    }
    void showsLines()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, withLineEnd);
        QTEST(shownLine(line, withLineEnd), "shown");
    }

    void goesFromChangeToChange()
    {
        DiffView view;
        view.resize(600, 300);
        view.show();
        const DiffCanvas &canvas = *view.findChild<DiffCanvas *>();
        view.compare(numberedLines(1'000, "1"_ba), numberedLines(1'000, "2"_ba), u"r1"_s, u"r2"_s);
        QCOMPARE(canvas.diffLayout().changes.size(), 50);
        QCOMPARE(canvas.currentChange(), 0);
        view.goToPreviousChange();
        QCOMPARE(canvas.currentChange(), 0);
        view.goToNextChange();
        view.goToNextChange();
        QVERIFY(canvas.verticalScrollBar()->value() > 0);
        QVERIFY(canvas.verticalScrollBar()->value() < canvas.verticalScrollBar()->maximum());
        view.setOptions({DiffMode::Inline, WhiteSpace::Compare, false, 0});
        QVERIFY(canvas.diffLayout().isInline);
        QCOMPARE(canvas.currentChange(), 2);
        for (int i = 0; i < 100; ++i)
            view.goToNextChange();
        QCOMPARE(canvas.currentChange(), 49);
    }

    void followsTheKeysOfTheDiffView()
    {
        DiffView view;
        view.resize(600, 300);
        view.compare(numberedLines(100, "1"_ba), numberedLines(100, "2"_ba), u"r1"_s, u"r2"_s);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        auto *canvas = view.findChild<DiffCanvas *>();
        canvas->setFocus();
        QTest::keyClick(canvas, Qt::Key_F7);
        QTest::keyClick(canvas, Qt::Key_F7);
        QCOMPARE(canvas->currentChange(), 2);
        QTest::keyClick(canvas, Qt::Key_F7, Qt::ShiftModifier);
        QCOMPARE(canvas->currentChange(), 1);
    }

    void comparesLongTextsElsewhere()
    {
        DiffView view;
        view.compare(numberedLines(30'000, "1"_ba), numberedLines(30'000, "2"_ba), u"r1"_s, u"r2"_s);
        QVERIFY(view.diff().blocks.isEmpty());
        QTRY_VERIFY(!view.diff().blocks.isEmpty());
        view.compare(numberedLines(30'000, "1"_ba), numberedLines(30'000, "3"_ba), u"r1"_s, u"r2"_s);
        view.compare("a\n"_ba, "b\n"_ba, u"r1"_s, u"r2"_s);
        QCOMPARE(view.diff().before, QList<QByteArray>({"a\n"_ba}));
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents();
        QCOMPARE(view.diff().before, QList<QByteArray>({"a\n"_ba}));
    }

    void whatIsPutBackIsAboutTheTextsThatAreShown()
    {
        DiffView view;
        view.setPutBackOffered(true);
        view.compare("a\n"_ba, "b\n"_ba, u"r1"_s, u"r2"_s);
        QSignalSpy asked(&view, &DiffView::putBackAsked);
        view.compare(numberedLines(30'000, "1"_ba), numberedLines(30'000, "2"_ba), u"r2"_s, u"r3"_s);
        const auto putBack = [&view] {
            for (QAction *action : view.actions()) {
                if (action->shortcut() == QKeySequence(Qt::ALT | Qt::Key_F7))
                    action->trigger();
            }
        };
        putBack(); // the long texts are still being compared
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toByteArray(), "b\n"_ba);
        QCOMPARE(asked[0][1].toByteArray(), "a\n"_ba);
        QTRY_VERIFY(view.diff().blocks.size() > 1);
        putBack();
        QCOMPARE(asked[1][0].toByteArray(), numberedLines(30'000, "2"_ba));
    }

    void coveredTextsStaySoUntilOthersAreShown()
    {
        DiffView view;
        view.setPutBackOffered(true);
        QSignalSpy asked(&view, &DiffView::putBackAsked);
        view.setCovered(true);
        view.compare("a = ••\n"_ba, "a = •••\n"_ba, u"r1"_s, u"r2"_s);
        view.setCovered(false);
        view.compare(numberedLines(30'000, "1"_ba), numberedLines(30'000, "2"_ba), u"r1"_s, u"r2"_s);
        const DiffCanvas &canvas = *view.findChild<DiffCanvas *>();
        view.resize(600, 300);
        view.show();
        QVERIFY(canvas.arrow(0).isEmpty());
        QTRY_VERIFY(!canvas.arrow(0).isEmpty());
        QVERIFY(view.diff().blocks.size() > 1);
    }

    void staysAtItsPlaceInLongTextsWhenTheyAreComparedAnew()
    {
        DiffView view;
        view.resize(600, 300);
        view.show();
        const DiffCanvas &canvas = *view.findChild<DiffCanvas *>();
        view.compare(numberedLines(30'000, "1"_ba), numberedLines(30'000, "2"_ba), u"disk"_s, u"unsaved"_s);
        QTRY_VERIFY(!view.diff().blocks.isEmpty());
        for (int i = 0; i < 20; ++i)
            view.goToNextChange();
        const int place = canvas.verticalScrollBar()->value();
        view.compare(numberedLines(30'000, "1"_ba), numberedLines(30'000, "3"_ba), u"disk"_s, u"unsaved"_s);
        QTRY_VERIFY(view.diff().after.first().contains('3'));
        QCOMPARE(canvas.currentChange(), 20);
        QCOMPARE(canvas.verticalScrollBar()->value(), place);
        view.setOptions({DiffMode::Inline, WhiteSpace::Compare, false, 0});
        QTRY_VERIFY(canvas.diffLayout().isInline);
        QCOMPARE(canvas.currentChange(), 20);
    }

    void wrappedLinesAreCountedAsTheyAreBroken_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("other");
        QTest::newRow("an empty line") << "\n"_ba
                                       << "x\n"_ba;
        QTest::newRow("one that just fits") << QByteArray(20, 'x') + '\n' << "x\n"_ba;
        QTest::newRow("one character more") << QByteArray(21, 'x') + '\n' << "x\n"_ba;
        QTest::newRow("many lines of letters") << QByteArray(999, 'x') + '\n' << "x\n"_ba;
        QTest::newRow("longer than what is shown") << QByteArray(9'000, 'x') + '\n' << "x\n"_ba;
        QTest::newRow("tabs") << QByteArray(33, '\t') + '\n' << "x\n"_ba;
        QTest::newRow("control bytes") << QByteArray(33, '\x1b') + '\n' << "x\n"_ba;
        QTest::newRow("wide characters") << u"你好，精神小伙"_s.repeated(9).toUtf8() + '\n' << "x\n"_ba;
        QTest::newRow("a line end that is spelled out") << QByteArray(20, 'x') + "\r\n"
                                                        << QByteArray(20, 'x') + '\n';
    }
    void wrappedLinesAreCountedAsTheyAreBroken()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, other);
        constexpr int columns = 20;
        const PreparedDiff prepared = preparedDiff(line, other, WhiteSpace::Compare, DiffMode::SideBySide);
        const DiffRow row = prepared.layout.left.first();
        const auto broken = wrapPoints(shownText(prepared.diff, row, true), columns).size();
        QCOMPARE(screenLines(prepared, row, true, columns), int(broken));
    }

    void canGoBeforeItsComparisonEnds()
    {
        auto view = std::make_unique<DiffView>();
        view->compare(numberedLines(30'000, "1"_ba), numberedLines(30'000, "2"_ba), u"r1"_s, u"r2"_s);
        view.reset();
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCoreApplication::processEvents();
    }

    void paintsTenThousandLinesFluently()
    {
        DiffCanvas canvas;
        canvas.resize(1'000, 800);
        canvas.setDiff(preparedDiff(numberedLines(10'000, "1"_ba), numberedLines(10'000, "2"_ba),
                                    WhiteSpace::Compare, DiffMode::SideBySide));
        QImage image(canvas.size(), QImage::Format_RGB32);
        canvas.render(&image);
        QBENCHMARK
        {
            const int most = canvas.verticalScrollBar()->maximum();
            canvas.verticalScrollBar()->setValue((canvas.verticalScrollBar()->value() + 9'371) % most);
            canvas.render(&image);
        }
    }

    void listsReloadsNewestFirst()
    {
        ReloadHistory history;
        constexpr RevisionSource other = RevisionSource::AnotherProgram;
        history.add(reloadOf(11, {}, R"({"redis": "你好"})"), {}, other);
        ReloadListModel model;
        QAbstractItemModelTester tester(&model);
        model.setHistory(&history);
        model.setPath(u"a.json"_s);
        history.add(reloadOf(12, R"({"redis": "你好"})", R"({"redis": "你好，精神小伙"})"), {}, other);
        history.add(reloadOf(13, R"({"redis": 1})", "{\"redis\": 1} \n"), {}, other);
        history.add(reloadOf(14, R"({"a": 1, "b": 1, "c": 1})", R"({"a": 2, "b": 2, "c": 2})"), {},
                    RevisionSource::Retune);
        history.add(reloadOf(15, R"({"x": 1})", R"({"x": 2})", u"other.json"_s));
        QCOMPARE(
            rowTexts(model).join(u'\n'),
            QStringList(
                {u"2024-06-08 12:00:01 | a: 1 → 2 and 2 more | Retune | 0.4 ms"_s,
                 u"2024-06-08 12:00:01 | no value changed, only comments or layout | another program | 0.4 ms"_s,
                 u"2024-06-08 12:00:01 | redis: 你好 → 你好，精神小伙 | another program | 0.4 ms"_s,
                 u"2024-06-08 12:00:01 | read for the first time | another program | 0.4 ms"_s})
                .join(u'\n'));
        QCOMPARE(model.rowOf(12), 2);
        QCOMPARE(model.rowOf(15), -1);
        history.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void dropsTheReloadsThatTheHistoryDropped()
    {
        ReloadHistory history;
        ReloadListModel model;
        QAbstractItemModelTester tester(&model);
        model.setHistory(&history);
        model.setPath(u"a.json"_s);
        for (int i = 1; i < ReloadHistory::maximumPerFile + 10; ++i)
            history.add(reloadOf(quint64(i), "1", "2"));
        QCOMPARE(model.rowCount(), ReloadHistory::maximumPerFile);
        QCOMPARE(model.entry(0).revision, ReloadHistory::maximumPerFile + 9);
        QCOMPARE(model.entry(model.rowCount() - 1).revision, history.entries(u"a.json"_s).last().revision);
    }

    void survivesItsHistory()
    {
        ReloadListModel model;
        auto history = std::make_unique<ReloadHistory>();
        model.setHistory(history.get());
        history.reset();
        model.setPath(u"a.json"_s);
        QCOMPARE(model.rowCount(), 0);
    }

    void listsChangedKeys()
    {
        KeyChangesModel model;
        QAbstractItemModelTester tester(&model);
        model.setChanges(reloadOf(2, R"({"a": 1, "b": "x\ny", "db_password": "old"})",
                                  R"({"a": 2, "c": "", "db_password": "new"})")
                             .files.first()
                             .changes);
        QStringList rows = rowTexts(model);
        rows.sort();
        QCOMPARE(rows.join(u'\n'),
                 QStringList({u"+ c | (new) | \"\""_s, u"a | 1 | 2"_s,
                              u"db_password | %1 | %1"_s.arg(secretMask()), u"− b | x⏎y | (removed)"_s})
                     .join(u'\n'));
    }

    void masksSecretsInSummariesAndTexts()
    {
        const FileReload reload = reloadOf(2, "{\"password\": \"alt\", \"token\": \"t0k\", \"a\": 1}\n",
                                           "{\"password\": \"neu\", \"token\": \"t0k\", \"a\": 1}\n")
                                      .files.first();
        const QString summary = reloadSummary(reload);
        QVERIFY2(!summary.contains(u"alt"_s) && !summary.contains(u"neu"_s), qPrintable(summary));
        QVERIFY(summary.startsWith(u"password"_s));
        const ReloadTexts masked = maskedTexts(reload);
        QVERIFY(masked.hasSecrets);
        const QByteArray mask = secretMask().toUtf8();
        QCOMPARE(masked.before, "{\"password\": " + mask + ", \"token\": " + mask + ", \"a\": 1}\n");
        QCOMPARE(masked.after, "{\"password\": " + mask + " (changed), \"token\": " + mask + ", \"a\": 1}\n");
        QCOMPARE(plainTexts(reload).after, reload.after->document.bytes());
    }

    void masksEverythingBelowASecretKey()
    {
        const FileReload reload =
            reloadOf(2, {}, R"({"credentials": {"aws": ["id", "key"]}, "a": "b"})").files.first();
        const QByteArray text = maskedTexts(reload).after;
        QVERIFY2(!text.contains("\"id\"") && !text.contains("\"key\""), text.constData());
        QVERIFY(text.contains("\"a\": \"b\""));
    }

    void fourReloadsAreInSightHoweverSmallThePane()
    {
        ReloadHistory history;
        ChangesPane pane;
        pane.resize(400, 150);
        pane.show();
        pane.setHistory(&history);
        pane.showFile(u"a.json"_s);
        for (quint64 revision = 1; revision < 8; ++revision)
            history.add(reloadOf(revision, R"({"a": 1, "b": 1, "c": 1})", R"({"a": 2, "b": 2, "c": 2})"));
        QCoreApplication::processEvents();
        const QTreeView *list = reloadsOf(pane);
        QVERIFY(list->visualRect(list->model()->index(3, 0)).bottom() < list->viewport()->height());
        const auto areas = pane.findChildren<QScrollArea *>();
        const auto area = std::find_if(areas.begin(), areas.end(), [list](const QScrollArea *candidate) {
            return candidate->isAncestorOf(list);
        });
        QVERIFY((*area)->verticalScrollBar()->maximum() > 0); // the rest is scrolled to
        QVERIFY(pane.findChild<DiffCanvas *>()->viewport()->height() > 30);
    }

    void showsReloadsAsTheyCome()
    {
        ReloadHistory history;
        ChangesPane pane;
        pane.resize(600, 400);
        pane.show();
        const auto list = [&] { return reloadsOf(pane); };
        auto *diff = pane.findChild<DiffView *>();
        QVERIFY(!list()->isVisible());
        pane.setHistory(&history);
        pane.showFile(u"a.json"_s);
        QVERIFY(!list()->isVisible());
        const auto *empty = pane.findChild<EmptyState *>();
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->accessibleName(), u"No reload of a.json yet"_s);
        history.add(reloadOf(1, R"({"a": 1})", R"({"a": 2})"));
        QVERIFY(list()->isVisible());
        QCOMPARE(diff->diff().after, QList<QByteArray>({R"({"a": 2})"}));
        history.add(reloadOf(2, R"({"a": 2})", R"({"a": 3})"));
        QCOMPARE(diff->diff().after, QList<QByteArray>({R"({"a": 3})"}));
        pane.showReload(u"a.json"_s, 1);
        QCOMPARE(diff->diff().after, QList<QByteArray>({R"({"a": 2})"}));
        history.add(reloadOf(3, R"({"a": 3})", R"({"a": 4})"));
        QCOMPARE(diff->diff().after, QList<QByteArray>({R"({"a": 2})"}));
        pane.showReload(u"a.json"_s, 99);
        QCOMPARE(diff->diff().after, QList<QByteArray>({R"({"a": 4})"}));
        history.clear();
        QVERIFY(!list()->isVisible());
        QVERIFY(diff->diff().after.isEmpty());
    }

    void comparesAnyTwo()
    {
        ReloadHistory history;
        ChangesPane pane;
        pane.resize(700, 800);
        pane.show();
        pane.setHistory(&history);
        pane.showFile(u"a.json"_s);
        for (int i = 1; i <= 4; ++i)
            history.add(reloadOf(quint64(i), QByteArray::number(i - 1), QByteArray::number(i)));
        auto *list = reloadsOf(pane);
        auto *diff = pane.findChild<DiffView *>();
        const auto click = [&](int row, Qt::KeyboardModifiers modifiers) {
            const QModelIndex index = list->model()->index(row, ReloadListModel::SummaryColumn);
            QTest::mouseClick(list->viewport(), Qt::LeftButton, modifiers, list->visualRect(index).center());
        };
        QVERIFY(pane.chosenEntry());
        click(0, Qt::NoModifier);      // r4
        click(3, Qt::ControlModifier); // r1
        QTRY_COMPARE(diff->diff().before, QList<QByteArray>{"1"});
        QCOMPARE(diff->diff().after, QList<QByteArray>{"4"});
        QVERIFY(!pane.chosenEntry()); // no one version is meant
        click(2, Qt::NoModifier);
        QCOMPARE(diff->diff().before, QList<QByteArray>{"1"});
        QCOMPARE(diff->diff().after, QList<QByteArray>{"2"});
        QCOMPARE(pane.chosenEntry()->revision, 2);
    }

    /// Comparing takes time, and nobody asked for it.
    void leavesUnsavedEditsWithoutChoosingAReload()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"a.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(R"({"a": 1})") > 0);
        file.close();
        const auto store = Store::open(folder.path());
        QVERIFY(store && (*store)->waitUntilLoaded(20s));
        Workspace workspace(**store);
        ReloadHistory history;
        ChangesPane pane;
        pane.setWorkspace(&workspace);
        pane.setHistory(&history);
        pane.showFile(u"a.json"_s);
        history.add(reloadOf(1, "{}", R"({"a": 1})"));
        QVERIFY(workspace.buffer(u"a.json"_s)->setValue({u"a"_s}, Value::integer(2)));
        QTRY_COMPARE(reloadsOf(pane)->model()->rowCount(), 2);

        int chosen = 0;
        connect(&pane, &ChangesPane::chosenChanged, this, [&] { chosen += pane.chosenEntry() ? 1 : 0; });
        pane.setWorkspace(nullptr);
        QCOMPARE(reloadsOf(pane)->model()->rowCount(), 0);
        QCOMPARE(chosen, 0);
    }

    void showsUnsavedEditsAboveAll()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"a.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(R"({"a": 1})") > 0);
        file.close();
        const auto store = Store::open(folder.path());
        QVERIFY(store && (*store)->waitUntilLoaded(20s));
        Workspace workspace(**store);
        ReloadHistory history;
        ChangesPane pane;
        QAbstractItemModelTester tester(reloadsOf(pane)->model());
        pane.show();
        pane.setHistory(&history);
        pane.setWorkspace(&workspace);
        pane.showFile(u"a.json"_s);
        history.add(reloadOf(1, "{}", R"({"a": 1})"));
        const QAbstractItemModel &list = *reloadsOf(pane)->model();
        auto *diff = pane.findChild<DiffView *>();
        QCOMPARE(list.rowCount(), 1);

        Buffer *buffer = workspace.buffer(u"a.json"_s);
        QVERIFY(buffer);
        QVERIFY(buffer->setValue({u"a"_s}, Value::integer(2)));
        QTRY_COMPARE(list.rowCount(), 2);
        QCOMPARE(list.index(0, ReloadListModel::SourceColumn).data().toString(), u"unsaved"_s);
        QCOMPARE(list.index(0, ReloadListModel::SummaryColumn).data().toString(), u"a: 1 → 2"_s);
        QCOMPARE(diff->diff().after, QList<QByteArray>{R"({"a": 2})"});
        QVERIFY(!pane.chosenEntry()); // there is no version to put back

        QVERIFY(buffer->setValue({u"a"_s}, Value::integer(3)));
        QTRY_COMPARE(diff->diff().after, QList<QByteArray>{R"({"a": 3})"});
        buffer->replace({{{0, 1}, "["}});
        QTRY_VERIFY(
            list.index(0, ReloadListModel::SummaryColumn).data().toString().startsWith(u"cannot be read: "));
        QCOMPARE(diff->diff().after, QList<QByteArray>{R"(["a": 3})"});

        history.add(reloadOf(2, R"({"a": 1})", R"({"a": 9})")); // somebody else's
        QCOMPARE(list.rowCount(), 3);
        QVERIFY(list.index(1, ReloadListModel::TimeColumn)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .endsWith(u", revision r2"_s));
        buffer->revert();
        QTRY_COMPARE(list.rowCount(), 2);
        QVERIFY(pane.chosenEntry());
        QCOMPARE(pane.chosenEntry()->revision, 2);
    }

    void unsavedTextsThatMayHoldSecretsAreCovered()
    {
        FileReload edits = reloadOf(1, "{\"token\": \"alt\"}\n", "{}").files.first();
        SettingsFile broken;
        broken.path = u"a.json"_s;
        broken.format = &format(FormatId::Json);
        broken.disk = "{\"token\": \"neu\n";
        broken.problem = Problem{};
        edits.after = std::make_shared<const SettingsFile>(broken);
        const ReloadTexts masked = maskedTexts(edits);
        QVERIFY(masked.hasSecrets);
        QVERIFY(!masked.after.contains("neu"));
        QCOMPARE(plainTexts(edits).after, broken.disk);
        edits.before = fileOf(u"a.json"_s, "{}", 0);
        QCOMPARE(maskedTexts(edits).after, broken.disk);
    }

    void asksToPutOneChangeBackOnlyWhereAllIsShown()
    {
        ReloadHistory history;
        ChangesPane pane;
        pane.resize(700, 600);
        pane.show();
        pane.setHistory(&history);
        pane.showFile(u"a.json"_s);
        QSignalSpy asked(&pane, &ChangesPane::putBackAsked);
        auto *canvas = pane.findChild<DiffCanvas *>();
        history.add(reloadOf(1, R"({"token": 1})", R"({"token": 2})"));
        QVERIFY(canvas->arrow(0).isEmpty()); // it would put the mask there
        pane.findChild<QCheckBox *>()->setChecked(true);
        QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {}, canvas->arrow(0).center());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), u"a.json"_s);
        QCOMPARE(asked[0][1].toByteArray(), R"({"token": 2})"_ba);
        QCOMPARE(asked[0][2].toByteArray(), R"({"token": 1})"_ba);
    }

    void uncoversSecretsOnlyWhenAsked()
    {
        ReloadHistory history;
        ChangesPane pane;
        pane.show();
        pane.setHistory(&history);
        pane.showFile(u"a.json"_s);
        history.add(reloadOf(1, R"({"a": 1})", R"({"a": 2})"));
        auto *box = pane.findChild<QCheckBox *>();
        QVERIFY(!box->isVisible());
        history.add(reloadOf(2, R"({"token": 1})", R"({"token": 2})"));
        auto *diff = pane.findChild<DiffView *>();
        QVERIFY(box->isVisible());
        QVERIFY(!diff->diff().after.first().contains("2"));
        QVERIFY(!diff->diff().isEqual());
        box->setChecked(true);
        QCOMPARE(diff->diff().after, QList<QByteArray>({R"({"token": 2})"}));
        pane.showFile(u"other.json"_s);
        pane.showFile(u"a.json"_s);
        QVERIFY(!box->isChecked());
    }
};

QTEST_MAIN(TestChanges)
#include "tst_changes.moc"
