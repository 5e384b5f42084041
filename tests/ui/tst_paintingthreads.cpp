#include "thread/paintingthreads.h"

#include <QtCore/QSemaphore>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtTest/QTest>

#include <atomic>
#include <thread>

using namespace retune;

class TestPaintingThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jobsDoNotKeepAWindowFromBeingPainted()
    {
        leaveThreadsForPainting();
        const int jobs = QThread::idealThreadCount(); // as many as there are threads without that
        QSemaphore begun;
        QSemaphore held;
        for (int job = 0; job < jobs; ++job)
            QThreadPool::globalInstance()->start([&] {
                begun.release();
                held.acquire();
            });
        begun.acquire(jobs);
        QSemaphore painted;
        std::atomic<bool> isLate = false;
        std::thread patience([&] { // lets the painting end in any case
            isLate = !painted.tryAcquire(1, 5'000);
            held.release(jobs);
        });
        QImage scrollBar(20, 1000, QImage::Format_ARGB32_Premultiplied);
        QLinearGradient gradient(0, 0, 20, 0);
        gradient.setColorAt(0, Qt::black);
        gradient.setColorAt(1, Qt::white);
        QPainter(&scrollBar).fillRect(scrollBar.rect(), gradient);
        painted.release();
        patience.join();
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QVERIFY(!isLate);
    }
};

QTEST_MAIN(TestPaintingThreads)
#include "tst_paintingthreads.moc"
