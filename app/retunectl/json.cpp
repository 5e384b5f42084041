#include "json.h"

#include "terminal.h"

#include <retune/format/secret.h>

#include <QtCore/QJsonDocument>

#include <algorithm>
#include <array>
#include <utility>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::array<std::pair<Kind, const char *>, 10> kindIds{{{Kind::Table, "table"},
                                                                 {Kind::List, "list"},
                                                                 {Kind::String, "string"},
                                                                 {Kind::Bytes, "bytes"},
                                                                 {Kind::Integer, "integer"},
                                                                 {Kind::Float, "float"},
                                                                 {Kind::Boolean, "boolean"},
                                                                 {Kind::Null, "null"},
                                                                 {Kind::DateTime, "datetime"},
                                                                 {Kind::Opaque, "opaque"}}};

QString problemId(ProblemKind kind)
{
    switch (kind) {
    case ProblemKind::Syntax:
        return u"syntax"_s;
    case ProblemKind::Encoding:
        return u"encoding"_s;
    case ProblemKind::Limit:
        return u"limit"_s;
    case ProblemKind::Missing:
        return u"missing"_s;
    case ProblemKind::Unreadable:
        return u"unreadable"_s;
    case ProblemKind::NotAFile:
        return u"not-a-file"_s;
    case ProblemKind::NoSuchKey:
        return u"no-such-key"_s;
    case ProblemKind::Invalid:
        return u"invalid"_s;
    case ProblemKind::WrongType:
        return u"wrong-type"_s;
    case ProblemKind::Refused:
        return u"refused"_s;
    case ProblemKind::Conflict:
        return u"conflict"_s;
    case ProblemKind::WriteFailed:
        return u"write-failed"_s;
    case ProblemKind::Watch:
        return u"watch"_s;
    case ProblemKind::Misuse:
        return u"misuse"_s;
    case ProblemKind::Failure:
        return u"failure"_s;
    case ProblemKind::NotRun:
        return u"not-run"_s;
    }
    return {};
}

QString typeId(Change::Type type)
{
    return type == Change::Type::Added     ? u"added"_s
           : type == Change::Type::Removed ? u"removed"_s
                                           : u"modified"_s;
}

std::optional<Value> masked(std::optional<Value> value)
{
    if (value)
        value->text = secretMask();
    return value;
}

Change masked(const Change &change)
{
    return {change.path, masked(change.before), masked(change.after)};
}

bool holdsSecret(const Change &change)
{
    const auto isSecret = [&change](const std::optional<Value> &value) {
        return value && isSecretAt(change.path, *value);
    };
    return isSecret(change.before) || isSecret(change.after);
}

} // namespace

QString kindId(Kind kind)
{
    const auto found =
        std::find_if(kindIds.begin(), kindIds.end(), [&](const auto &id) { return id.first == kind; });
    return QLatin1String(found->second);
}

std::optional<Kind> kindById(QStringView id)
{
    const auto found = std::find_if(kindIds.begin(), kindIds.end(),
                                    [&](const auto &known) { return QLatin1String(known.second) == id; });
    return found == kindIds.end() ? std::nullopt : std::optional(found->first);
}

QJsonObject toJson(const Problem &problem)
{
    QJsonObject object{{u"kind"_s, problemId(problem.kind)}, {u"message"_s, problem.message}};
    if (!problem.file.isEmpty())
        object[u"file"_s] = problem.file;
    if (!problem.position.isNull()) {
        object[u"line"_s] = problem.position.line;
        if (problem.position.column > 0)
            object[u"column"_s] = problem.position.column;
    }
    return object;
}

QJsonObject toJson(const Value &value)
{
    return {{u"kind"_s, kindId(value.kind)}, {u"text"_s, value.text}};
}

QJsonObject toJson(const Change &change, bool showSecrets)
{
    const bool isMasked = !showSecrets && holdsSecret(change);
    const Change shown = isMasked ? masked(change) : change;
    QJsonObject object{{u"key"_s, shown.path.toString()}, {u"type"_s, typeId(shown.type())}};
    if (shown.before)
        object[u"before"_s] = toJson(*shown.before);
    if (shown.after)
        object[u"after"_s] = toJson(*shown.after);
    if (isMasked)
        object[u"masked"_s] = true;
    return object;
}

QByteArray jsonText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString changeText(const Change &change, bool showSecrets)
{
    const bool isMasked = !showSecrets && holdsSecret(change);
    return printable((isMasked ? masked(change) : change).toString());
}

} // namespace retune
