#include <retune/plugin/libraryfile.h>

#include <retune/text/tr.h>

#include <cstring>
#if __has_include(<link.h>)
#    include <link.h>
#endif

namespace retune {

#if __has_include(<link.h>)

namespace {

QString incomplete()
{
    return Tr::tr("the library is not whole: its table of sections names what is not there");
}

/// Whether what a section says of itself can be true: it has a type, and what it holds lies within the file.
bool isPlausible(const ElfW(Shdr) & section, quint64 size)
{
    if (section.sh_type == SHT_NULL)
        return false;
    return section.sh_type == SHT_NOBITS ||
           (section.sh_offset <= size && section.sh_size <= size - section.sh_offset);
}

} // namespace

std::optional<QString> whyNotWhole(const QByteArray &library)
{
    ElfW(Ehdr) head = {};
    if (library.size() < qsizetype(sizeof head) || !library.startsWith(ELFMAG))
        return std::nullopt; // Qt says what it is
    std::memcpy(&head, library.constData(), sizeof head);
    const auto size = quint64(library.size());
    const quint64 table = quint64(head.e_shnum) * head.e_shentsize;
    if (head.e_shoff > size || table > size - head.e_shoff) {
        return Tr::tr("the library is not whole: expected %1 bytes, found %2")
            .arg(head.e_shoff + table)
            .arg(size);
    }
    if (head.e_shentsize != sizeof(ElfW(Shdr)))
        return std::nullopt;
    for (quint64 index = 1; index < head.e_shnum; ++index) { // the first one is empty in every library
        ElfW(Shdr) section = {};
        std::memcpy(&section, library.constData() + head.e_shoff + index * sizeof section, sizeof section);
        if (!isPlausible(section, size))
            return incomplete();
    }
    return std::nullopt;
}

#else

std::optional<QString> whyNotWhole(const QByteArray &)
{
    return std::nullopt;
}

#endif

} // namespace retune
