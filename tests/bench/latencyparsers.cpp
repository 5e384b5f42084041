#include "latencyparsers.h"

#include "baretoml.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <string_view>

namespace retune {

namespace {

std::optional<int> ifEqual(std::optional<int> first, std::optional<int> last)
{
    return first == last ? first : std::nullopt;
}

} // namespace

std::optional<int> numberByQJsonDocument(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    const QJsonValue first = document[u"first"];
    return first.isDouble() ? ifEqual(first.toInt(), document[u"last"].toInt()) : std::nullopt;
}

std::optional<int> numberByTomlPlusPlus(const QByteArray &text)
{
    const toml::parse_result result =
        toml::parse(std::string_view(text.constData(), std::size_t(text.size())));
    if (!result)
        return std::nullopt;
    return ifEqual(result["first"].value<int>(), result["last"].value<int>());
}

} // namespace retune
