#pragma once

#include <QtCore/QFuture>
#include <QtCore/QFutureWatcher>

namespace retune {

/// Calls `function` with the result of `future`, in the thread of `context`, and not at all once `context` is gone.
///
/// Never before this returns. `QFuture::then` with a context calls at once where the future has finished already (as of Qt 6.4), so
/// that now and then a model would be changed amid a change, and "searching" be told after "found".
template<typename Value, typename Function>
void whenFinished(const QFuture<Value> &future, QObject *context, Function function)
{
    auto *watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, function = std::move(function)]() mutable {
                         watcher->deleteLater();
                         function(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace retune
