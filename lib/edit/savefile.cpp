#include <retune/edit/fileattributes.h>
#include <retune/edit/inplacesave.h>
#include <retune/edit/putback.h>
#include <retune/edit/savefile_p.h>
#include <retune/edit/savetarget.h>
#include <retune/edit/temporaryfile.h>

#include <retune/text/tr.h>

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <functional>

namespace retune {

// What the swap does not cover: a program that opened the file before the swap and writes after it writes into the
// displaced file, and what it writes once the displaced file was compared is lost with it. No call of the system could
// tell, short of leases that only the owner may take. Programs that write beside the file and rename lose nothing.
// Where this process ends between the swap and the comparison, the displaced file stays beside the target, under the
// temporary name.

namespace {

bool isFlagUnknown(SystemError error)
{
    return error == ENOSYS || error == EINVAL || error == ENOTSUP || error == EOPNOTSUPP;
}

/// Whether the system refuses to put another file in this place, though it may let the file itself be written.
bool needsInPlace(SystemError error)
{
    return error == EBUSY || error == EXDEV || error == EPERM || error == EACCES || error == EROFS;
}

Unexpected<Problem> writeFailed(SystemError error)
{
    return saveProblem(ProblemKind::WriteFailed,
                       Tr::tr("the file could not be written: %1").arg(qt_error_string(error)));
}

Unexpected<Problem> conflict(const QString &message)
{
    return saveProblem(ProblemKind::Conflict, message);
}

Unexpected<Problem> changedConflict()
{
    return conflict(Tr::tr("the file on the disk has changed since it was read"));
}

Unexpected<Problem> deletedConflict()
{
    return conflict(Tr::tr("the file has been deleted since it was read"));
}

Unexpected<Problem> existsConflict()
{
    return conflict(Tr::tr("expected no file of this name, found one"));
}

class Saving
{
public:
    Saving(const SaveTarget &target, const QByteArray &bytes, const std::optional<QByteArray> &seen,
           InPlace inPlace, const SystemCalls &calls)
        : m_target(target)
        , m_bytes(bytes)
        , m_seen(seen)
        , m_inPlace(inPlace)
        , m_calls(calls)
    {}

    Result<Saved> run() const;

private:
    /// What a file gets before its content, such as mode and owner.
    using Preparation = std::function<void(const TemporaryFile &empty)>;

    Result<Saved> create() const;
    SystemError nameNewFile(TemporaryFile &temporary) const;
    Result<Saved> replace(const FoundFile &old) const;
    Result<Saved> exchange(TemporaryFile &temporary, Saved saved) const;
    Result<Saved> renameOver(TemporaryFile &temporary, Saved saved) const;
    Result<Saved> rewrite(const QString &why) const;

    Result<std::optional<FoundFile>> look(const QByteArray &name) const;
    Result<void> compareWithSeen(const QByteArray &name) const;
    Result<TemporaryFile, SystemError> filledFile(mode_t mode, const Preparation &prepare) const;
    Result<void, SystemError> fill(const TemporaryFile &temporary) const;
    void syncFolder(Saved &saved) const;

    SystemError rename(const QByteArray &from, const QByteArray &to, unsigned flags) const
    {
        return m_calls.rename(folder(), from.constData(), to.constData(), flags) == 0 ? 0 : errno;
    }
    int folder() const { return m_target.folder.descriptor(); }

    const SaveTarget &m_target;
    const QByteArray &m_bytes;
    const std::optional<QByteArray> &m_seen;
    const InPlace m_inPlace;
    const SystemCalls &m_calls;
};

Result<Saved> Saving::run() const
{
    const auto found = look(m_target.name);
    if (!found)
        return Unexpected{found.error()};
    if (!found->has_value()) {
        if (m_seen)
            return deletedConflict();
        return create();
    }
    const FoundFile &old = **found;
    if (old.content == m_bytes)
        return Saved();
    if (!m_seen)
        return existsConflict();
    if (old.content != *m_seen)
        return changedConflict();
    if (::faccessat(folder(), m_target.name.constData(), W_OK, AT_EACCESS) != 0) {
        return saveProblem(ProblemKind::WriteFailed,
                           Tr::tr("the file is read-only: %1").arg(qt_error_string(errno)));
    }
    if (old.status.st_nlink > 1) {
        return rewrite(
            Tr::tr("the file has %1 names (hard links), which only a write in place keeps together")
                .arg(old.status.st_nlink));
    }
    return replace(old);
}

Result<Saved> Saving::create() const
{
    auto temporary = filledFile(0666, {}); // the system takes off what the umask says
    if (!temporary)
        return writeFailed(temporary.error());
    const SystemError error = nameNewFile(*temporary);
    if (error == EEXIST)
        return existsConflict();
    if (error != 0)
        return writeFailed(error);
    Saved saved{true, false, {}};
    syncFolder(saved);
    return saved;
}

/// Gives the file the target's name if nothing has it: in one step where the system can, else after a look.
SystemError Saving::nameNewFile(TemporaryFile &temporary) const
{
    SystemError error = rename(temporary.name(), m_target.name, renameNoReplace);
    if (isFlagUnknown(error)) {
        if (m_calls.link(folder(), temporary.name().constData(), m_target.name.constData()) == 0)
            return 0; // the temporary name goes at the end of its life
        if (errno == EEXIST || identityOf(m_target, m_target.name) != FileIdentity())
            return EEXIST;
        error = rename(temporary.name(), m_target.name, 0);
    }
    if (error == 0)
        temporary.letGo();
    return error;
}

Result<Saved> Saving::replace(const FoundFile &old) const
{
    Saved saved{true, false, {}};
    auto temporary = filledFile(
        0600, [&](const TemporaryFile &empty) { saved.notes = carryAttributes(old, empty.file()); });
    if (!temporary && needsInPlace(temporary.error())) {
        return rewrite(Tr::tr("no new file can be made beside it (%1), so it can only be written in place")
                           .arg(qt_error_string(temporary.error())));
    }
    if (!temporary)
        return writeFailed(temporary.error());
    return exchange(*temporary, saved);
}

Result<Saved> Saving::exchange(TemporaryFile &temporary, Saved saved) const
{
    const SystemError error = rename(temporary.name(), m_target.name, renameExchange);
    if (isFlagUnknown(error))
        return renameOver(temporary, saved);
    if (needsInPlace(error)) {
        return rewrite(
            Tr::tr("the system does not let it be replaced (%1), so it can only be written in place")
                .arg(qt_error_string(error)));
    }
    if (error == ENOENT && identityOf(m_target, m_target.name) == FileIdentity())
        return deletedConflict();
    if (error != 0)
        return writeFailed(error);
    temporary.letGo(); // the name now belongs to what was displaced
    if (const auto same = compareWithSeen(temporary.name()); !same)
        return Unexpected{putBack(m_target, temporary, m_bytes, same.error(), m_calls)};
    ::unlinkat(folder(), temporary.name().constData(), 0);
    syncFolder(saved);
    return saved;
}

Result<Saved> Saving::renameOver(TemporaryFile &temporary, Saved saved) const
{
    if (const auto same = compareWithSeen(m_target.name); !same)
        return Unexpected{same.error()};
    const SystemError error = rename(temporary.name(), m_target.name, 0);
    if (needsInPlace(error)) {
        return rewrite(
            Tr::tr("the system does not let it be replaced (%1), so it can only be written in place")
                .arg(qt_error_string(error)));
    }
    if (error != 0)
        return writeFailed(error);
    temporary.letGo();
    syncFolder(saved);
    return saved;
}

Result<Saved> Saving::rewrite(const QString &why) const
{
    if (m_inPlace == InPlace::Refuse)
        return saveProblem(ProblemKind::Refused, why);
    return saveInPlace(m_target, m_bytes, *m_seen, m_calls);
}

Result<std::optional<FoundFile>> Saving::look(const QByteArray &name) const
{
    const qsizetype seenSize = m_seen ? m_seen->size() : 0;
    return lookAt(m_target, name, std::max(seenSize, m_bytes.size()) + 1, m_calls);
}

/// Fails with the problem to report where the file of this name is not what was seen.
Result<void> Saving::compareWithSeen(const QByteArray &name) const
{
    const auto found = look(name);
    if (!found && found.error().kind == ProblemKind::WriteFailed)
        return Unexpected{found.error()};
    if (!found || (found->has_value() && (*found)->content != *m_seen))
        return changedConflict();
    if (!found->has_value())
        return deletedConflict();
    return {};
}

/// A file beside the target with the new content. It has no name before it is filled, where the system can give it one then:
/// the time in which the end of this process would leave it behind is as short as that.
Result<TemporaryFile, SystemError> Saving::filledFile(mode_t mode, const Preparation &prepare) const
{
    using Naming = TemporaryFile::Naming;
    SystemError error = 0;
    for (const Naming naming : {Naming::WhenFilled, Naming::AtOnce}) {
        auto temporary = TemporaryFile::create(m_target, mode, naming);
        if (!temporary)
            return temporary;
        if (prepare)
            prepare(*temporary);
        if (const auto filled = fill(*temporary); !filled)
            return Unexpected{filled.error()};
        error = temporary->takeName();
        if (error == 0)
            return temporary;
    }
    return Unexpected{error};
}

Result<void, SystemError> Saving::fill(const TemporaryFile &temporary) const
{
    if (const auto written = writeAll(temporary.file(), m_bytes, m_calls); !written)
        return written;
    return syncToDisk(temporary.file(), m_calls);
}

/// Makes the new name last through a loss of power. The file is saved all the same where that fails.
void Saving::syncFolder(Saved &saved) const
{
    const PosixFile readable(::openat(folder(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!readable.isOpen())
        return; // a folder that may be written and entered, but not read
    const auto synced = syncToDisk(readable, m_calls);
    if (!synced && synced.error() != EINVAL)
        saved.notes += Tr::tr("the folder could not be synced: %1").arg(qt_error_string(synced.error()));
}

} // namespace

Result<Saved> saveFile(const QString &path, const QByteArray &bytes, const std::optional<QByteArray> &seen,
                       InPlace inPlace, const SystemCalls &calls)
{
    const auto target = resolveTarget(path);
    const auto withFile = [&path](Problem problem) {
        problem.file = path;
        return Unexpected{std::move(problem)};
    };
    if (!target)
        return withFile(target.error());
    const auto saved = Saving(*target, bytes, seen, inPlace, calls).run();
    if (!saved)
        return withFile(saved.error());
    return saved;
}

Result<Saved> saveFile(const QString &path, const QByteArray &bytes, const std::optional<QByteArray> &seen,
                       InPlace inPlace)
{
    return saveFile(path, bytes, seen, inPlace, SystemCalls());
}

} // namespace retune
