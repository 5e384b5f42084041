#include <retune/format/lines/iniformat.h>

#include <retune/format/lines/iniscanner.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

/// Why INI cannot say `text` as a value; empty where it can.
QString objection(const QString &text)
{
    const auto isRefused = [](QChar c) {
        return c.unicode() < 0x20 && c != QLatin1Char('\n') && c != QLatin1Char('\t');
    };
    if (std::any_of(text.begin(), text.end(), isRefused))
        return Tr::tr("INI has no way to write control characters in a value");
    const bool hasLoneSurrogate = !text.isValidUtf16();
    if (hasLoneSurrogate)
        return Tr::tr("INI has no way to write half of a surrogate pair");
    const QStringList lines = text.split(QLatin1Char('\n'));
    if (lines.size() > 1 && lines.last().isEmpty())
        return Tr::tr("INI drops line breaks at the end of a value");
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString &line = lines.at(i);
        if (line.isEmpty())
            continue;
        if (line.front().isSpace() || line.back().isSpace())
            return lines.size() == 1 ? Tr::tr("INI drops blanks at the ends of a value")
                                     : Tr::tr("INI drops blanks at the ends of every line of a value");
        if (i > 0 && (line.front() == QLatin1Char('#') || line.front() == QLatin1Char(';')))
            return Tr::tr("INI takes a line that begins with \"%1\" for a comment").arg(line.front());
    }
    return {};
}

} // namespace

IniFormat::IniFormat()
    : LineFormat({.delimiter = " = ", .indentation = ""})
{}

QString IniFormat::name() const
{
    return QStringLiteral("INI");
}

QString IniFormat::shortName() const
{
    return QStringLiteral("ini");
}

std::unique_ptr<LineScanner> IniFormat::scanner(QByteArrayView text, qsizetype begin) const
{
    return std::make_unique<IniScanner>(text, begin);
}

Kind IniFormat::kindOf(QByteArrayView value, bool hasDelimiter) const
{
    return hasDelimiter ? kindOfPlain(value) : Kind::Null;
}

/// Each line without the blanks at its ends, comment lines left out.
QString IniFormat::decodeText(QByteArrayView text) const
{
    QString result = decodedUtf8(trimmed(takeLine(text), isBlank));
    while (!text.isEmpty()) {
        const QByteArrayView line = trimmed(takeLine(text), isBlank);
        if (line.isEmpty() || !isIniCommentStart(line.front()))
            result += QLatin1Char('\n') + decodedUtf8(line);
    }
    return result;
}

Result<QByteArray> IniFormat::keyText(const QString &key, const ValueSlot &) const
{
    if (key.isEmpty())
        return refusedLine(Tr::tr("expected a key, found none"));
    if (!key.isValidUtf16() || std::any_of(key.begin(), key.end(), isControl))
        return refusedLine(Tr::tr("INI has no way to write control characters in a key"));
    if (key.contains(QLatin1Char('=')) || key.contains(QLatin1Char(':')))
        return refusedLine(Tr::tr("expected a key without \"=\" and \":\", because INI ends a key there"));
    if (key.front().isSpace() || key.back().isSpace())
        return refusedLine(Tr::tr("INI drops blanks at the ends of a key"));
    if (QStringLiteral("[#;").contains(key.front()))
        return refusedLine(Tr::tr("INI takes no line that begins with \"%1\" for a key").arg(key.front()));
    return key.toUtf8();
}

Result<QByteArray> IniFormat::headerText(const QStringList &path) const
{
    if (path.size() > 1)
        return refusedLine(Tr::tr("INI has no sections inside of sections"));
    const QString &section = path.first();
    if (section.isEmpty())
        return refusedLine(Tr::tr("expected a section name, found none"));
    if (!section.isValidUtf16() || std::any_of(section.begin(), section.end(), isControl))
        return refusedLine(Tr::tr("INI has no way to write control characters in a section name"));
    return '[' + section.toUtf8() + ']';
}

Result<QByteArray> IniFormat::stringText(const QString &text, const ValueSlot &slot) const
{
    if (const QString why = objection(text); !why.isEmpty())
        return refusedLine(why);
    const QStringList lines = text.split(QLatin1Char('\n'));
    QByteArray result = lines.first().toUtf8();
    for (const QString &line : lines.sliced(1))
        result += slot.newLine + (line.isEmpty() ? QByteArray() : slot.indentation + line.toUtf8());
    return result;
}

} // namespace retune
