#include <retune/history/joinedreload.h>

namespace retune {

void JoinedReload::add(const Reload &reload, const FileReload &file)
{
    if (isEmpty())
        m_file.before = file.before;
    m_file.after = file.after;
    m_file.latency = file.latency;
    m_revision = reload.revision;
    m_published = reload.published;
}

QByteArray JoinedReload::bytes() const
{
    return m_file.after ? m_file.after->document.bytes() : QByteArray();
}

std::optional<Reload> JoinedReload::joined() const
{
    if (isEmpty() || (m_file.before && m_file.before->document.bytes() == bytes()))
        return std::nullopt;
    FileReload file = m_file;
    file.changes = keyDiff(file.before ? file.before->document : Document(), file.after->document);
    return Reload{m_revision, m_published, {file}};
}

} // namespace retune
