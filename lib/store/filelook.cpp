#include <retune/store/filelook.h>

#include <retune/text/bytesize.h>
#include <retune/text/tr.h>
#include <retune/watch/signature_p.h>

#include <QtCore/QFile>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>

namespace retune {

namespace {

class Descriptor
{
public:
    explicit Descriptor(int value)
        : m_value(value)
    {}
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int value() const { return m_value; }

private:
    int m_value;
};

Unexpected<Problem> problem(ProblemKind kind, const QString &message)
{
    return Unexpected{Problem{kind, {}, {}, {}, message}};
}

Unexpected<Problem> systemProblem(int error)
{
    if (error == ENOENT || error == ENOTDIR)
        return problem(ProblemKind::Missing, Tr::tr("the file is missing"));
    if (error == ELOOP)
        return problem(ProblemKind::NotAFile,
                       Tr::tr("expected a file, found a symbolic link that leads in a circle"));
    if (error == ENXIO)
        return problem(ProblemKind::NotAFile, Tr::tr("expected a file, found a socket or a device"));
    return problem(ProblemKind::Unreadable,
                   Tr::tr("the file cannot be read: %1").arg(QString::fromLocal8Bit(std::strerror(error))));
}

Unexpected<Problem> specialFileProblem(mode_t mode)
{
    if (S_ISDIR(mode))
        return problem(ProblemKind::NotAFile, Tr::tr("expected a file, found a folder"));
    if (S_ISFIFO(mode))
        return problem(ProblemKind::NotAFile, Tr::tr("expected a file, found a pipe"));
    if (S_ISSOCK(mode))
        return problem(ProblemKind::NotAFile, Tr::tr("expected a file, found a socket"));
    return problem(ProblemKind::NotAFile, Tr::tr("expected a file, found a device"));
}

/// Whether a link stands at `path` that leads to nothing: a file that is missing in another way.
bool isDanglingLink(const QByteArray &path)
{
    struct stat status = {};
    return ::lstat(path.constData(), &status) == 0 && S_ISLNK(status.st_mode);
}

/// Why `path` cannot be read as a file; nothing where it can meanwhile.
std::optional<Problem> specialProblem(const QByteArray &path)
{
    struct stat status = {};
    if (::stat(path.constData(), &status) != 0) {
        const int error = errno;
        if (error == ENOENT && isDanglingLink(path))
            return problem(ProblemKind::NotAFile, Tr::tr("expected a file, found a symbolic link to nothing"))
                .error;
        return systemProblem(error).error;
    }
    if (!S_ISREG(status.st_mode))
        return specialFileProblem(status.st_mode).error;
    return std::nullopt;
}

/// What the descriptor gives, at most one byte more than `expected`; an error number where reading fails. That the file ends
/// behind as many bytes as expected is for its size to tell, which is looked at afterwards.
Result<QByteArray, int> readAll(int descriptor, qint64 expected, const FileCalls &calls)
{
    QByteArray bytes(expected + 1, Qt::Uninitialized);
    qsizetype size = 0;
    do {
        const ssize_t count =
            calls.read(descriptor, bytes.data() + size, static_cast<size_t>(bytes.size() - size));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return Unexpected{errno};
        if (count == 0)
            break;
        size += count;
    } while (size < expected);
    bytes.truncate(size);
    return bytes;
}

int openForReading(const QByteArray &path, const FileCalls &calls)
{
    for (;;) {
        const int descriptor = calls.open(path.constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (descriptor >= 0 || errno != EINTR) // a network file system can be interrupted here
            return descriptor;
    }
}

} // namespace

FileStatus statusOf(const QByteArray &path)
{
    struct stat status = {};
    if (::stat(path.constData(), &status) != 0)
        return {};
    return {signatureFrom(status), S_ISREG(status.st_mode)};
}

Result<std::optional<FileContent>> readFile(const QByteArray &path, qsizetype maximumSize,
                                            const FileCalls &calls, const FileStatus &seen)
{
    // Looked at before it is opened: opening a pipe or a device can have effects of its own.
    if (!seen.isRegular) {
        if (const auto problem = specialProblem(path))
            return Unexpected{*problem};
    }
    struct stat before = {};
    const Descriptor file(openForReading(path, calls));
    if (file.value() < 0)
        return systemProblem(errno);
    if (::fstat(file.value(), &before) != 0)
        return systemProblem(errno);
    if (!S_ISREG(before.st_mode))
        return specialFileProblem(before.st_mode);
    if (before.st_size > maximumSize)
        return Unexpected{tooLarge(before.st_size, maximumSize)};
    Result<QByteArray, int> bytes = readAll(file.value(), before.st_size, calls);
    if (!bytes)
        return systemProblem(bytes.error());
    struct stat after = {};
    if (::fstat(file.value(), &after) != 0)
        return systemProblem(errno);
    if (signatureFrom(before) != signatureFrom(after) || bytes->size() != after.st_size)
        return std::optional<FileContent>();
    return std::optional(FileContent{signatureFrom(after), *std::move(bytes)});
}

} // namespace retune
