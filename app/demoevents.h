#pragma once

#include <retune/plugin/pluginhost.h>

#include <QtCore/QDateTime>
#include <QtCore/QObject>

namespace retune {

/// What is told of the demo worker, by itself and by each of its runs, with the moment of it.
class DemoEvents : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void printed(const QDateTime &when, const QString &line);
    // What becomes of the code. That code is live is told before its first call.
    void codeTookOver(const QDateTime &when, const retune::TaskInfo &task);
    void codeRetired(const QDateTime &when, const retune::TaskInfo &task);
    void codeFailed(const QDateTime &when, const retune::TaskFailure &failure);
    void codeLogged(const QDateTime &when, const QString &task, const QString &line);
};

} // namespace retune
