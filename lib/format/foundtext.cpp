#include <retune/format/foundtext.h>

#include <retune/text/encoding.h>
#include <retune/text/tr.h>
#include <retune/text/utf8.h>

#include <algorithm>

namespace retune {

namespace {

/// The end of the character that begins at `at`.
qsizetype characterEnd(QByteArrayView text, qsizetype at)
{
    do
        ++at;
    while (at < text.size() && isContinuation(text[at]));
    return at;
}

QString named(QByteArrayView character)
{
    const char32_t c = decodedUtf8(character).toUcs4().first();
    if (!QChar::isPrint(c) || QChar::isSpace(c))
        return QLatin1String("U+") + QString::number(c, 16).toUpper().rightJustified(4, QLatin1Char('0'));
    return QLatin1Char('"') + QString::fromUcs4(&c, 1) + QLatin1Char('"');
}

} // namespace

QString foundAt(QByteArrayView text, qsizetype at, ByteRange word)
{
    constexpr qsizetype longest = 24;
    if (at >= text.size())
        return Tr::tr("the end of the file");
    if (text[at] == '\n' || text[at] == '\r')
        return Tr::tr("the end of the line");
    if (text[at] == '\t')
        return Tr::tr("a tab");
    if (word.isEmpty())
        return named(text.sliced(at, characterEnd(text, at) - at));
    const QString shown = decodedUtf8(text.sliced(at, std::min(word.size(), longest)));
    return QLatin1Char('"') + shown + (word.size() > longest ? QStringLiteral("…\"") : QStringLiteral("\""));
}

} // namespace retune
