#include <retune/edit/putback.h>

#include <retune/text/tr.h>

#include <cerrno>

namespace retune {

namespace {

/// How often a save gives way to programs that write faster than it can put their text back.
constexpr int swapLimit = 100;

SystemError rename(const SaveTarget &target, const QByteArray &from, const QByteArray &to, unsigned flags,
                   const SystemCalls &calls)
{
    const int failed = calls.rename(target.folder.descriptor(), from.constData(), to.constData(), flags);
    return failed ? errno : 0;
}

/// Whether the temporary name holds the file that was written for the save, as it was written.
bool holdsOurs(const SaveTarget &target, const TemporaryFile &temporary, const QByteArray &bytes,
               const SystemCalls &calls)
{
    if (identityOf(target, temporary.name()) != identityOf(temporary.file()))
        return false;
    const auto found = lookAt(target, temporary.name(), bytes.size() + 1, calls);
    return found && found->has_value() && (*found)->content == bytes;
}

/// Gives what has the temporary name a name that people see, and no scanner takes for settings.
Problem keptBeside(const SaveTarget &target, const TemporaryFile &temporary, const SystemCalls &calls)
{
    QByteArray kept = nameBeside({}, target.name, "~");
    if (rename(target, temporary.name(), kept, renameNoReplace, calls) != 0)
        kept = temporary.name();
    return saveProblem(
               ProblemKind::Conflict,
               Tr::tr("the file on the disk has changed since it was read, and again while it was saved; one "
                      "of these texts is kept in %1")
                   .arg(target.pathOf(kept)))
        .error;
}

} // namespace

// Before each exchange the name holds what was placed there last, and the temporary name what that displaced. Where
// the exchange brings out something else than was placed, another program wrote in between: what came out is the
// newest, and the next exchange puts it back to the name.
Problem putBack(const SaveTarget &target, const TemporaryFile &temporary, const QByteArray &bytes,
                const Problem &reason, const SystemCalls &calls)
{
    bool ours = true;
    FileIdentity placed;
    for (int swaps = 0; swaps < swapLimit; ++swaps) {
        const FileIdentity displaced = identityOf(target, temporary.name());
        if (displaced == FileIdentity())
            return reason; // somebody removed it
        const SystemError error = rename(target, temporary.name(), target.name, renameExchange, calls);
        if (error == ENOENT) { // the name was deleted: nothing there to exchange with
            if (rename(target, temporary.name(), target.name, renameNoReplace, calls) == 0)
                return reason;
            continue;
        }
        if (error != 0)
            break;
        if (ours && holdsOurs(target, temporary, bytes, calls)) {
            ::unlinkat(target.folder.descriptor(), temporary.name().constData(), 0);
            return reason;
        }
        if (!ours && identityOf(target, temporary.name()) == placed)
            break;
        ours = false;
        placed = displaced;
    }
    return keptBeside(target, temporary, calls);
}

} // namespace retune
