#include <retune/format/yaml/yamllines.h>

#include <algorithm>

namespace retune::yaml {

qsizetype breakSize(QByteArrayView text, qsizetype at)
{
    const char c = text[at];
    if (c == '\n')
        return 1;
    if (c == '\r')
        return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    if (c == '\xC2')
        return at + 1 < text.size() && text[at + 1] == '\x85' ? 2 : 0;
    const bool isSeparator = c == '\xE2' && at + 2 < text.size() && text[at + 1] == '\x80' &&
                             (text[at + 2] == '\xA8' || text[at + 2] == '\xA9');
    return isSeparator ? 3 : 0;
}

qsizetype breakSizeBefore(QByteArrayView text, qsizetype at)
{
    for (qsizetype size = std::min<qsizetype>(3, at); size > 0; --size) {
        if (breakSize(text, at - size) == size)
            return size;
    }
    return 0;
}

qsizetype lineStart(QByteArrayView text, qsizetype at)
{
    const qsizetype begin = text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    while (at > begin && !breakSizeBefore(text, at))
        --at;
    return at;
}

qsizetype lineEnd(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && !breakSize(text, at))
        ++at;
    return at;
}

bool isFirstOnLine(QByteArrayView text, qsizetype at)
{
    const qsizetype begin = lineStart(text, at);
    return std::all_of(text.begin() + begin, text.begin() + at, isBlank);
}

qsizetype afterBlanks(QByteArrayView text, qsizetype at)
{
    return std::find_if_not(text.begin() + at, text.end(), isBlank) - text.begin();
}

} // namespace retune::yaml
