#include <retune/plugin/codeversion.h>

#include <QtCore/QFileInfo>

namespace retune {

void CodeVersion::takeOverFrom(TaskVersion &before)
{
    takeState(static_cast<CodeVersion &>(before).leaveState()); // a slot holds nothing else
}

TaskFailure CodeVersion::failure(const QString &message, TextPosition position, QStringList stack) const
{
    return {m_task, {ProblemKind::Failure, m_file->path, position, {}, message}, std::move(stack)};
}

TaskFailure failureOfFile(const QString &file, const QString &message)
{
    return {taskName(file), {ProblemKind::Failure, file, {}, {}, message}, {}};
}

QString taskName(const QString &file)
{
    return QFileInfo(file).completeBaseName();
}

} // namespace retune
