#include "log/logmodel.h"
#include "log/logpane.h"
#include "log/logsearchbar.h"
#include "log/logview.h"
#include "style/emptystate.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

LogEntry entryOf(LogEntry::Kind kind, const QString &text, const QString &path = {})
{
    LogEntry entry;
    entry.when = QDateTime(QDate(2024, 5, 6), QTime(12, 0));
    entry.kind = kind;
    entry.text = text;
    entry.path = path;
    return entry;
}

QStringList texts(const LogModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts += model.entry(row).text;
    return texts;
}

} // namespace

/// The log with its tools, used as people use it.
class TestLogPane : public QObject
{
    Q_OBJECT

private:
    QToolButton *button(const QString &name) const
    {
        for (QToolButton *button : m_pane->findChildren<QToolButton *>()) {
            if (button->accessibleName().startsWith(name))
                return button;
        }
        qFatal("there is no such button");
    }
    QString count() const
    {
        for (const QLabel *label : m_pane->findChild<LogSearchBar *>()->findChildren<QLabel *>()) {
            if (!label->text().isEmpty())
                return label->text();
        }
        return {};
    }
    QString currentText() const
    {
        const QModelIndex current = m_view->currentIndex();
        return current.isValid() ? m_pane->model().entry(current.row()).text : QString();
    }

    std::unique_ptr<LogPane> m_pane;
    LogView *m_view = nullptr;

private Q_SLOTS:
    void init()
    {
        m_pane = std::make_unique<LogPane>();
        m_view = m_pane->findChild<LogView *>();
        m_pane->resize(1100, 300);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
        m_pane->append(entryOf(LogEntry::Kind::Worker, u"redis = 1"_s));
        m_pane->append(entryOf(LogEntry::Kind::Reload, u"setting.py  redis: 1 → 2"_s, u"setting.py"_s));
        m_pane->append(entryOf(LogEntry::Kind::Worker, u"redis = 2"_s));
        m_pane->append(entryOf(LogEntry::Kind::Save, u"a.json  saved"_s, u"a.json"_s));
        m_pane->append(entryOf(LogEntry::Kind::Task, u"greet: Redis?"_s));
        m_pane->model().flush();
    }

    void buttonsHideAndShowKinds()
    {
        QToolButton *output = button(u"Show rows: Worker"_s);
        QVERIFY(output->isVisible() && output->isChecked());
        QTest::mouseClick(output, Qt::LeftButton);
        QCOMPARE(texts(m_pane->model()), QStringList({u"setting.py  redis: 1 → 2"_s, u"a.json  saved"_s}));
        m_pane->append(entryOf(LogEntry::Kind::Worker, u"redis = 3"_s));
        m_pane->model().flush();
        QCOMPARE(m_pane->model().rowCount(), 2);
        button(u"Show rows: Reloads"_s)->setFocus();
        QTest::keyClick(button(u"Show rows: Reloads"_s), Qt::Key_Space);
        QCOMPARE(texts(m_pane->model()), QStringList{u"a.json  saved"_s});
        QTest::mouseClick(output, Qt::LeftButton);
        QCOMPARE(m_pane->model().rowCount(), 5);
    }

    void anEmptyLogSaysWhatWillStandThere()
    {
        LogPane fresh;
        QCOMPARE(fresh.findChild<EmptyState *>()->accessibleName(), u"Nothing has happened yet"_s);
        m_pane->model().clear();
        auto *empty = m_pane->findChild<EmptyState *>();
        QVERIFY(empty->isVisible() && !m_view->isVisible());
        QCOMPARE(empty->accessibleName(), u"The log was cleared"_s);
        button(u"Show rows: Saves"_s)->click();
        QCOMPARE(empty->accessibleName(), u"The log was cleared"_s); // no row waits behind the button
        button(u"Show rows: Saves"_s)->click();
        m_pane->append(
            {QDateTime::currentDateTime(), LogEntry::Kind::Save, u"a.json  saved"_s, {}, 0, {}, {}});
        QTRY_VERIFY(m_view->isVisible() && !empty->isVisible());
        button(u"Show rows: Saves"_s)->click();
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->accessibleName(), u"No rows of the chosen kinds"_s);
        empty->findChild<QPushButton *>()->click();
        QVERIFY(m_view->isVisible());
        QVERIFY(button(u"Show rows: Saves"_s)->isChecked());
    }

    void everyKindHasAButton()
    {
        for (int kind = 0; kind < LogEntry::kindCount; ++kind)
            m_pane->append(entryOf(LogEntry::Kind(kind), u"x"_s));
        m_pane->model().flush();
        for (const QString &name :
             {u"Worker"_s, u"Program"_s, u"Reloads"_s, u"Saves"_s, u"Problems"_s, u"Live code"_s, u"Info"_s})
            button(u"Show rows: "_s + name)->click();
        QCOMPARE(m_pane->model().rowCount(), 0);
    }

    void aMenuStandsForTheButtonsWhereThereIsNoRoom()
    {
        QToolButton *menu = button(u"Choose which kinds"_s);
        QVERIFY(!menu->isVisible());
        m_pane->resize(480, 300);
        QTRY_VERIFY(menu->isVisible());
        QVERIFY(!button(u"Show rows: Worker"_s)->isVisible());
        QCOMPARE(menu->menu()->actions().size(), 7);
        menu->menu()->actions().first()->trigger();
        QCOMPARE(m_pane->model().rowCount(), 2);
    }

    void whatIsTypedIsSearchedFor()
    {
        m_view->setFocus();
        QTest::keyClick(m_view, Qt::Key_F, Qt::ControlModifier);
        auto *field = m_pane->findChild<QLineEdit *>();
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, u"redis"_s);
        QTRY_COMPARE(count(), u"4 of 4"_s);
        QCOMPARE(currentText(), u"greet: Redis?"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(currentText(), u"redis = 2"_s);
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(currentText(), u"greet: Redis?"_s);
        QTest::keyClick(field, Qt::Key_F3);
        QCOMPARE(currentText(), u"redis = 1"_s); // round the end
        QCOMPARE(count(), u"1 of 4"_s);
        QTest::mouseClick(button(u"Previous hit"_s), Qt::LeftButton);
        QCOMPARE(currentText(), u"greet: Redis?"_s);
        m_view->setFocus();
        QTest::keyClick(m_view, Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(currentText(), u"redis = 2"_s);
        button(u"Show rows: Worker"_s)->click();
        QTRY_COMPARE(count(), u"1 hit"_s);
        field->setText(u"nowhere"_s);
        QTRY_COMPARE(count(), u"not found"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_COMPARE(count(), QString());
    }

    void enterGoesToTheDiffOrTheFile()
    {
        QSignalSpy diff(m_pane.get(), &LogPane::diffRequested);
        QSignalSpy place(m_pane.get(), &LogPane::placeRequested);
        m_view->setCurrentIndex(m_pane->model().index(1, 0));
        QTest::keyClick(m_view, Qt::Key_Return);
        QCOMPARE(diff.count(), 1);
        QCOMPARE(diff.first().first().toString(), u"setting.py"_s);
        const QModelIndex link = m_pane->model().index(3, LogModel::LinkColumn);
        QCOMPARE(link.data().toString(), u"show"_s);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(link).center());
        QCOMPARE(place.count(), 1);
        QCOMPARE(place.first().first().toString(), u"a.json"_s);
        m_view->setCurrentIndex(m_pane->model().index(0, 0));
        QTest::keyClick(m_view, Qt::Key_Return);
        QCOMPARE(diff.count() + place.count(), 2); // a line of the worker leads nowhere
    }

    void theFollowButtonHoldsAndFollows()
    {
        for (int i = 0; i < 200; ++i)
            m_pane->append(entryOf(LogEntry::Kind::Worker, QString::number(i)));
        m_pane->model().flush();
        QToolButton *follow = button(u"Follow"_s);
        QVERIFY(follow->isChecked());
        QTest::mouseClick(follow, Qt::LeftButton);
        QVERIFY(!m_view->isFollowing());
        QTest::mouseClick(follow, Qt::LeftButton);
        QVERIFY(m_view->isFollowing());
        QTest::keyClick(m_view, Qt::Key_Home);
        QVERIFY(!follow->isChecked());
    }

    void savingTellsHowItWent()
    {
        const QTemporaryDir folder;
        button(u"Show rows: Worker"_s)->click(); // saved is all
        m_pane->save(folder.filePath(u"log.txt"_s));
        QTRY_VERIFY(texts(m_pane->model()).last().startsWith(u"5 rows of the log saved to "_s));
        QFile file(folder.filePath(u"log.txt"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 5);
        m_pane->save(folder.filePath(u"nowhere/log.txt"_s));
        QTRY_VERIFY(texts(m_pane->model()).last().startsWith(u"the log was not saved: "_s));
    }

    void clearEmptiesIt()
    {
        button(u"Clear the log"_s)->click();
        QCOMPARE(m_pane->model().rowCount(), 0);
        m_pane->append(entryOf(LogEntry::Kind::Worker, u"next"_s));
        m_pane->model().flush();
        QCOMPARE(texts(m_pane->model()), QStringList{u"next"_s});
    }
};

QTEST_MAIN(TestLogPane)
#include "tst_logpane.moc"
