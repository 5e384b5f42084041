#include "yardstick.h"

#include "generatedfile.h"

#include <QtCore/QJsonDocument>

namespace retune {

namespace {

bool parseWithQt(const QByteArray &text)
{
    return !QJsonDocument::fromJson(text).isNull();
}

Yardstick yardstick(const QString &name, QStringView format, qsizetype size,
                    bool (*parse)(const QByteArray &))
{
    return {name, generatedFile(format, size).value(), parse};
}

} // namespace

std::optional<Yardstick> yardstickFor(QStringView format, qsizetype size)
{
    if (format == u"toml") {
#ifdef RETUNE_BENCH_TOMLPLUSPLUS
        return yardstick(QStringLiteral("toml++"), format, size, parseWithTomlPlusPlus);
#else
        return std::nullopt;
#endif
    }
    if (format == u"yaml") {
#ifdef RETUNE_BENCH_LIBYAML
        return yardstick(QStringLiteral("libyaml"), format, size, parseWithLibyaml);
#else
        return std::nullopt;
#endif
    }
    return yardstick(QStringLiteral("QJsonDocument"), u"json", size, parseWithQt);
}

} // namespace retune
