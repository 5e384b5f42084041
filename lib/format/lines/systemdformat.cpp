#include <retune/format/lines/systemdformat.h>

#include <retune/format/lines/systemdscanner.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

/// Why systemd cannot say `text` between delimiters that drop blanks; empty where it can.
QString objection(const QString &text)
{
    if (!text.isValidUtf16())
        return Tr::tr("systemd has no way to write half of a surrogate pair");
    const auto isRefused = [](QChar c) { return isControl(c) && c != QLatin1Char('\t'); };
    if (std::any_of(text.begin(), text.end(), isRefused))
        return Tr::tr("systemd has no way to write line breaks and control characters");
    const auto isDropped = [](QChar c) { return c == QLatin1Char(' ') || c == QLatin1Char('\t'); };
    if (!text.isEmpty() && (isDropped(text.front()) || isDropped(text.back())))
        return Tr::tr("systemd drops blanks at the ends");
    return {};
}

} // namespace

SystemdFormat::SystemdFormat()
    : LineFormat({.delimiter = "=", .indentation = "", .hasKeysAtTop = false, .gathersRepeated = true})
{}

QString SystemdFormat::name() const
{
    return QStringLiteral("systemd unit");
}

QString SystemdFormat::shortName() const
{
    return QStringLiteral("systemd");
}

std::unique_ptr<LineScanner> SystemdFormat::scanner(QByteArrayView text, qsizetype begin) const
{
    return std::make_unique<SystemdScanner>(text, begin);
}

Kind SystemdFormat::kindOf(QByteArrayView value, bool) const
{
    return kindOfPlain(value);
}

/// The lines as they stand, with a blank in the place of each backslash at an end.
QString SystemdFormat::decodeText(QByteArrayView text) const
{
    QByteArray result;
    for (bool isFirst = true; !text.isEmpty(); isFirst = false) {
        const qsizetype before = text.size();
        const QByteArrayView line = takeLine(text);
        const QByteArrayView content = trimmed(line, isSpaceOrTab);
        if (!isFirst && !content.isEmpty() && isSystemdCommentStart(content.front()))
            continue;
        const bool goesOn = endsInBackslash(line) && line.size() + text.size() < before;
        result += goesOn ? line.chopped(1) : line;
        result += goesOn ? " " : "";
    }
    return decodedUtf8(trimmed(result, isSpaceOrTab));
}

Result<QByteArray> SystemdFormat::keyText(const QString &key, const ValueSlot &) const
{
    if (key.isEmpty())
        return refusedLine(Tr::tr("expected a key, found none"));
    if (const QString why = objection(key); !why.isEmpty())
        return refusedLine(why);
    if (key.contains(QLatin1Char('=')))
        return refusedLine(Tr::tr("expected a key without \"=\", because systemd ends a key there"));
    if (QStringLiteral("[#;").contains(key.front()))
        return refusedLine(
            Tr::tr("systemd takes no line that begins with \"%1\" for a key").arg(key.front()));
    return key.toUtf8();
}

Result<QByteArray> SystemdFormat::headerText(const QStringList &path) const
{
    if (path.size() > 1)
        return refusedLine(Tr::tr("systemd has no sections inside of sections"));
    const QString &section = path.first();
    if (section.isEmpty())
        return refusedLine(Tr::tr("expected a section name, found none"));
    if (const QString why = objection(section); !why.isEmpty())
        return refusedLine(why);
    return '[' + section.toUtf8() + ']';
}

Result<QByteArray> SystemdFormat::stringText(const QString &text, const ValueSlot &) const
{
    if (const QString why = objection(text); !why.isEmpty())
        return refusedLine(why);
    if (text.endsWith(QLatin1Char('\\')))
        return refusedLine(
            Tr::tr("systemd takes a backslash at the end of a line for a sign that the value goes on"));
    return text.toUtf8();
}

} // namespace retune
