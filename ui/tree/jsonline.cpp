#include "tree/jsonline.h"

#include "tree/valuetext.h"

#include <retune/format/secret.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace retune {

namespace {

constexpr qsizetype maximumLength = 100'000;

QString quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.sliced(1, array.size() - 2));
}

/// Numbers as the file has them, where JSON can say that.
bool isBare(const Value &value)
{
    if (value.kind == Kind::Boolean || value.kind == Kind::Null)
        return true;
    const bool isNumber = value.kind == Kind::Integer || value.kind == Kind::Float;
    return isNumber && QJsonDocument::fromJson('[' + value.text.toUtf8() + ']').isArray();
}

void append(QString &line, const Node &node, bool isSecret)
{
    if (line.size() > maximumLength)
        return;
    if (!node.isContainer()) {
        const Value value = node.value();
        const bool isCovered = isSecret && value.kind != Kind::Boolean && value.kind != Kind::Null;
        line += isCovered ? quoted(secretMask()) : isBare(value) ? value.text : quoted(value.text);
        return;
    }
    const bool isTable = node.kind() == Kind::Table;
    line += isTable ? QLatin1Char('{') : QLatin1Char('[');
    bool isFirst = true;
    for (Node member = node.firstChild(); member; member = member.nextSibling()) {
        if (member.isShadowed())
            continue;
        if (!std::exchange(isFirst, false))
            line += QLatin1String(", ");
        if (isTable)
            line += quoted(member.key()) + QLatin1String(": ");
        append(line, member, isSecret || (isTable && isSecretKey(KeyPath{member.key()})));
    }
    line += isTable ? QLatin1Char('}') : QLatin1Char(']');
}

} // namespace

QString jsonLine(const Node &container)
{
    QString line;
    append(line, container, isSecretKey(container.path()));
    return line.size() > maximumLength ? sizeText(container) : line;
}

} // namespace retune
