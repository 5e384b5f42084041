#include <retune/format/python/pythoncharactername.h>

#include <retune/format/python/pythonnamealiases.h>

#include <QtCore/QByteArray>

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace retune::python {

namespace {

std::size_t hashOf(std::string_view name)
{
    return std::hash<std::string_view>()(name);
}

/// All names with their characters. Holds the hashes alone: the name itself is asked of ICU, which has it by character at once
/// but needs a millisecond to find a character by name, too long for a file that is full of names.
class CharacterNames
{
public:
    CharacterNames()
    {
        constexpr std::size_t expected = 150'000;
        m_entries.reserve(expected);
        addAll(U_UNICODE_CHAR_NAME);
        addAll(U_CHAR_NAME_ALIAS);
        std::sort(m_entries.begin(), m_entries.end());
    }

    std::optional<char32_t> find(const QByteArray &name) const
    {
        const Entry wanted{hashOf({name.constData(), std::size_t(name.size())}), 0};
        for (auto entry = std::lower_bound(m_entries.begin(), m_entries.end(), wanted);
             entry != m_entries.end() && entry->hash == wanted.hash; ++entry) {
            if (bears(entry->character, name, U_UNICODE_CHAR_NAME) ||
                bears(entry->character, name, U_CHAR_NAME_ALIAS))
                return char32_t(entry->character);
        }
        return std::nullopt;
    }

private:
    struct Entry
    {
        std::size_t hash;
        UChar32 character;
        auto operator<=>(const Entry &) const = default;
    };

    void addAll(UCharNameChoice choice)
    {
        const auto add = [](void *entries, UChar32 character, UCharNameChoice, const char *name,
                            int32_t length) -> UBool {
            const std::string_view text(name, std::size_t(length));
            static_cast<std::vector<Entry> *>(entries)->push_back({hashOf(text), character});
            return true;
        };
        UErrorCode error = U_ZERO_ERROR; // without its data ICU names nothing, and every \N{…} stays code
        u_enumCharNames(0, UCHAR_MAX_VALUE + 1, add, &m_entries, choice, &error);
    }

    static bool bears(UChar32 character, const QByteArray &name, UCharNameChoice choice)
    {
        constexpr int longest = 128; // ICU promises fewer than 120
        std::array<char, longest> found{};
        UErrorCode error = U_ZERO_ERROR;
        const int32_t length = u_charName(character, choice, found.data(), longest, &error);
        return U_SUCCESS(error) && name == QByteArrayView(found.data(), length);
    }

    std::vector<Entry> m_entries;
};

} // namespace

std::optional<char32_t> characterByName(QByteArrayView name)
{
    static const CharacterNames names;
    const QByteArray capitals = name.toByteArray().toUpper();
    const std::optional<char32_t> found = names.find(capitals);
    return found ? found : characterByAlias(capitals);
}

} // namespace retune::python
