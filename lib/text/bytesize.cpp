#include <retune/text/bytesize.h>

#include <retune/text/tr.h>

#include <cmath>
#include <limits>

namespace retune {

namespace {

constexpr qint64 step = 1024;

/// How many bytes a unit has; 0 where there is none of this name.
qint64 unitSize(QStringView name)
{
    static const QString letters = QStringLiteral("KMG");
    const QString capitals = name.toString().toUpper();
    if (capitals.isEmpty() || capitals == u"B" || capitals == u"BYTES")
        return 1;
    const bool isWhole = capitals.size() == 1 || capitals.sliced(1) == u"B" || capitals.sliced(1) == u"IB";
    qint64 size = step;
    for (const QChar letter : letters) {
        if (isWhole && capitals[0] == letter)
            return size;
        size *= step;
    }
    return 0;
}

bool isOfNumber(QChar c)
{
    return (c >= u'0' && c <= u'9') || c == u'.';
}

} // namespace

QString byteSizeText(qint64 bytes)
{
    if (bytes < step)
        return bytes == 1 ? Tr::tr("1 byte") : Tr::tr("%1 bytes").arg(bytes);
    qint64 unit = step;
    qsizetype at = 0;
    const QStringList names{Tr::tr("%1 KB"), Tr::tr("%1 MB"), Tr::tr("%1 GB")};
    for (; at + 1 < names.size() && bytes >= unit * step; ++at)
        unit *= step;
    constexpr double tenths = 10.0;
    const double rounded = std::ceil(double(bytes) / double(unit) * tenths) / tenths;
    const bool isWhole = rounded == std::floor(rounded);
    return names[at].arg(rounded, 0, 'f', isWhole ? 0 : 1);
}

Result<qint64> parseByteSize(QStringView text)
{
    const QStringView size = text.trimmed();
    qsizetype end = 0;
    while (end < size.size() && isOfNumber(size[end]))
        ++end;
    bool isNumber = false;
    const double count = size.first(end).toDouble(&isNumber);
    const double bytes = std::floor(count * double(unitSize(size.sliced(end).trimmed())));
    constexpr auto most =
        double(std::numeric_limits<qint64>::max() / 2); // exact enough, and far past any file
    if (isNumber && bytes >= 1 && bytes <= most)
        return qint64(bytes);
    return Unexpected{Problem{
        ProblemKind::Misuse, {}, {}, {}, Tr::tr("expected a size such as 100M, found \"%1\"").arg(text)}};
}

Problem tooLarge(qint64 bytes, qint64 maximum)
{
    return {ProblemKind::Limit,
            {},
            {},
            {},
            Tr::tr("expected at most %1, found %2").arg(byteSizeText(maximum), byteSizeText(bytes))};
}

} // namespace retune
