#pragma once

#include <retune/plugin/pluginhost.h>

#include <optional>

namespace retune {

/// What the tree shows of the code in a file: whether it is called, and what became of it.
struct CodeState
{
    /// What the program that runs it says of it; nothing where none does.
    std::optional<TaskInfo> task = {};
    /// Why it is not run, in a sentence; empty where it is.
    QString idleReason = {};
    /// Which revision of this window's folder is live; 0: the one that the task names.
    quint64 revision = 0;

    bool isLive() const { return task && task->isLive(); }
    /// By the code's own fault or, where `isRefused`, without it.
    bool hasFailed() const { return task && !task->failures.isEmpty(); }

    bool isRefused() const
    {
        return hasFailed() && task->failures.first().problem.kind == ProblemKind::NotRun;
    }
    quint64 liveRevision() const { return revision > 0 || !isLive() ? revision : task->live->revision; }

    /// `live, r12`, `not run`, `failed: 3 …`
    QString text() const;
    /// The place and the message of the first failure.
    QString failureText() const;
    /// All there is to know, line by line.
    QStringList details() const;
};

} // namespace retune
