#pragma once

#include <QtCore/QThreadPool>

#include <utility>

namespace retune {

/// Takes `things`, which nobody else uses, and destroys them in a thread of the pool: many of them would stop the window for a while.
/// The program waits for the threads of the pool before it ends.
template<typename Things>
void destroyElsewhere(Things things)
{
    QThreadPool::globalInstance()->start([old = new Things(std::move(things))] { delete old; });
}

} // namespace retune
