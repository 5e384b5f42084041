#include <retune/edit/temporaryfile.h>

#include <retune/text/utf8.h>

#include <QtCore/QRandomGenerator>

#include <fcntl.h>

#include <cerrno>

namespace retune {

namespace {

constexpr qsizetype nameLimit = 255; // NAME_MAX, in bytes
constexpr int attempts = 100;

QByteArray randomLetters()
{
    static constexpr QByteArrayView letters("abcdefghijklmnopqrstuvwxyz0123456789");
    QByteArray result;
    for (int i = 0; i < 6; ++i)
        result += letters[QRandomGenerator::system()->bounded(int(letters.size()))];
    return result;
}

} // namespace

QByteArray nameBeside(const QByteArray &prefix, QByteArray name, const QByteArray &suffix)
{
    const QByteArray end = '.' + randomLetters() + suffix;
    const qsizetype room = nameLimit - prefix.size() - end.size();
    if (name.size() > room) {
        qsizetype cut = room;
        while (cut > 0 && isContinuation(name[cut]))
            --cut;
        name.truncate(cut);
    }
    return prefix + name + end;
}

Result<TemporaryFile, SystemError> TemporaryFile::create(const SaveTarget &target, mode_t mode, Naming naming)
{
    const int folder = target.folder.descriptor();
    if (naming == Naming::WhenFilled) {
        PosixFile nameless(::openat(folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, mode));
        if (nameless.isOpen())
            return TemporaryFile(target, {}, std::move(nameless));
    }
    for (int attempt = 0; attempt < attempts; ++attempt) {
        QByteArray name = nameBeside(".", target.name, ".tmp");
        PosixFile file(
            ::openat(folder, name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
        if (file.isOpen())
            return TemporaryFile(target, std::move(name), std::move(file));
        if (errno != EEXIST && errno != EINTR)
            return Unexpected{errno};
    }
    return Unexpected{EEXIST};
}

SystemError TemporaryFile::takeName()
{
    if (!m_name.isEmpty())
        return 0;
    const QByteArray own = "/proc/self/fd/" + QByteArray::number(m_file.descriptor());
    for (int attempt = 0; attempt < attempts; ++attempt) {
        QByteArray name = nameBeside(".", m_targetName, ".tmp");
        if (::linkat(AT_FDCWD, own.constData(), m_folder, name.constData(), AT_SYMLINK_FOLLOW) == 0) {
            m_name = std::move(name);
            return 0;
        }
        if (errno != EEXIST && errno != EINTR)
            return errno;
    }
    return EEXIST;
}

TemporaryFile::TemporaryFile(const SaveTarget &target, QByteArray name, PosixFile file)
    : m_folder(target.folder.descriptor())
    , m_targetName(target.name)
    , m_name(std::move(name))
    , m_file(std::move(file))
{}

TemporaryFile::TemporaryFile(TemporaryFile &&other) noexcept
    : m_folder(other.m_folder)
    , m_targetName(std::move(other.m_targetName))
    , m_name(other.m_name)
    , m_file(std::move(other.m_file))
    , m_removes(std::exchange(other.m_removes, false))
{}

TemporaryFile::~TemporaryFile()
{
    if (m_removes && !m_name.isEmpty())
        ::unlinkat(m_folder, m_name.constData(), 0);
}

} // namespace retune
