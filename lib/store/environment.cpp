#include <retune/store/environment.h>

#include <retune/format/documentbuilder.h>
#include <retune/format/format.h>
#include <retune/format/lines/linetext.h>
#include <retune/text/tr.h>

#include <algorithm>
#include <map>
#include <unistd.h>

extern char **environ; // POSIX declares it nowhere

namespace retune {

namespace {

/// The style of every node, which no other document has.
constexpr quint8 environmentStyle = 0xE5;

struct Branch
{
    ByteRange name;
    ByteRange value;
    bool hasValue = false;
    std::map<QString, Branch> members;
};

class EnvironmentReader
{
public:
    EnvironmentReader(const QString &prefix, const QByteArrayList &entries)
        : m_prefix(prefix.toUtf8())
        , m_bytes(entries.join('\n'))
        , m_builder(format(FormatId::Ini), m_bytes, {}, {})
    {}

    Document read(const QByteArrayList &entries)
    {
        qsizetype begin = 0;
        for (const QByteArray &entry : entries) {
            take(begin, entry);
            begin += entry.size() + 1;
        }
        build(m_root);
        return m_builder.finish(false);
    }

private:
    void take(qsizetype begin, const QByteArray &entry)
    {
        const qsizetype equals = entry.indexOf('=');
        if (equals < 0 || !entry.startsWith(m_prefix))
            return;
        const ByteRange name{begin, begin + equals};
        const QByteArray rest =
            entry.sliced(m_prefix.size(), std::max<qsizetype>(equals - m_prefix.size(), 0));
        const QStringList keys = QString::fromUtf8(rest).split(QLatin1String("__"));
        if (!entry.isValidUtf8() || keys.contains(QString()))
            return warn(name, Tr::tr("expected UTF-8 and no empty part in the name"));
        Branch *branch = &m_root;
        for (const QString &key : keys)
            branch = &branch->members[environmentKey(key)];
        branch->name = name;
        branch->value = {name.end + 1, begin + entry.size()};
        branch->hasValue = true;
    }

    void build(const Branch &branch, const QString &key = {})
    {
        if (branch.members.empty() && branch.hasValue) {
            const QByteArrayView text =
                QByteArrayView(m_bytes).sliced(branch.value.begin, branch.value.size());
            static_cast<void>(m_builder.add(kindOfPlain(text), branch.name, branch.value, environmentStyle));
            m_builder.setDecodedKey(key);
            return;
        }
        if (branch.hasValue)
            warn(branch.name, Tr::tr("expected no other variable below this one"));
        if (!m_builder.open(Kind::Table, {}, 0, environmentStyle))
            return;
        m_builder.setDecodedKey(key);
        for (const auto &[name, member] : branch.members)
            build(member, name);
        m_builder.close(0);
    }

    void warn(ByteRange name, const QString &message)
    {
        const QString variable = QString::fromUtf8(m_bytes.sliced(name.begin, name.size()));
        m_builder.addWarning(
            {ProblemKind::Syntax, {}, {}, name, Tr::tr("the variable %1: %2").arg(variable, message)});
    }

    const QByteArray m_prefix;
    const QByteArray m_bytes;
    DocumentBuilder m_builder;
    Branch m_root;
};

} // namespace

QByteArrayList environmentEntries()
{
    QByteArrayList entries;
    for (char **entry = environ; entry && *entry; ++entry)
        entries += *entry;
    return entries;
}

Document environmentDocument(const QString &prefix, QByteArrayList entries)
{
    std::sort(entries.begin(), entries.end());
    return EnvironmentReader(prefix, entries).read(entries);
}

bool isOfEnvironment(const Node &node)
{
    return node.style() == environmentStyle && !node.format().hasTypes();
}

QString environmentKey(QStringView key)
{
    return key.toString().toLower().replace(u'-', u'_');
}

} // namespace retune
