#pragma once

#include <retune/edit/savethreads_p.h>

#include <QtCore/QSemaphore>
#include <QtCore/QThreadPool>

namespace retune {

/// Nothing that is handed to the program's threads, or to those that save, begins while one of these lives: saves last as long as a
/// test wants.
class BusyThreads
{
public:
    BusyThreads() = default;
    BusyThreads(const BusyThreads &) = delete;
    BusyThreads &operator=(const BusyThreads &) = delete;

private:
    class BusyPool
    {
    public:
        explicit BusyPool(QThreadPool &pool)
            : m_pool(pool)
            , m_count(pool.maxThreadCount())
        {
            pool.setMaxThreadCount(1);
            pool.start([this] {
                m_begun.release();
                m_hold.acquire();
                m_ended.release();
            });
            m_begun.acquire();
        }
        ~BusyPool()
        {
            m_hold.release();
            m_ended.acquire();
            m_pool.setMaxThreadCount(m_count);
        }
        BusyPool(const BusyPool &) = delete;
        BusyPool &operator=(const BusyPool &) = delete;

    private:
        QThreadPool &m_pool;
        int m_count;
        QSemaphore m_begun;
        QSemaphore m_hold;
        QSemaphore m_ended;
    };

    BusyPool m_program{*QThreadPool::globalInstance()};
    BusyPool m_saves{saveThreads()};
};

} // namespace retune
