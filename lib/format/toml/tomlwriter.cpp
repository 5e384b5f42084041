#include <retune/format/toml/tomlreader.h>

#include <retune/format/toml/tomljudge.h>
#include <retune/format/toml/tomllexer.h>
#include <retune/text/tr.h>

namespace retune {

namespace {

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

/// The first line end of the file that `node` is in; LF where it has none.
QByteArray newLineOf(Node node)
{
    while (node && node.parent())
        node = node.parent();
    const QByteArrayView text = node ? node.text() : QByteArrayView();
    const qsizetype end = text.indexOf('\n');
    return end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

/// `text` where the style of several lines began with a line end, and has to begin with one more to keep that.
bool beginsInNextLine(const Node &node)
{
    const QByteArrayView text = node.text();
    return text.size() > 6 && (text[3] == '\n' || text[3] == '\r');
}

Result<QByteArray> encodedString(const QString &text, const Node &node)
{
    if (!text.isValidUtf16())
        return refused(Tr::tr("TOML has no way to write half of a surrogate pair"));
    const bool isString = node && node.kind() == Kind::String;
    const TomlStyle style = isString ? TomlStyle(node.style()) : TomlStyle::Basic;
    const bool isInLines = style == TomlStyle::BasicLines || style == TomlStyle::LiteralLines;
    const QByteArray newLine = isInLines ? newLineOf(node) : QByteArrayLiteral("\n");
    QByteArray quoted = quotedToml(text, style, newLine);
    const bool stillIsInLines = quoted.startsWith("\"\"\"") || quoted.startsWith("'''");
    if (isInLines && stillIsInLines && beginsInNextLine(node) && !text.startsWith(QLatin1Char('\n')))
        quoted.insert(3, newLine);
    return quoted;
}

/// A number or date as it stands, where TOML takes it for one.
Result<QByteArray> encodedBare(const Value &value)
{
    QByteArray text = value.text.toUtf8();
    TomlLexer lexer(text, 0);
    TomlScalar scalar;
    const bool isOneWord = lexer.scalar(scalar) && lexer.atEnd();
    if (isOneWord && value.kind == Kind::Float && scalar.kind == Kind::Integer && toFloating(value.text)) {
        scalar.kind = Kind::Float;
        text += ".0";
    }
    if (!isOneWord || scalar.kind != value.kind || tomlObjection("v = " + text))
        return refused(tomlRefusal(value.kind, value.text));
    return text;
}

Result<QByteArray> encodedDate(const Value &value, const Node &node)
{
    const bool isOther =
        node && node.kind() == Kind::DateTime && tomlDate(value.text) != tomlDate(node.value().text);
    const Result<QByteArray> text = encodedBare(value);
    if (text && isOther)
        return refused(Tr::tr("expected a date or time of the same form as \"%1\", found \"%2\"")
                           .arg(node.value().text, value.text));
    return text;
}

} // namespace

Result<QByteArray> TomlFormat::encode(const Value &value, const Node &node) const
{
    switch (value.kind) {
    case Kind::String:
        return encodedString(value.text, node);
    case Kind::Integer:
    case Kind::Float:
        return encodedBare(value);
    case Kind::DateTime:
        return encodedDate(value, node);
    case Kind::Boolean:
        return QByteArray(value.text == QLatin1String("true") ? "true" : "false");
    case Kind::Null:
    case Kind::Bytes:
    case Kind::Table:
    case Kind::List:
    case Kind::Opaque:
        break;
    }
    return refused(Tr::tr("TOML has no way to write %1").arg(withArticle(kindName(value.kind))));
}

} // namespace retune
