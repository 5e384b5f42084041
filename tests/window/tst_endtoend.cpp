#include "application.h"
#include "changes/changespane.h"
#include "changes/diffview.h"
#include "log/logmodel.h"
#include "log/logpane.h"
#include "sample.h"
#include "savepatterns.h"
#include "tree/settingsmodel.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"

#include <retune/edit/workspace.h>

#include <QtCore/QProcess>
#include <QtCore/QSettings>
#include <QtCore/QThreadPool>
#include <QtTest/QtTest>
#include <QtWidgets/QLineEdit>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

/// The whole program as a person uses it, from the tree to the worker's next line.
class TestEndToEnd : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Application> m_application;

    MainWindow &window() const { return m_application->window(); }
    QString filePath(const QString &name) const { return window().folder() + u'/' + name; }
    SettingsView &tree() const { return *window().findChild<SettingsView *>(); }
    SettingsModel &settings() const { return *qobject_cast<SettingsModel *>(tree().model()); }

    QByteArray read(const QString &name) const
    {
        QFile file(filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static void replaceIn(const QString &path, const QByteArray &before, const QByteArray &after)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray content = file.readAll();
        QVERIFY(content.contains(before));
        file.resize(0);
        file.seek(0);
        file.write(QByteArray(content).replace(before, after));
    }

    /// The log's rows of one kind, oldest first.
    QStringList log(LogEntry::Kind kind) const
    {
        LogModel &model = window().findChild<LogPane *>()->model();
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.entry(row).kind == kind)
                texts.append(model.entry(row).text);
        }
        return texts;
    }
    QString lastWorkerLine() const
    {
        return log(LogEntry::Kind::Worker).value(log(LogEntry::Kind::Worker).size() - 1);
    }

    /// The comparison that the Changes tab shows: the lines that differ, older ones first.
    QString shownDiff() const
    {
        QString text;
        const LineDiff &diff = window().findChild<ChangesPane *>()->findChild<DiffView *>()->diff();
        for (const DiffBlock &block : diff.blocks) {
            if (block.equal)
                continue;
            for (int line = block.before.begin; line < block.before.end; ++line)
                text += u'-' + QString::fromUtf8(diff.before[line]);
            for (int line = block.after.begin; line < block.after.end; ++line)
                text += u'+' + QString::fromUtf8(diff.after[line]);
        }
        return text;
    }

    void editInTree(const QString &path, const KeyPath &key, const QString &text)
    {
        const QModelIndex value = settings().nodeIndex(path, key).siblingAtColumn(SettingsModel::ValueColumn);
        QVERIFY(value.isValid());
        tree().reveal(value);
        tree().setFocus();
        tree().setCurrentIndex(value);
        QTest::keyClick(&tree(), Qt::Key_F2);
        QTRY_VERIFY(tree().findChild<QLineEdit *>());
        auto *edit = tree().findChild<QLineEdit *>();
        edit->selectAll();
        edit->insert(text); // as an input method does; keyClicks knows Latin letters only
        QTest::keyClick(edit, Qt::Key_Return);
    }

    /// Has another process save the file in one of the ways that programs have.
    void saveFromOutside(const QByteArray &pattern, const QString &name, const QByteArray &content)
    {
        QProcess writer;
        writer.start(QStringLiteral(RETUNE_SAVE_PATTERN), {QString::fromUtf8(pattern), filePath(name)});
        writer.write(content);
        writer.closeWriteChannel();
        QVERIFY(writer.waitForFinished());
        QCOMPARE(writer.exitCode(), 0);
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>(QDir::currentPath() + u"/home-XXXXXX"_s);
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_home->filePath(u"data"_s)));
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home->filePath(u"config"_s));
        const Result<QString> sample = makeSampleFolder();
        QVERIFY(sample);
        replaceIn(*sample + u"/worker.jsonc"_s, "\"interval\": 1.0", "\"interval\": 0.05");
        m_application = std::make_unique<Application>();
        window().show();
        m_application->open({});
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTRY_COMPARE(window().folder(), sampleFolder());
        QTRY_VERIFY(settings().nodeIndex(u"setting.py"_s, {u"redis"_s}).isValid());
        QTRY_COMPARE(lastWorkerLine(), u"redis = 你好"_s);
    }

    void cleanup()
    {
        m_application.reset();
        // What the window left to be written would make its home anew.
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QVERIFY2(m_home->remove(), qPrintable(m_home->errorString()));
    }

    void anEditInTheTreeReachesTheWorker()
    {
        const QByteArray before = read(u"setting.py"_s);
        editInTree(u"setting.py"_s, {u"redis"_s}, u"你好，精神小伙"_s);
        QTRY_COMPARE(window().workspace()->modifiedPaths(), QStringList{u"setting.py"_s});
        QCOMPARE(read(u"setting.py"_s), before);

        QTest::keyClick(&window(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(lastWorkerLine(), u"redis = 你好，精神小伙"_s);
        QCOMPARE(read(u"setting.py"_s), QByteArray(before).replace("你好", "你好，精神小伙"));
        QVERIFY(window().workspace()->modifiedPaths().isEmpty());

        QTRY_COMPARE(log(LogEntry::Kind::Reload).size(), 1);
        QVERIFY2(log(LogEntry::Kind::Reload).first().contains(u"redis: 你好 → 你好，精神小伙"),
                 qPrintable(log(LogEntry::Kind::Reload).first()));
        QTRY_VERIFY2(shownDiff().contains(u"你好，精神小伙"), qPrintable(shownDiff()));
        QCOMPARE(shownDiff().count(u'\n'), 2);
    }

    void anEditFromOutsideReachesTheWindowAndTheWorker_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        for (const test::SavePattern &pattern : test::savePatterns()) {
            if (pattern.changesContent && !pattern.keepsOpen)
                QTest::addRow("%s", pattern.name) << QByteArray(pattern.name);
        }
    }

    void anEditFromOutsideReachesTheWindowAndTheWorker()
    {
        QFETCH(QByteArray, pattern);
        const QByteArray before = read(u"setting.py"_s);
        const QByteArray content = QByteArray(before).replace("你好", "大家好");
        // The preparation puts the file there anew in the shape that the pattern needs, a link for instance.
        QVERIFY(QFile::remove(filePath(u"setting.py"_s)));
        test::findSavePattern(pattern)->prepare(filePath(u"setting.py"_s), before);
        QVERIFY(window().store()->refresh(u"setting.py"_s));
        saveFromOutside(pattern, u"setting.py"_s, content);
        if (pattern == "another hard link of it in another folder")
            QTest::keyClick(&window(),
                            Qt::Key_F5); // no watcher sees it; else it would wait for the next scan
        QTRY_COMPARE(lastWorkerLine(), u"redis = 大家好"_s);
        QTRY_COMPARE(settings()
                         .nodeIndex(u"setting.py"_s, {u"redis"_s})
                         .siblingAtColumn(SettingsModel::ValueColumn)
                         .data()
                         .toString(),
                     u"大家好"_s);
        QTRY_COMPARE(log(LogEntry::Kind::Reload).size(), 1);
        // Where the folder was replaced, its other files are missing now, and told so.
        QVERIFY(log(LogEntry::Kind::Problem).filter(u"setting.py"_s).isEmpty());
        QTRY_VERIFY2(shownDiff().contains(u"大家好"), qPrintable(shownDiff()));
    }

    void aBrokenEditChangesNothingAndItsRepairDoes()
    {
        const QByteArray good = read(u"setting.py"_s);
        const int line = int(good.left(good.indexOf("redis =")).count('\n')) + 1;
        saveFromOutside("in place in one write", u"setting.py"_s,
                        QByteArray(good).replace("\"你好\"", "\"你好"));
        QTRY_COMPARE(log(LogEntry::Kind::Problem).size(), 1);
        QVERIFY2(log(LogEntry::Kind::Problem).first().contains(u"%1:"_s.arg(line)),
                 qPrintable(log(LogEntry::Kind::Problem).first()));
        QTRY_COMPARE(settings().problem(settings().fileIndex(u"setting.py"_s))->position.line, line);
        const qsizetype printed = log(LogEntry::Kind::Worker).size();
        QTRY_VERIFY(log(LogEntry::Kind::Worker).size() > printed);
        QCOMPARE(lastWorkerLine(), u"redis = 你好"_s);

        saveFromOutside("temporary file and rename", u"setting.py"_s,
                        QByteArray(good).replace("你好", "好了"));
        QTRY_COMPARE(lastWorkerLine(), u"redis = 好了"_s);
        QTRY_COMPARE(log(LogEntry::Kind::Recovered).size(), 1);
        QVERIFY(!settings().problem(settings().fileIndex(u"setting.py"_s)));
    }

    void theWorkersIntervalIsALiveSetting()
    {
        const auto saveInterval = [this](const QByteArray &before, const QByteArray &after) {
            saveFromOutside(
                "in place in one write", u"worker.jsonc"_s,
                read(u"worker.jsonc"_s).replace("\"interval\": " + before, "\"interval\": " + after));
        };
        saveInterval("0.05", "3000");
        QTRY_COMPARE(log(LogEntry::Kind::Reload).size(), 1);
        const qsizetype printed = log(LogEntry::Kind::Worker).size();
        saveInterval("3000", "0.05");
        QTRY_VERIFY(log(LogEntry::Kind::Worker).size() > printed + 5); // not after 3000 seconds
    }
};

QTEST_MAIN(TestEndToEnd)
#include "tst_endtoend.moc"
