#include <retune/text/encoding.h>

#include <retune/text/lineindex.h>
#include <retune/text/tr.h>

#include <QtCore/QtEndian>

#include <algorithm>
#include <array>
#include <optional>

namespace retune {

namespace {

using Byte = unsigned char;

Unexpected<Problem> encodingProblem(QByteArrayView text, ByteRange range, const QString &message)
{
    return Unexpected{Problem{ProblemKind::Encoding, {}, positionAt(text, range.begin), range, message}};
}

struct KnownMark
{
    QByteArrayView mark;
    const char *name;
};

std::optional<const char *> foreignEncoding(QByteArrayView text)
{
    // UTF-32 first: its little-endian mark starts with that of UTF-16.
    static const std::array marks{KnownMark{QByteArrayView("\xFF\xFE\0\0", 4), "UTF-32"},
                                  KnownMark{QByteArrayView("\0\0\xFE\xFF", 4), "UTF-32"},
                                  KnownMark{QByteArrayView("\xFF\xFE", 2), "UTF-16"},
                                  KnownMark{QByteArrayView("\xFE\xFF", 2), "UTF-16"}};
    for (const KnownMark &known : marks) {
        if (text.startsWith(known.mark))
            return known.name;
    }
    return std::nullopt;
}

/// The size of the well-formed UTF-8 sequence at `at`, or 0 where there is none (Unicode, table 3-7).
qsizetype sequenceSize(QByteArrayView text, qsizetype at)
{
    const Byte lead = static_cast<Byte>(text[at]);
    const auto follows = [&](qsizetype n, Byte low = 0x80, Byte high = 0xBF) {
        if (at + n >= text.size())
            return false;
        const Byte byte = static_cast<Byte>(text[at + n]);
        return byte >= low && byte <= high;
    };
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const Byte low = lead == 0xE0 ? 0xA0 : 0x80;
        const Byte high = lead == 0xED ? 0x9F : 0xBF;
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const Byte low = lead == 0xF0 ? 0x90 : 0x80;
        const Byte high = lead == 0xF4 ? 0x8F : 0xBF;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

/// The first byte from `at` on that is not plain printable ASCII, or one of the seven bytes before it: most text is
/// passed eight bytes at a time.
qsizetype afterPlain(QByteArrayView text, qsizetype at)
{
    constexpr quint64 ones = 0x0101010101010101;
    for (; at + 8 <= text.size(); at += 8) {
        const quint64 bytes = qFromUnaligned<quint64>(text.data() + at);
        const quint64 below = (bytes - ones * 0x20) & ~bytes;
        if ((below | bytes) & (ones * 0x80))
            break;
    }
    return at;
}

bool isRefusedControl(Byte byte)
{
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f';
}

QString hexadecimal(Byte byte)
{
    return QStringLiteral("0x%1")
        .arg(uint(byte), 2, 16, QLatin1Char('0'))
        .toUpper()
        .replace(QLatin1Char('X'), QLatin1Char('x'));
}

struct LineEndCount
{
    qsizetype lf = 0;
    qsizetype crLf = 0;
    qsizetype cr = 0;
};

LineEndCount countLineEnds(QByteArrayView text)
{
    LineEndCount count;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\n')
            ++count.lf;
        else if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            ++count.crLf, ++i;
        else if (text[i] == '\r')
            ++count.cr;
    }
    return count;
}

void noteLineEnds(QByteArrayView text, TextFacts &facts)
{
    const auto [lf, crLf, cr] = countLineEnds(text);
    facts.endsWithLineEnd = text.endsWith('\n') || text.endsWith('\r');
    const int kinds = int(lf > 0) + int(crLf > 0) + int(cr > 0);
    if (kinds == 0)
        return;
    const qsizetype most = std::max({lf, crLf, cr});
    facts.lineEnd = kinds > 1 ? LineEnd::Mixed : lf ? LineEnd::Lf : crLf ? LineEnd::CrLf : LineEnd::Cr;
    facts.newLine = most == lf ? "\n" : most == crLf ? "\r\n" : "\r";
}

} // namespace

Result<TextFacts> inspect(QByteArrayView text)
{
    if (const auto name = foreignEncoding(text)) {
        return encodingProblem(
            text, {0, 2},
            Tr::tr("expected UTF-8, found %1; save the file as UTF-8").arg(QLatin1String(*name)));
    }
    for (qsizetype i = afterPlain(text, 0); i < text.size();) {
        const Byte byte = static_cast<Byte>(text[i]);
        const qsizetype size = sequenceSize(text, i);
        if (size == 0)
            return encodingProblem(text, {i, i + 1},
                                   Tr::tr("expected UTF-8, found the byte %1").arg(hexadecimal(byte)));
        if (isRefusedControl(byte)) {
            return encodingProblem(text, {i, i + 1},
                                   Tr::tr("expected text, found the control byte %1").arg(hexadecimal(byte)));
        }
        i = byte == '\n' ? afterPlain(text, i + size) : i + size;
    }
    TextFacts facts;
    facts.bomSize = text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    noteLineEnds(text, facts);
    return facts;
}

QString decodedUtf8(QByteArrayView text)
{
    constexpr QByteArrayView mark("\xEF\xBB\xBF");
    qsizetype marks = 0;
    while (text.sliced(marks * mark.size()).startsWith(mark))
        ++marks;
    if (marks == 0)
        return QString::fromUtf8(text);
    return QString(marks, QChar(QChar::ByteOrderMark)) + QString::fromUtf8(text.sliced(marks * mark.size()));
}

} // namespace retune
