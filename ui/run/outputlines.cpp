#include "run/outputlines.h"

#include <QtCore/QRegularExpression>

namespace retune {

namespace {

constexpr char16_t escape = 0x1b;

/// Where bytes may be cut without cutting a character of UTF-8 in two, at `size` or a little before it.
qsizetype cutBefore(QByteArrayView bytes, qsizetype size)
{
    qsizetype cut = size;
    while (cut > size - 4 && cut > 1 && (quint8(bytes[cut]) & 0xc0) == 0x80)
        --cut;
    return cut;
}

/// Colours and the like: CSI and OSC sequences, and those of one character.
QString withoutEscapes(const QString &text)
{
    if (!text.contains(QChar(escape)))
        return text;
    static const QRegularExpression sequence(
        QStringLiteral("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[@-Z\\\\^_=>78])"));
    return QString(text).remove(sequence);
}

/// Other control characters as their pictures, ␀ and so on.
void showControls(QString &text)
{
    constexpr char16_t pictures = 0x2400;
    for (QChar &sign : text) {
        if (sign.unicode() < 0x20 && sign != u'\t')
            sign = QChar(char16_t(pictures + sign.unicode()));
    }
}

} // namespace

QString plainLine(QByteArrayView bytes)
{
    while (bytes.endsWith('\r'))
        bytes.chop(1);
    if (const qsizetype drawnOver = bytes.lastIndexOf('\r'); drawnOver >= 0)
        bytes = bytes.sliced(drawnOver + 1);
    QString text = withoutEscapes(QString::fromUtf8(bytes));
    showControls(text);
    return text;
}

QStringList OutputLines::take(QByteArrayView bytes)
{
    QStringList lines;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n')) {
        m_partial.append(bytes.first(end));
        takeLongParts(lines);
        lines += plainLine(m_partial);
        m_partial.clear();
        bytes = bytes.sliced(end + 1);
    }
    m_partial.append(bytes);
    takeLongParts(lines);
    return lines;
}

QStringList OutputLines::takeRest()
{
    QStringList lines;
    if (!m_partial.isEmpty())
        lines += plainLine(m_partial);
    m_partial.clear();
    return lines;
}

void OutputLines::takeLongParts(QStringList &lines)
{
    while (m_partial.size() > longestLine) {
        const qsizetype cut = cutBefore(m_partial, longestLine);
        lines += plainLine(QByteArrayView(m_partial).first(cut));
        m_partial.remove(0, cut);
    }
}

} // namespace retune
