#include <retune/watch/refusal.h>

#include <retune/text/tr.h>

namespace retune {

namespace {

QString sentence(Refusal refusal, const QString &detail)
{
    switch (refusal) {
    case Refusal::Relative:
        return Tr::tr("expected the absolute path of a folder to watch, found a relative one");
    case Refusal::Missing:
        return Tr::tr("expected a folder to watch, found nothing");
    case Refusal::NotAFolder:
        return Tr::tr("expected a folder to watch, found something else");
    case Refusal::NoPermission:
        return Tr::tr("no permission to watch this folder; changes in it are seen late");
    case Refusal::NoWatchLeft:
        return Tr::tr(
            "the system watches no more folders for this user (the limit is fs.inotify.max_user_watches); "
            "changes in this one are seen late");
    case Refusal::Other:
        break;
    }
    return Tr::tr("the system refused to watch this folder: %1; changes in it are seen late").arg(detail);
}

ProblemKind kindOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::Relative:
        return ProblemKind::Misuse;
    case Refusal::Missing:
        return ProblemKind::Missing;
    default:
        return ProblemKind::Watch;
    }
}

} // namespace

Problem refusedFolder(const QString &folder, Refusal refusal, const QString &detail)
{
    return {kindOf(refusal), folder, {}, {}, sentence(refusal, detail)};
}

Problem refusedWay(const QString &folder, const QString &detail)
{
    const QString message =
        Tr::tr("the system refused to watch this folder: %1; if a folder or link in it is replaced, "
               "that is seen late");
    return {ProblemKind::Watch, folder, {}, {}, message.arg(detail)};
}

} // namespace retune
