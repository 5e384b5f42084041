#include <retune/format/yaml/yamlschema.h>

#include <retune/format/yaml/yamltext.h>
#include <retune/text/encoding.h>

#include <QtCore/QByteArray>

#include <algorithm>
#include <array>

namespace retune::yaml {

namespace {

constexpr QByteArrayView standardPrefix("tag:yaml.org,2002:");

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexadecimal(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// How many digits `text` begins with.
qsizetype digitsOf(QByteArrayView text)
{
    return std::find_if_not(text.begin(), text.end(), isDigit) - text.begin();
}

QByteArrayView withoutSign(QByteArrayView text)
{
    return text.startsWith('-') || text.startsWith('+') ? text.sliced(1) : text;
}

template<std::size_t Count>
bool isOneOf(QByteArrayView text, const std::array<QByteArrayView, Count> &words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool isNull(QByteArrayView text)
{
    static constexpr std::array<QByteArrayView, 5> words{"", "~", "null", "Null", "NULL"};
    return isOneOf(text, words);
}

bool isTrue(QByteArrayView text)
{
    static constexpr std::array<QByteArrayView, 3> words{"true", "True", "TRUE"};
    return isOneOf(text, words);
}

bool isFalse(QByteArrayView text)
{
    static constexpr std::array<QByteArrayView, 3> words{"false", "False", "FALSE"};
    return isOneOf(text, words);
}

bool isInfinityOrNan(QByteArrayView text)
{
    static constexpr std::array<QByteArrayView, 3> infinities{".inf", ".Inf", ".INF"};
    static constexpr std::array<QByteArrayView, 3> nans{".nan", ".NaN", ".NAN"};
    return isOneOf(withoutSign(text), infinities) || isOneOf(text, nans);
}

bool isExponent(QByteArrayView text)
{
    if (!text.startsWith('e') && !text.startsWith('E'))
        return false;
    const QByteArrayView digits = withoutSign(text.sliced(1));
    return !digits.isEmpty() && digitsOf(digits) == digits.size();
}

bool isFloat(QByteArrayView text)
{
    QByteArrayView rest = withoutSign(text);
    const qsizetype whole = digitsOf(rest);
    rest = rest.sliced(whole);
    if (rest.startsWith('.')) {
        const qsizetype fraction = digitsOf(rest.sliced(1));
        if (whole == 0 && fraction == 0)
            return isInfinityOrNan(text);
        rest = rest.sliced(1 + fraction);
    } else if (whole == 0) {
        return false;
    }
    return rest.isEmpty() || isExponent(rest);
}

bool isInteger(QByteArrayView text)
{
    const QByteArrayView digits = withoutSign(text);
    if (!digits.isEmpty() && digitsOf(digits) == digits.size())
        return true;
    if (text.size() < 3 || text[0] != '0')
        return false;
    const QByteArrayView rest = text.sliced(2);
    if (text[1] == 'x')
        return std::all_of(rest.begin(), rest.end(), isHexadecimal);
    return text[1] == 'o' &&
           std::all_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '7'; });
}

/// The digits without zeros in front, which elsewhere would mean octal.
QString integerText(QByteArrayView text)
{
    const QByteArrayView digits = withoutSign(text);
    qsizetype zeros = 0;
    while (zeros + 1 < digits.size() && digits[zeros] == '0' && isDigit(digits[zeros + 1]))
        ++zeros;
    if (zeros == 0)
        return QString::fromLatin1(text);
    return (text.startsWith('-') ? QStringLiteral("-") : QString()) +
           QString::fromLatin1(digits.sliced(zeros));
}

std::optional<TypedText> binary(QByteArrayView text)
{
    QByteArray packed;
    std::copy_if(text.begin(), text.end(), std::back_inserter(packed),
                 [](char c) { return c != ' ' && c != '\n' && c != '\t'; });
    const auto decoded = QByteArray::fromBase64Encoding(packed, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    return TypedText{Kind::Bytes, QString::fromLatin1(*decoded)};
}

std::optional<TypedText> boolean(QByteArrayView text)
{
    const QByteArray lower = text.toByteArray().toLower();
    // Readers of YAML 1.1 take these words too, and here the tag leaves no doubt.
    if (lower == "true" || lower == "yes" || lower == "on")
        return TypedText{Kind::Boolean, QStringLiteral("true")};
    if (lower == "false" || lower == "no" || lower == "off")
        return TypedText{Kind::Boolean, QStringLiteral("false")};
    return std::nullopt;
}

bool isReserved(const QByteArray &lower)
{
    static constexpr std::array<QByteArrayView, 18> words{"~",  "null", "true", "false", "yes",   "no",
                                                          "on", "off",  "y",    "n",     "inf",   "nan",
                                                          "=",  "<<",   ".inf", ".nan",  "+.inf", "-.inf"};
    return isOneOf(lower, words);
}

/// Whether a reader could take it for a number, a date or a time.
bool looksLikeNumber(QByteArrayView text)
{
    if (text.isEmpty() || !(isDigit(text[0]) || QByteArrayView("+-._").contains(text[0])))
        return false;
    const QByteArrayView digits = withoutSign(text);
    if (digits.size() > 1 && digits[0] == '0' && QByteArrayView("xXoObB").contains(digits[1]))
        return true;
    const auto isPart = [](char c) { return isDigit(c) || QByteArrayView("+-._,:eE").contains(c); };
    if (std::all_of(text.begin() + 1, text.end(), isPart))
        return true;
    // 2001-12-14t21:59:43.10-05:00, 2001-12-14 21:59:43 Z
    return text.size() >= 8 && digitsOf(text) == 4 && text[4] == '-';
}

} // namespace

Kind coreKind(QByteArrayView plain)
{
    if (plain.isEmpty())
        return Kind::Null;
    if (isDigit(plain[0]) || QByteArrayView("+-.").contains(plain[0]))
        return isInteger(plain) ? Kind::Integer : isFloat(plain) ? Kind::Float : Kind::String;
    if (!QByteArrayView("~nNtTfF").contains(plain[0]))
        return Kind::String;
    if (isNull(plain))
        return Kind::Null;
    return isTrue(plain) || isFalse(plain) ? Kind::Boolean : Kind::String;
}

QString coreText(Kind kind, QByteArrayView plain)
{
    switch (kind) {
    case Kind::Null:
        return QStringLiteral("null");
    case Kind::Boolean:
        return isTrue(plain) ? QStringLiteral("true") : QStringLiteral("false");
    case Kind::Integer:
        return integerText(plain);
    default:
        return QString::fromLatin1(plain);
    }
}

bool isStandardTag(QByteArrayView tag)
{
    return tag == "!" || tag.startsWith(standardPrefix);
}

QString shownTag(QByteArrayView tag)
{
    if (tag.startsWith(standardPrefix))
        return QStringLiteral("!!") + decodedUtf8(tag.sliced(standardPrefix.size()));
    return decodedUtf8(tag);
}

std::optional<TypedText> typedByTag(QByteArrayView tag, QByteArrayView text)
{
    const QByteArrayView name =
        tag.startsWith(standardPrefix) ? tag.sliced(standardPrefix.size()) : QByteArrayView();
    if (name == "int")
        return isInteger(text) ? std::optional(TypedText{Kind::Integer, integerText(text)}) : std::nullopt;
    if (name == "float") {
        return isFloat(text) ? std::optional(TypedText{Kind::Float, QString::fromLatin1(text)})
                             : std::nullopt;
    }
    if (name == "bool")
        return boolean(text);
    if (name == "null")
        return isNull(text) ? std::optional(TypedText{Kind::Null, QStringLiteral("null")}) : std::nullopt;
    if (name == "binary")
        return binary(text);
    return TypedText{name == "timestamp" ? Kind::DateTime : Kind::String, decodedUtf8(text)};
}

bool staysPlain(QStringView text, bool isInFlow)
{
    if (text.isEmpty() || text.front() == u' ' || text.back() == u' ' || text.back() == u':')
        return false;
    if (QStringView(u"-?:,[]{}#&*!|>'\"%@`").contains(text.front()) || !isPrintable(text))
        return false;
    if (text.contains(u": ") || text.contains(u" #") || text.startsWith(u"---") || text.startsWith(u"..."))
        return false;
    // In flow style a reader of YAML 1.1 takes `a?` for the begin of a key.
    const QStringView flowIndicators = isInFlow ? u",[]{}?" : u",[]{}";
    if (std::any_of(text.begin(), text.end(), [&](QChar c) { return flowIndicators.contains(c); }))
        return false;
    const QByteArray bytes = text.toUtf8();
    return !isReserved(bytes.toLower()) && !looksLikeNumber(bytes);
}

} // namespace retune::yaml
