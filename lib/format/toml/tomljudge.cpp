#include <retune/format/toml/tomljudge.h>

#include <retune/format/toml/tomlplusplus.h>

namespace retune {

std::optional<TomlObjection> tomlObjection(QByteArrayView text)
{
    const toml::parse_result result = toml::parse(std::string_view(text.data(), std::size_t(text.size())));
    if (result)
        return std::nullopt;
    const toml::parse_error &error = result.error();
    const toml::source_position at = error.source().begin;
    return TomlObjection{
        {static_cast<int>(at.line), static_cast<int>(at.column)},
        QString::fromUtf8(error.description().data(), qsizetype(error.description().size()))};
}

} // namespace retune
