#include "thread/whenfinished.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtTest/QTest>

using namespace retune;

class TestWhenFinished : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverAnswersBeforeItReturns()
    {
        QFuture<int> future = QtConcurrent::run([] { return 7; });
        future.waitForFinished();
        int answer = 0;
        whenFinished(future, this, [&answer](int value) { answer = value; });
        QCOMPARE(answer, 0);
        QTRY_COMPARE(answer, 7);
    }

    void answersInTheThreadOfTheContext()
    {
        QThread *thread = nullptr;
        whenFinished(QtConcurrent::run([] { return QThread::currentThread(); }), this,
                     [&thread](QThread *worker) {
                         QVERIFY(worker != QThread::currentThread());
                         thread = QThread::currentThread();
                     });
        QTRY_COMPARE(thread, this->thread());
        QTRY_VERIFY(findChildren<QFutureWatcherBase *>().isEmpty()); // nothing heaps up
    }

    void doesNotAnswerAContextThatIsGone()
    {
        auto context = std::make_unique<QObject>();
        bool isAnswered = false;
        QFuture<int> future = QtConcurrent::run([] { return 7; });
        whenFinished(future, context.get(), [&isAnswered](int) { isAnswered = true; });
        future.waitForFinished();
        context.reset();
        QCoreApplication::sendPostedEvents();
        QVERIFY(!isAnswered);
    }
};

QTEST_GUILESS_MAIN(TestWhenFinished)
#include "tst_whenfinished.moc"
