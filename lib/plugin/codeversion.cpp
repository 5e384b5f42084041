#include <retune/plugin/codeversion.h>

#include <retune/text/thrown.h>
#include <retune/text/tr.h>

#include <QtCore/QFileInfo>

namespace retune {

void CodeVersion::takeOverFrom(TaskVersion &before)
{
    auto state = static_cast<CodeVersion &>(before).leaveState(); // a slot holds nothing else
    if (state)
        takeState(*std::move(state));
    else
        m_lostState =
            failure(Tr::tr("it begins without the state of the version before, which could not be kept: %1")
                        .arg(state.error().problem.message));
}

TaskFailure CodeVersion::failure(const QString &message, TextPosition position) const
{
    return {m_task, {ProblemKind::Failure, m_file->path, position, {}, message}};
}

TaskFailure failureOf(const QString &file, const std::exception_ptr &reason)
{
    try {
        std::rethrow_exception(reason);
    } catch (const UnfitCode &unfit) {
        return unfit.failure();
    } catch (...) {
        return failureOfFile(file, thrownText());
    }
}

TaskFailure failureOfFile(const QString &file, const QString &message)
{
    return {taskName(file), {ProblemKind::Failure, file, {}, {}, message}};
}

TaskFailure refusalOf(const QString &file, const QString &reason)
{
    return {taskName(file), {ProblemKind::NotRun, file, {}, {}, reason}};
}

QString taskName(const QString &file)
{
    return QFileInfo(file).completeBaseName();
}

} // namespace retune
