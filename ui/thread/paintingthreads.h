#pragma once

#include <QtCore/QThread>
#include <QtCore/QThreadPool>

#include <algorithm>

namespace retune {

/// Makes the pool of threads that all share larger than what the program does at a time, saves and searches among it. Qt paints
/// gradients with that pool too, those of scroll bars for one, and the thread of the windows waits for them (as of Qt 6.4): where the
/// pool is full, no window is painted before one of the jobs ends. To be called once, when the program begins.
inline void leaveThreadsForPainting()
{
    constexpr int jobsAtATime = 8;
    QThreadPool *pool = QThreadPool::globalInstance();
    pool->setMaxThreadCount(std::max(pool->maxThreadCount(), QThread::idealThreadCount() + jobsAtATime));
}

} // namespace retune
