#include <retune/format/toml/tomljudge.h>

// toml++ asserts what it could report: `[.]` would end the program. Its assertions are off here in every build, and
// nowhere else is it included. NDEBUG would turn some of them into promises to the compiler.
#undef NDEBUG
#define TOML_ASSERT(condition) static_assert(true)
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#define TOML_UNRELEASED_FEATURES 0
#include <toml++/toml.h>

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
