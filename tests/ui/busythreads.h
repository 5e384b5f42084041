#pragma once

#include <QtCore/QSemaphore>
#include <QtCore/QThreadPool>

namespace retune {

/// Nothing that is handed to the program's threads begins while one of these lives: saves last as long as a test wants.
class BusyThreads
{
public:
    BusyThreads()
        : m_count(QThreadPool::globalInstance()->maxThreadCount())
    {
        QThreadPool::globalInstance()->setMaxThreadCount(1);
        QThreadPool::globalInstance()->start([this] {
            m_begun.release();
            m_hold.acquire();
            m_ended.release();
        });
        m_begun.acquire();
    }
    ~BusyThreads()
    {
        m_hold.release();
        m_ended.acquire();
        QThreadPool::globalInstance()->setMaxThreadCount(m_count);
    }
    BusyThreads(const BusyThreads &) = delete;
    BusyThreads &operator=(const BusyThreads &) = delete;

private:
    int m_count;
    QSemaphore m_begun;
    QSemaphore m_hold;
    QSemaphore m_ended;
};

} // namespace retune
