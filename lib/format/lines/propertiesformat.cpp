#include <retune/format/lines/propertiesformat.h>

#include <retune/format/lines/propertiesscanner.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

namespace retune {

namespace {

enum class PropertiesKeyStyle : quint8 { Plain, Escaped };

QChar escapedCharacter(char c)
{
    switch (c) {
    case 't':
        return u'\t';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 'f':
        return u'\f';
    default:
        return QLatin1Char(c);
    }
}

QString unescaped(QByteArrayView text)
{
    QString result;
    QByteArray raw;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            raw += text[i];
            continue;
        }
        if (++i >= text.size())
            break;
        if (static_cast<unsigned char>(text[i]) >= 0x80) { // the backslash says nothing
            raw += text[i];
            continue;
        }
        if (isLineEnd(text[i])) {
            for (i = afterLineEnd(text, i); i < text.size() && isBlank(text[i]); ++i) {
            }
            --i;
            continue;
        }
        result += decodedUtf8(raw);
        raw.clear();
        if (text[i] == 'u') {
            result += QChar(text.sliced(i + 1, 4).toByteArray().toUShort(nullptr, 16));
            i += 4;
        } else {
            result += escapedCharacter(text[i]);
        }
    }
    return result + decodedUtf8(raw);
}

QByteArray numbered(QChar c)
{
    return "\\u" + QByteArray::number(uint(c.unicode()), 16).toUpper().rightJustified(4, '0');
}

/// The characters as Java reads them anywhere but at the start of a value and in a key.
QByteArray escaped(const QString &text, bool isAscii)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isPair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (c == QLatin1Char('\\')) {
            result += "\\\\";
        } else if (c.unicode() < 0x80 && !isControl(c)) {
            result += c.toLatin1();
        } else if (const qsizetype letter = QStringLiteral("\t\n\r\f").indexOf(c); letter >= 0) {
            result += '\\';
            result += "tnrf"[letter];
        } else if (isControl(c) || isAscii || (c.isSurrogate() && !isPair)) {
            result += numbered(c);
        } else {
            result += QStringView(text).sliced(i, isPair ? 2 : 1).toUtf8();
            i += isPair ? 1 : 0;
        }
    }
    return result;
}

} // namespace

PropertiesFormat::PropertiesFormat()
    : LineFormat({.delimiter = "=", .indentation = "", .hasSections = false})
{}

QString PropertiesFormat::name() const
{
    return QStringLiteral("Java properties");
}

QString PropertiesFormat::shortName() const
{
    return QStringLiteral("properties");
}

QString PropertiesFormat::decodeKey(QByteArrayView text, const NodeData &) const
{
    return unescaped(text);
}

std::unique_ptr<LineScanner> PropertiesFormat::scanner(QByteArrayView text, qsizetype begin) const
{
    return std::make_unique<PropertiesScanner>(text, begin);
}

Kind PropertiesFormat::kindOf(QByteArrayView value, bool hasDelimiter) const
{
    return hasDelimiter ? kindOfPlain(value) : Kind::String;
}

QString PropertiesFormat::decodeText(QByteArrayView text) const
{
    return unescaped(text);
}

quint8 PropertiesFormat::keyStyleOf(QByteArrayView text) const
{
    return quint8(text.contains('\\') ? PropertiesKeyStyle::Escaped : PropertiesKeyStyle::Plain);
}

Result<QByteArray> PropertiesFormat::keyText(const QString &key, const ValueSlot &slot) const
{
    if (key.isEmpty())
        return refusedLine(Tr::tr("expected a key, found none"));
    QByteArray text;
    for (const char c : escaped(key, slot.isAsciiFile)) {
        const bool isFirst = text.isEmpty();
        if (c == ' ' || c == '=' || c == ':' || (isFirst && (c == '#' || c == '!')))
            text += '\\';
        text += c;
    }
    return text;
}

Result<QByteArray> PropertiesFormat::stringText(const QString &text, const ValueSlot &slot) const
{
    const QByteArray result = escaped(text, slot.isAsciiFile);
    const bool needsEscape = !result.isEmpty() && (result[0] == ' ' || result[0] == '=' || result[0] == ':');
    return needsEscape ? '\\' + result : result;
}

} // namespace retune
