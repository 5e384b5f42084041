#pragma once

#include <retune/format/document.h>
#include <retune/text/encoding.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

#include <optional>

namespace retune {

/// PyYAML, written in Python and on its own, as a second opinion on YAML.
class YamlOracle
{
public:
    /// What PyYAML reads in each text: a list of documents, or the error as a text. Nothing where it could not be run:
    /// `error` tells why then.
    std::optional<QJsonArray> read(const QStringList &texts)
    {
        const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        QProcess process;
        process.start(python, {QStringLiteral("-c"), QString::fromUtf8(script)});
        process.write(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
        process.closeWriteChannel();
        const bool isDone = process.waitForFinished(120'000) && process.exitCode() == 0;
        error = QStringLiteral("python3 with its module yaml (package python3-yaml) is needed: ") +
                QString::fromUtf8(process.readAllStandardError());
        const QJsonDocument answer = QJsonDocument::fromJson(process.readAllStandardOutput());
        if (!isDone || answer.array().size() != texts.size())
            return std::nullopt;
        return answer.array();
    }
    QString error;

    /// Where the tree differs from what PyYAML read, or an empty text.
    static QString difference(const Node &node, const QJsonValue &seen)
    {
        const QJsonObject object = seen.toObject();
        if (node.kind() == Kind::Table) {
            const QJsonArray pairs = object.value(QStringLiteral("table")).toArray();
            return members(node, pairs, object.contains(QStringLiteral("table")));
        }
        if (node.kind() == Kind::List) {
            const QJsonArray items = object.value(QStringLiteral("list")).toArray();
            return members(node, items, object.contains(QStringLiteral("list")));
        }
        const QString text = object.value(QStringLiteral("text")).toString();
        const bool isText = node.kind() == Kind::String;
        const QString ours = isText ? node.value().text : decodedUtf8(node.text());
        if (isText &&
            object.value(QStringLiteral("tag")).toString() == QLatin1String("tag:yaml.org,2002:null"))
            return node.path().toString() + QStringLiteral(" is null there");
        if (!object.contains(QStringLiteral("text")) || (ours != text && !(node.style() & 0x18)))
            return node.path().toString() + QStringLiteral(": \"%1\", there \"%2\"").arg(ours, text);
        return {};
    }

private:
    static QString members(const Node &node, const QJsonArray &seen, bool isSameKind)
    {
        if (!isSameKind || node.childCount() != seen.size())
            return node.path().toString() + QStringLiteral(" has other members there");
        qsizetype i = 0;
        for (Node member = node.firstChild(); member; member = member.nextSibling(), ++i) {
            QJsonValue value = seen.at(i);
            if (node.kind() == Kind::Table) {
                const QJsonArray pair = value.toArray();
                const QString key = pair.at(0).toObject().value(QStringLiteral("text")).toString();
                if (key != member.key() && pair.at(0).toObject().contains(QStringLiteral("text")))
                    return node.path().toString() +
                           QStringLiteral(": key \"%1\", there \"%2\"").arg(member.key(), key);
                value = pair.at(1);
            }
            if (const QString why = difference(member, value); !why.isEmpty())
                return why;
        }
        return {};
    }

    static constexpr const char *script = R"py(
import json, sys, yaml

def tree(node):
    if isinstance(node, yaml.ScalarNode):
        return {'text': node.value, 'tag': node.tag}
    if isinstance(node, yaml.SequenceNode):
        return {'list': [tree(item) for item in node.value]}
    return {'table': [[tree(key), tree(value)] for key, value in node.value]}

answers = []
for text in json.load(sys.stdin):
    try:
        answers.append([tree(node) for node in yaml.compose_all(text, Loader=yaml.SafeLoader)])
    except yaml.YAMLError as error:
        answers.append(str(error))
print(json.dumps(answers))
)py";
};

} // namespace retune
