#include <retune/format/yaml/yamlwriter.h>

#include <retune/format/yaml/yamlanchors.h>
#include <retune/format/yaml/yamlblockscalar.h>
#include <retune/format/yaml/yamlschema.h>
#include <retune/format/yaml/yamltext.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune::yaml {

namespace {

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

/// How a value is to be written, as far as its place allows.
struct Manner
{
    ScalarStyle style = ScalarStyle::Plain;
    QByteArrayView old; ///< the text it replaces
    bool isTagged = false;
    bool isInFlow = false;
};

/// Whether what stands in this container is in flow style.
bool isFlow(const Node &container)
{
    for (Node around = container; around; around = around.parent()) {
        const ContainerStyle style = containerStyle(around.style());
        if (style == ContainerStyle::Flow || style == ContainerStyle::Pair)
            return true;
    }
    return false;
}

Result<QByteArray> writtenText(const QString &text, const Manner &manner)
{
    if (hasLoneSurrogate(text))
        return refused(Tr::tr("YAML has no way to write half of a surrogate pair"));
    const ScalarStyle style = manner.style;
    if (style == ScalarStyle::Literal) {
        if (const auto literal = literalLike(manner.old, text))
            return *literal;
    }
    if (style == ScalarStyle::SingleQuoted && isPrintable(text))
        return singleQuoted(text);
    const bool isPlain = style == ScalarStyle::Plain || isMissing(style);
    return isPlain && staysPlain(text, manner.isInFlow) ? text.toUtf8() : doubleQuoted(text);
}

/// Whether all readers agree on the number: zeros in front make it octal for some.
bool isPlainInteger(const QByteArray &text)
{
    const QByteArray digits = text.startsWith('-') || text.startsWith('+') ? text.sliced(1) : text;
    const bool hasZeros = digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
    return coreKind(text) == Kind::Integer && !hasZeros;
}

Result<QByteArray> writtenInteger(const QString &text)
{
    const QByteArray number = text.toUtf8();
    if (isPlainInteger(number))
        return number;
    return refused(
        Tr::tr("expected a whole number as YAML writes it (17, 0x11, 0o21), found \"%1\"").arg(text));
}

Result<QByteArray> writtenFloat(const QString &text)
{
    const QByteArray number = text.toUtf8();
    if (coreKind(number) == Kind::Float)
        return number;
    const bool isDecimal = isPlainInteger(number) && !number.contains('x') && !number.contains('o');
    if (isDecimal) // without a point it would be a whole number
        return number + ".0";
    const QByteArray lower = number.toLower();
    if (lower == "inf" || lower == "+inf" || lower == "-inf")
        return QByteArray(lower.startsWith('-') ? "-.inf" : ".inf");
    if (lower == "nan")
        return QByteArray(".nan");
    return refused(Tr::tr("expected a number as YAML writes it (0.5, 1e3, .inf), found \"%1\"").arg(text));
}

Result<QByteArray> writtenBoolean(const QString &text, QByteArrayView old)
{
    const QByteArray word = text == u"true" ? "true" : "false";
    if (old == "True" || old == "False")
        return QByteArray(word == "true" ? "True" : "False");
    return old == "TRUE" || old == "FALSE" ? word.toUpper() : word;
}

Result<QByteArray> writtenBytes(const QString &bytes, bool isTagged)
{
    const bool hasWide = std::any_of(bytes.begin(), bytes.end(), [](QChar c) { return c.unicode() > 0xFF; });
    if (hasWide)
        return refused(Tr::tr("expected characters up to U+00FF for a byte string, one for each byte"));
    const QByteArray base64 = bytes.toLatin1().toBase64();
    return (isTagged ? QByteArray() : QByteArray("!!binary ")) + (base64.isEmpty() ? "\"\"" : base64);
}

Result<QByteArray> writtenDate(const QString &text, bool isTagged)
{
    const QByteArray date = text.toUtf8();
    const auto isPart = [](char c) {
        return (c >= '0' && c <= '9') || QByteArrayView("TtZz:. +-").contains(c);
    };
    const bool isSafe = !date.isEmpty() && date[0] >= '0' && date[0] <= '9' && !date.endsWith(':') &&
                        !date.endsWith(' ') && !date.contains(": ") &&
                        std::all_of(date.begin(), date.end(), isPart);
    if (isTagged && isSafe)
        return date;
    return refused(
        isTagged ? Tr::tr("expected a date or time such as 2001-12-14T21:59:43Z, found \"%1\"").arg(text)
                 : Tr::tr("YAML 1.2 has no dates and times; write a text instead"));
}

Result<QByteArray> written(const Value &value, const Manner &manner)
{
    switch (value.kind) {
    case Kind::String:
        return writtenText(value.text, manner);
    case Kind::Integer:
        return writtenInteger(value.text);
    case Kind::Float:
        return writtenFloat(value.text);
    case Kind::Boolean:
        return writtenBoolean(value.text, manner.old);
    case Kind::Null:
        return QByteArray("null");
    case Kind::Bytes:
        return writtenBytes(value.text, manner.isTagged);
    case Kind::DateTime:
        return writtenDate(value.text, manner.isTagged);
    case Kind::Table:
    case Kind::List:
    case Kind::Opaque:
        break;
    }
    return refused(Tr::tr("expected a single value, found %1").arg(withArticle(kindName(value.kind))));
}

/// What has to stand before a value where none stood.
QByteArray introduction(const Node &node, ScalarStyle style)
{
    if (style == ScalarStyle::MissingColon)
        return ": ";
    const qsizetype at = node.range().begin;
    const bool needsBlank = style == ScalarStyle::Missing && at > 0 && node.documentBytes()[at - 1] != ' ';
    return needsBlank ? " " : "";
}

} // namespace

Result<QByteArray> writtenLike(const Node &node, const Value &value)
{
    const bool isAlias = node.style() & IsAlias;
    const bool isTagged = node.style() & IsTagged;
    if (!isScalar(node.kind()))
        return refused(Tr::tr("expected a single value, found %1").arg(withArticle(node.typeName())));
    const ScalarStyle style = isAlias ? ScalarStyle::Plain : scalarStyle(node.style());
    if (style == ScalarStyle::MissingLine)
        return refused(Tr::tr("this key has no \":\" and no value; write them in the text"));
    if (isTagged && value.kind != node.kind()) {
        return refused(Tr::tr("the tag \"%1\" says that this is %2; change it in the text")
                           .arg(propertyOf(node, '!'), withArticle(kindName(node.kind()))));
    }
    // A literal that the file ends in without a line break ends without one too.
    const bool isOpenLiteral =
        style == ScalarStyle::Literal && node.range().end == node.documentBytes().size();
    const bool needsQuotes = isOpenLiteral && value.text.endsWith(u'\n');
    const Manner manner{needsQuotes ? ScalarStyle::DoubleQuoted : style, node.text(), isTagged,
                        isFlow(node.parent())};
    const Result<QByteArray> text = written(value, manner);
    if (!text)
        return text;
    return introduction(node, style) + *text;
}

Result<QByteArray> writtenNew(const Node &container, const Value &value)
{
    if (value.kind == Kind::Table)
        return QByteArray("{}");
    if (value.kind == Kind::List)
        return QByteArray("[]");
    return written(value, {ScalarStyle::Plain, {}, false, isFlow(container)});
}

Result<QByteArray> writtenKey(const Node &container, const QString &key, ScalarStyle old)
{
    constexpr qsizetype longest = 1000; // readers give up on keys of more than 1,024 characters
    if (key.size() > longest)
        return refused(Tr::tr("expected a key of at most %1 characters").arg(longest));
    const ScalarStyle style = isBlockScalar(old) ? ScalarStyle::DoubleQuoted : old;
    return writtenText(key, {style, {}, false, isFlow(container)});
}

} // namespace retune::yaml
