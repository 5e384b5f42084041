#include <QtCore/QProcess>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

/// The program `retune` as it is started from a terminal.
class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInTheTerminal_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("out");
        QTest::addColumn<QString>("err");
        QTest::newRow("help") << QStringList{u"--help"_s} << 0 << u"--max-size SIZE"_s << QString();
        QTest::newRow("version") << QStringList{u"--version"_s} << 0 << u"retune "_s << QString();
        QTest::newRow("an option that is none")
            << QStringList{u"--nonsense"_s} << 2 << QString() << u"retune: there is no option --nonsense\n"_s;
        QTest::newRow("a size that is none") << QStringList{u"--max-size"_s, u"much"_s} << 2 << QString()
                                             << u"retune: expected a size such as 100M, found \"much\"\n"_s;
        QTest::newRow("a display that does not answer")
            << QStringList() << 1 << QString() << u"retune: no window can be opened: "_s;
    }

    void answersInTheTerminal()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, out);
        QFETCH(QString, err);
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        environment.insert(u"DISPLAY"_s, u":4711"_s);
        environment.remove(u"WAYLAND_DISPLAY"_s);
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(RETUNE), arguments);
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QTEST(program.exitCode(), "status");
        const QString said = QString::fromUtf8(program.readAllStandardOutput());
        QVERIFY2(said.contains(out) && said.isEmpty() == out.isEmpty(), qPrintable(said));
        const QString complained = QString::fromUtf8(program.readAllStandardError());
        QVERIFY2(complained.startsWith(err) && complained.isEmpty() == err.isEmpty(), qPrintable(complained));
        QVERIFY2(!complained.contains(u"Reinstalling"_s), qPrintable(complained));
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
