#pragma once

#include <retune/format/document.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>

#include <cstdlib>

namespace retune {

/// Python's tomllib as a second opinion. Each answer is a value as [type, content], or an object with an error. Whole
/// numbers past 64 bits and numbers past every double are errors here as they are in Retune.
class TomlOracle
{
public:
    /// The answers to the documents, in order; `error` is set where python3 is missing or fails.
    QJsonArray ask(const QByteArrayList &documents)
    {
        QJsonArray answers;
        const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        if (python.isEmpty()) {
            error = QStringLiteral("no python3 is installed");
            return answers;
        }
        QProcess process;
        process.start(python, {QStringLiteral("-c"), QString::fromUtf8(script)});
        for (const QByteArray &document : documents)
            process.write(document.toBase64() + '\n');
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000) || process.exitCode() != 0)
            error = QString::fromUtf8(process.readAllStandardError());
        for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
            if (!line.isEmpty())
                answers += QJsonDocument::fromJson(line).isArray()
                               ? QJsonValue(QJsonDocument::fromJson(line).array())
                               : QJsonValue(QJsonDocument::fromJson(line).object());
        }
        if (error.isEmpty() && answers.size() != documents.size())
            error = QStringLiteral("python3 gave %1 answers to %2 documents")
                        .arg(answers.size())
                        .arg(documents.size());
        return answers;
    }

    QString error;

private:
    static constexpr const char *script = R"py(
import base64, datetime, json, math, sys, tomllib

def told(value):
    if isinstance(value, bool):
        return ['b', str(value).lower()]
    if isinstance(value, int):
        if not -2**63 <= value < 2**63:
            raise ValueError('more than 64 bits')
        return ['i', str(value)]
    if isinstance(value, float):
        return ['f', value.hex()]
    if isinstance(value, str):
        return ['s', value]
    if isinstance(value, list):
        return ['l', [told(member) for member in value]]
    if isinstance(value, dict):
        return ['t', [[key, told(member)] for key, member in value.items()]]
    return ['d', value.isoformat()]

def number(text):
    value = float(text)
    if math.isinf(value) and 'inf' not in text:
        raise ValueError('more than 64 bits')
    return value

for line in sys.stdin.buffer:
    data = base64.b64decode(line)
    try:
        text = data.removeprefix(b'\xef\xbb\xbf').decode('utf-8')
        print(json.dumps(told(tomllib.loads(text, parse_float=number))))
    except (ValueError, RecursionError) as error:
        print(json.dumps({'error': str(error)}))
)py";
};

/// A date or time as Python writes it.
inline QString isoDate(const QString &text)
{
    static const QRegularExpression parts(QStringLiteral(
        "^(\\d{4}-\\d\\d-\\d\\d)?[Tt ]?(\\d\\d:\\d\\d:\\d\\d)?(?:\\.(\\d+))?([Zz]|[+-]\\d\\d:\\d\\d)?$"));
    const QRegularExpressionMatch match = parts.match(text);
    const QString date = match.captured(1);
    const QString time = match.captured(2);
    const QString fraction = match.captured(3).leftJustified(6, QLatin1Char('0'), true);
    QString offset = match.captured(4).toUpper();
    if (offset == QLatin1String("Z") || offset == QLatin1String("-00:00"))
        offset = QStringLiteral("+00:00");
    return date + (date.isEmpty() || time.isEmpty() ? QString() : QStringLiteral("T")) + time +
           (fraction == QLatin1String("000000") ? QString() : QLatin1Char('.') + fraction) + offset;
}

inline bool isSameNumber(double left, double right)
{
    return left == right || (left != left && right != right);
}

/// Whether the tree below `node` is what the oracle answered. Where keys stand in another order that is a difference too.
inline bool agrees(const Node &node, const QJsonValue &answer)
{
    const QString type = answer[0].toString();
    const QJsonArray members = answer[1].toArray();
    const QString content = answer[1].toString();
    switch (node.kind()) {
    case Kind::Table:
    case Kind::List: {
        const bool isTable = node.kind() == Kind::Table;
        bool same = type == (isTable ? QLatin1String("t") : QLatin1String("l")) &&
                    members.size() == node.childCount();
        int position = 0;
        for (Node member = node.firstChild(); member && same; member = member.nextSibling()) {
            const QJsonValue told = members.at(position++);
            same = isTable ? told[0].toString() == member.key() && agrees(member, told[1])
                           : agrees(member, told);
        }
        return same;
    }
    case Kind::String:
        return type == QLatin1String("s") && content == node.value().text;
    case Kind::Integer:
        return type == QLatin1String("i") &&
               content == QString::number(toInteger(node.value().text).value_or(0));
    case Kind::Float:
        return type == QLatin1String("f") &&
               isSameNumber(std::strtod(content.toLatin1().constData(), nullptr),
                            toFloating(node.value().text).value_or(0));
    case Kind::Boolean:
        return type == QLatin1String("b") && content == node.value().text;
    case Kind::DateTime:
        return type == QLatin1String("d") && content == isoDate(node.value().text);
    default:
        return false;
    }
}

} // namespace retune
