#include <retune/format/memberkind.h>

#include <retune/format/format.h>
#include <retune/text/tr.h>

#include <QtCore/QRegularExpression>

namespace retune {

namespace {

/// Some value of this kind, to ask a format whether it can write one.
Value example(Kind kind)
{
    switch (kind) {
    case Kind::Boolean:
        return Value::boolean(true);
    case Kind::Integer:
        return Value::integer(1);
    case Kind::Float:
        return Value::floating(1.5);
    case Kind::DateTime:
        return {kind, QStringLiteral("2000-01-01T00:00:00Z")};
    case Kind::Null:
        return Value::null();
    case Kind::String:
    case Kind::Bytes:
        return {kind, QStringLiteral("a")};
    case Kind::Table:
    case Kind::List:
    case Kind::Opaque:
        break;
    }
    return {kind, {}};
}

QString unusedKey(const Node &table)
{
    QString key = QStringLiteral("key");
    while (table.child(key))
        key += QLatin1Char('y');
    return key;
}

} // namespace

std::optional<Kind> commonKind(const Node &container)
{
    if (!container || container.kind() != Kind::List || container.childCount() == 0)
        return std::nullopt;
    const Kind kind = container.firstChild().kind();
    for (Node member = container.firstChild(); member; member = member.nextSibling()) {
        if (member.kind() != kind)
            return std::nullopt;
    }
    return kind;
}

Kind kindByLooks(QStringView text)
{
    static const QRegularExpression number(
        QStringLiteral("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"),
        QRegularExpression::DontCaptureOption);
    if (text == QLatin1String("true") || text == QLatin1String("false"))
        return Kind::Boolean;
    if (text == QLatin1String("null"))
        return Kind::Null;
    if (!number.match(text.toString()).hasMatch() || text.endsWith(QLatin1Char('\n')))
        return Kind::String;
    const bool isWhole =
        !text.contains(QLatin1Char('.')) && !text.contains(QLatin1Char('e'), Qt::CaseInsensitive);
    return isWhole ? Kind::Integer : Kind::Float;
}

Result<QList<Kind>> addableKinds(const Document &document, const Node &container)
{
    if (!container.isContainer()) {
        const QString message = Tr::tr("%1 has no members to add to").arg(withArticle(container.typeName()));
        return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
    }
    QList<Kind> kinds{Kind::String};
    if (document.format().hasTypes())
        kinds += {Kind::Boolean, Kind::Integer, Kind::Float, Kind::DateTime, Kind::Bytes, Kind::Null};
    kinds += {Kind::Table, Kind::List};
    const bool isTable = container.kind() == Kind::Table;
    NewMember member{isTable ? unusedKey(container) : QString(), isTable ? 0 : container.childCount(), {}};
    Problem refusal;
    kinds.removeIf([&](Kind kind) {
        member.value = example(kind);
        const Result<QList<Replacement>> insertion = document.format().insertion(document, container, member);
        if (!insertion && kind == Kind::String)
            refusal = insertion.error();
        return !insertion;
    });
    if (kinds.isEmpty())
        return Unexpected{refusal};
    return kinds;
}

} // namespace retune
