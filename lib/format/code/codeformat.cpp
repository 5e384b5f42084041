#include <retune/format/code/codeformat.h>

#include <retune/format/documentbuilder.h>
#include <retune/text/tr.h>

namespace retune {

QString CodeFormat::name() const
{
    switch (m_id) {
    case FormatId::JavaScript:
        return QStringLiteral("JavaScript");
    case FormatId::Cpp:
        return QStringLiteral("C++");
    default:
        return Tr::tr("native library");
    }
}

QString CodeFormat::shortName() const
{
    switch (m_id) {
    case FormatId::JavaScript:
        return QStringLiteral("javascript");
    case FormatId::Cpp:
        return QStringLiteral("c++");
    default:
        return QStringLiteral("library");
    }
}

QString CodeFormat::decodeKey(QByteArrayView text, const NodeData &) const
{
    return QString::fromUtf8(text);
}

Value CodeFormat::decode(QByteArrayView text, const NodeData &) const
{
    return {Kind::Opaque, QString::fromUtf8(text)};
}

Result<QByteArray> CodeFormat::encode(const Value &, const Node &) const
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, Tr::tr("a file of code holds no values")}};
}

Result<Document> CodeFormat::read(const QByteArray &bytes, const TextFacts &facts, const Limits &limits) const
{
    DocumentBuilder builder(*this, bytes, facts, limits);
    if (!builder.open(Kind::Table, {}, facts.bomSize))
        return Unexpected{builder.limitProblem(0)};
    builder.close(bytes.size());
    return builder.finish(std::vector<quint32>());
}

} // namespace retune
