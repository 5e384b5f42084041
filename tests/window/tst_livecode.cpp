#include "application.h"
#include "editor/editorpane.h"
#include "editor/textview.h"
#include "log/logmodel.h"
#include "log/logpane.h"
#include "rawfile.h"
#include "sample.h"
#include "signalrecord.h"
#include "tree/settingsmodel.h"
#include "tree/settingsview.h"
#include "window/codebar.h"
#include "window/foldercode.h"
#include "window/mainwindow.h"
#include "window/preferences.h"
#include "window/statusline.h"

#include <retune/edit/workspace.h>

#include <QtCore/QSettings>
#include <QtCore/QThreadPool>
#include <QtTest/QtTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

/// The code of a folder in the whole program: asked for, run, edited, broken, repaired and withdrawn, as a person does it.
class TestLiveCode : public QObject
{
    Q_OBJECT

    using Kind = LogEntry::Kind;

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Application> m_application;
    const QString m_greet = u"plugins/greet.js"_s;

    MainWindow &window() const { return m_application->window(); }
    SettingsModel &settings() const { return *window().findChild<SettingsModel *>(); }
    TextView &text() const { return *window().findChild<TextView *>(); }
    CodeBar &bar() const { return *window().findChild<CodeBar *>(); }
    QString filePath(const QString &name) const { return window().folder() + u'/' + name; }

    /// The log's rows of one kind, oldest first.
    QStringList log(Kind kind) const
    {
        LogModel &model = window().findChild<LogPane *>()->model();
        model.flush();
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.entry(row).kind == kind)
                texts.append(model.entry(row).text);
        }
        return texts;
    }
    qsizetype greetings(const QString &greeting) const
    {
        return log(Kind::Worker).filter(u"greet: "_s + greeting).size();
    }
    QString state(const QString &file) const
    {
        return settings().fileIndex(file).siblingAtColumn(SettingsModel::ValueColumn).data().toString();
    }
    void click(const QString &buttonText) const
    {
        for (auto *button : bar().findChildren<QPushButton *>()) {
            if (button->text() == buttonText)
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        QFAIL(qPrintable(u"no button "_s + buttonText));
    }
    QAction *action(const QString &actionText) const
    {
        for (QAction *action : window().findChildren<QAction *>()) {
            if (action->text().remove(u'&') == actionText)
                return action;
        }
        qFatal("no action %s", qPrintable(actionText));
    }
    QToolButton *stopButton() const
    {
        const auto buttons = window().findChild<StatusLine *>()->findChildren<QToolButton *>();
        for (QToolButton *button : buttons) {
            if (button->text() == u"Stop Code"_s)
                return button;
        }
        qFatal("no button that stops code");
    }
    void save() const { QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier); }

    /// Replaces the first `before` in the text that the editor shows by what is typed.
    void type(const QString &before, const QString &after) const
    {
        QTextCursor cursor = text().document()->find(before);
        QVERIFY2(!cursor.isNull(), qPrintable(before));
        text().setTextCursor(cursor);
        text().setFocus();
        QTest::keyClicks(&text(), after);
    }
    void show(const QString &file) const
    {
        window().findChild<SettingsView *>()->setCurrentIndex(settings().fileIndex(file));
        QTRY_COMPARE(window().findChild<EditorPane *>()->currentPath(), file);
    }
    void startProgram(const QString &path = {})
    {
        m_application.reset(); // before the next one reads what it has kept
        m_application = std::make_unique<Application>();
        const test::SignalRecord opened(&window(), &MainWindow::folderOpened);
        window().show();
        m_application->open(path);
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTRY_VERIFY(!opened.isEmpty());
        QVERIFY(settings().rowCount() > 0);
    }
    /// Makes a folder with one script, which no program opens by itself.
    QString otherFolder() const
    {
        const QString folder = m_home->filePath(u"other"_s);
        test::makeFolder(folder);
        test::makeFolder(folder + u"/plugins"_s);
        test::writeInPlace(folder + u"/setting.py"_s, "redis = 'other'\n");
        test::writeInPlace(folder + u"/plugins/greet.js"_s, "function run() { return 'other'; }\n");
        return folder;
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>(QDir::currentPath() + u"/home-XXXXXX"_s);
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_home->filePath(u"data"_s)));
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home->filePath(u"config"_s));
        const Result<QString> sample = makeSampleFolder();
        QVERIFY(sample);
        test::writeInPlace(*sample + u"/worker.jsonc"_s, "{ \"interval\": 0.05 }\n");
        startProgram();
    }

    void cleanup()
    {
        m_application.reset();
        // What the window left to be written would make its home anew.
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QVERIFY2(m_home->remove(), qPrintable(m_home->errorString()));
    }

    void openingTheSampleRunsNothing()
    {
        QTRY_VERIFY(log(Kind::Worker).size() >= 4);
        QVERIFY(bar().isVisible());
        QVERIFY(bar().accessibleName().contains(m_greet));
        QCOMPARE(state(m_greet), u"not run"_s);
        QCOMPARE(log(Kind::Worker).filter(u"redis"_s).size(), log(Kind::Worker).size());
        QVERIFY(log(Kind::Live).isEmpty());
        QVERIFY(!action(u"Stop Running Code of This Folder"_s)->isEnabled());
    }

    void fromRunItToTheNextLine()
    {
        click(u"Run it"_s);
        QVERIFY(!bar().isVisible());
        QTRY_VERIFY(greetings(u"你好 from a script (call 2)"_s) == 1);
        QCOMPARE(log(Kind::Live), QStringList{m_greet + u"  is called from now on"_s});
        QCOMPARE(state(m_greet), u"live, r1"_s);

        // Edited and saved: the next line is the new one, and the count goes on.
        show(m_greet);
        type(u"from a script"_s, u"from new code"_s);
        save();
        QTRY_VERIFY(greetings(u"你好 from new code"_s) >= 1);
        QCOMPARE(greetings(u"你好 from new code (call 1)"_s), 0);
        QTRY_COMPARE(log(Kind::Reload), QStringList{m_greet + u"  changed"_s});
        QTRY_COMPARE(state(m_greet), u"live, r2"_s);

        // Broken: the old version goes on, and the editor shows where.
        type(u"state.calls % 10"_s, u"state.calls % % 10"_s);
        save();
        QTRY_COMPARE(log(Kind::Failed).size(), 1);
        QVERIFY2(log(Kind::Failed).first().startsWith(m_greet + u":8:"_s),
                 qPrintable(log(Kind::Failed).first()));
        QTRY_VERIFY2(state(m_greet).startsWith(u"live, r2; failed: 8:"), qPrintable(state(m_greet)));
        const qsizetype before = greetings(u"你好 from new code"_s);
        QTRY_VERIFY(greetings(u"你好 from new code"_s) > before);
        QCOMPARE(text().problems().size(), 1);
        QCOMPARE(text().problems().first().position.line, 8);

        // Lines above it are inserted: the mark stays with its line. Repaired: it goes.
        QTextCursor start(text().document());
        text().setTextCursor(start);
        QTest::keyClick(&text(), Qt::Key_Return);
        QTRY_COMPARE(text().problems().value(0).position.line, 9);
        type(u"% %"_s, u"%"_s);
        save();
        QTRY_VERIFY(text().problems().isEmpty());
        QTRY_COMPARE(state(m_greet), u"live, r4"_s);
        QTRY_COMPARE(log(Kind::Live).size(), 3);
    }

    void whatThrowsIsToldWithItsLineAndStack()
    {
        click(u"Run it"_s);
        QTRY_VERIFY(greetings(u"你好"_s) >= 1);
        test::writeInPlace(filePath(m_greet), "function inner() {\n    throw new Error('no');\n}\n"
                                              "function run() {\n    inner();\n}\n");
        QTRY_VERIFY(!log(Kind::Failed).isEmpty());
        QCOMPARE(log(Kind::Failed).first(),
                 m_greet + u":2: Error: no (given up; the version before is called again)"_s);
        QTRY_VERIFY(log(Kind::Failed).size() >= 3);
        QCOMPARE(log(Kind::Failed).at(1), u"    at inner (plugins/greet.js:2)"_s);
        QCOMPARE(log(Kind::Failed).at(2), u"    at run (plugins/greet.js:5)"_s);
        // The old version comes back by itself.
        QTRY_VERIFY2(state(m_greet).startsWith(u"live, r1; failed: line 2: "), qPrintable(state(m_greet)));
        const qsizetype before = greetings(u"你好 from a script"_s);
        QTRY_VERIFY(greetings(u"你好 from a script"_s) > before);
    }

    void aClickWithdrawsThePermissionAndEndsTheCalls()
    {
        QVERIFY(!stopButton()->isVisible());
        click(u"Run it"_s);
        QTRY_VERIFY(greetings(u"你好"_s) >= 1);
        QVERIFY(stopButton()->isVisible());
        QTest::mouseClick(stopButton(), Qt::LeftButton);
        QVERIFY(!stopButton()->isVisible());
        QTRY_COMPARE(log(Kind::Retired).size(), 1);
        QCOMPARE(state(m_greet), u"not run"_s);
        const qsizetype called = greetings(u"你好"_s);
        const qsizetype printed = log(Kind::Worker).size();
        QTRY_VERIFY(log(Kind::Worker).size() >= printed + 4);
        QCOMPARE(greetings(u"你好"_s), called);
        QVERIFY(!isTrustedFolder(window().folder()));
        QVERIFY(!bar().isVisible()); // the answer was given just now

        action(u"Run Code of This Folder"_s)->trigger();
        QTRY_VERIFY(greetings(u"你好"_s) > called);
    }

    void whatAnotherWindowWithdrawsHoldsHereToo()
    {
        click(u"Run it"_s);
        QTRY_VERIFY(greetings(u"你好"_s) >= 1);
        setTrustedFolder(window().folder(), false); // as the other window does
        QTRY_COMPARE(log(Kind::Retired).size(), 1);
        QCOMPARE(state(m_greet), u"not run"_s);
        QVERIFY(!stopButton()->isVisible());
    }

    void whatAnotherWindowWithdrawsWhileNothingRunsHoldsFromTheStart()
    {
        click(u"Run it"_s);
        QTRY_VERIFY(greetings(u"你好"_s) >= 1);
        action(u"Stop"_s)->trigger();
        QTRY_COMPARE(log(Kind::Retired).size(), 1);
        setTrustedFolder(window().folder(), false); // as the other window does
        const qsizetype live = log(Kind::Live).size();
        const qsizetype printed = log(Kind::Worker).size();
        action(u"Start"_s)->trigger();
        QTRY_VERIFY(log(Kind::Worker).size() >= printed + 4);
        QCOMPARE(log(Kind::Live).size(), live);
        QVERIFY(!stopButton()->isVisible());
    }

    void theAnswerIsRememberedAndNotNowIsNone()
    {
        click(u"Not now"_s);
        QVERIFY(!bar().isVisible());
        startProgram();
        QTRY_VERIFY(bar().isVisible());
        QTRY_VERIFY(log(Kind::Worker).size() >= 2);
        QVERIFY(log(Kind::Live).isEmpty());
        click(u"Run it"_s);
        QTRY_VERIFY(greetings(u"你好"_s) >= 1);

        startProgram();
        QTRY_VERIFY(greetings(u"你好"_s) >= 1);
        QVERIFY(!bar().isVisible());
        action(u"Stop Running Code of This Folder"_s)->trigger();

        startProgram();
        QTRY_VERIFY(bar().isVisible());
        QTRY_VERIFY(log(Kind::Worker).size() >= 2);
        QVERIFY(log(Kind::Live).isEmpty());
    }

    void theAnswerIsForOneFolder()
    {
        click(u"Run it"_s);
        QTRY_VERIFY(greetings(u"你好"_s) >= 1);
        const QString other = otherFolder();
        m_application->open(other);
        QTRY_COMPARE(window().folder(), other);
        QTRY_VERIFY(bar().isVisible());
        QCOMPARE(state(m_greet), u"not run"_s);
        QTRY_COMPARE(m_application->worker().state(), DemoWorker::State::Stopped);

        click(u"Run it"_s); // starts the worker, which runs it
        QTRY_VERIFY(greetings(u"other"_s) >= 1);

        // Under another name it is the same folder.
        const QString link = m_home->filePath(u"link"_s);
        QVERIFY(QFile::link(other, link));
        m_application->open(link);
        QTRY_COMPARE(window().folder(), link);
        QTRY_COMPARE(state(m_greet), u"not run"_s); // by no worker
        QVERIFY(!bar().isVisible());
    }

    void theRevisionIsThatOfTheLog()
    {
        click(u"Run it"_s);
        QTRY_VERIFY(greetings(u"你好"_s) >= 1);
        for (const QByteArray word : {"one", "two"}) {
            test::writeInPlace(filePath(m_greet), "function run() { return '" + word + "'; }\n");
            QTRY_VERIFY(greetings(QString::fromUtf8(word)) >= 4); // so that it is proven
        }
        QTRY_COMPARE(state(m_greet), u"live, r3"_s);
        // The worker reads the folder anew: what it has is its own first revision, and the window's third.
        action(u"Stop"_s)->trigger();
        QTRY_COMPARE(state(m_greet), u"not run"_s);
        action(u"Start"_s)->trigger();
        QTRY_COMPARE(state(m_greet), u"live, r3"_s);
        test::writeInPlace(filePath(m_greet), "function run( {}\n");
        QTRY_VERIFY2(state(m_greet).startsWith(u"live, r3; failed: "), qPrintable(state(m_greet)));
    }

    void newCodeInATrustedFolderIsNamedBeforeItsFirstCall()
    {
        click(u"Run it"_s);
        QTRY_VERIFY(greetings(u"你好"_s) >= 1);
        test::writeInPlace(filePath(u"plugins/more.js"_s), "function run() { return 'more'; }\n");
        QTRY_VERIFY(!log(Kind::Worker).filter(u"more: more"_s).isEmpty());
        LogModel &model = window().findChild<LogPane *>()->model();
        int live = -1;
        int called = -1;
        for (int row = model.rowCount() - 1; row >= 0; --row) {
            const LogEntry &entry = model.entry(row);
            if (entry.kind == Kind::Live && entry.path == u"plugins/more.js")
                live = row;
            if (entry.kind == Kind::Worker && entry.text == u"more: more")
                called = row;
        }
        QVERIFY(live >= 0 && called > live);
        QTRY_VERIFY(log(Kind::Reload).contains(u"plugins/more.js  new file"_s));
        QTRY_VERIFY(state(u"plugins/more.js"_s).startsWith(u"live, r"));

        QVERIFY(QFile::remove(filePath(u"plugins/more.js"_s)));
        QTRY_COMPARE(log(Kind::Retired), QStringList{u"plugins/more.js  is not called any more"_s});
        QTRY_VERIFY(!settings().fileIndex(u"plugins/more.js"_s).isValid());
    }

    void codeThatComesLaterIsAskedForToo()
    {
        const QString other = otherFolder();
        QVERIFY(QDir(other + u"/plugins"_s).removeRecursively());
        m_application->open(other);
        QTRY_COMPARE(window().folder(), other);
        QTRY_VERIFY(settings().fileIndex(u"setting.py"_s).isValid());
        QVERIFY(!bar().isVisible());
        test::makeFolder(other + u"/plugins"_s);
        test::writeInPlace(other + u"/plugins/a.js"_s, "function run() {}\n");
        QTRY_VERIFY(bar().isVisible());
        test::writeInPlace(other + u"/plugins/b.js"_s, "function run() {}\n");
        QTRY_COMPARE(bar().accessibleName(), u"2 code files here are not run."_s);
        QVERIFY(QFile::remove(other + u"/plugins/a.js"_s));
        QVERIFY(QFile::remove(other + u"/plugins/b.js"_s));
        QTRY_VERIFY(!bar().isVisible());
    }

    void sourcesAreNotCompiledUnlessTheUserSaysSo()
    {
        QVERIFY(!compilesSources());
        test::writeInPlace(filePath(u"plugins/native.cpp"_s), "int x = ;\n");
        QTRY_VERIFY(settings().fileIndex(u"plugins/native.cpp"_s).isValid());
        QVERIFY(bar().accessibleName().contains(m_greet)); // and not of two
        click(u"Run it"_s);
        QTRY_VERIFY(greetings(u"你好"_s) >= 1);
        QCOMPARE(state(u"plugins/native.cpp"_s), u"not run"_s);
        QVERIFY(settings()
                    .fileIndex(u"plugins/native.cpp"_s)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(u"compiling .cpp files is not allowed"));
        QVERIFY(log(Kind::Failed).isEmpty());

        qputenv("PKG_CONFIG_PATH", RETUNE_BUILT_PACKAGES);
        action(u"Compile and Run .cpp Files in Trusted Folders"_s)->trigger();
        QVERIFY(compilesSources());
        QTRY_VERIFY_WITH_TIMEOUT(state(u"plugins/native.cpp"_s).startsWith(u"failed: 1:9 "), 120'000);
        QVERIFY(state(m_greet).startsWith(u"live")); // it has gone on
        qunsetenv("PKG_CONFIG_PATH");
    }

    void aNativeLibraryIsNoText()
    {
        test::writeInPlace(filePath(u"plugins/native.so"_s), QByteArray(5000, '\xFF') + '\0');
        QTRY_VERIFY(settings().fileIndex(u"plugins/native.so"_s).isValid());
        show(u"plugins/native.so"_s);
        QVERIFY(!text().isVisible());
        QStringList words;
        for (const auto *label : window().findChild<EditorPane *>()->findChildren<QLabel *>()) {
            if (label->isVisible())
                words += label->text();
        }
        QCOMPARE(words,
                 (QStringList{u"native.so is a native library"_s, u"It has 4.9 KB and no text to show."_s}));
        QVERIFY(!window().workspace()->openBuffer(u"plugins/native.so"_s));

        test::writeInPlace(filePath(u"plugins/native.so"_s), QByteArray(2048, '\xFE'));
        QTRY_COMPARE(log(Kind::Reload).filter(u"native.so"_s).value(1), u"plugins/native.so  changed"_s);
    }

    void callsResetNothingInTheTree()
    {
        click(u"Run it"_s);
        QTRY_VERIFY(state(m_greet).startsWith(u"live"));
        const QSignalSpy reset(&settings(), &SettingsModel::modelReset);
        const QSignalSpy changed(&settings(), &SettingsModel::dataChanged);
        const auto calls = [this] {
            const QString tip = settings().fileIndex(m_greet).data(Qt::ToolTipRole).toString();
            return tip.section(u"Calls: "_s, 1).section(u'\n', 0, 0);
        };
        const QString before = calls();
        QTRY_VERIFY(calls() != before && !calls().isEmpty()); // the numbers go on
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 0);
    }

    void codeHasNoKeysToAdd()
    {
        show(m_greet);
        QVERIFY(!action(u"Add Setting…"_s)->isEnabled());
        QVERIFY(!action(u"Remove"_s)->isEnabled());
        show(u"setting.py"_s);
        QVERIFY(action(u"Add Setting…"_s)->isEnabled());
    }
};

QTEST_MAIN(TestLiveCode)
#include "tst_livecode.moc"
