#include <retune/format/value.h>

#include <retune/text/tr.h>

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace retune {

namespace {

struct Digits
{
    bool isNegative = false;
    int radix = 10;
    QString digits; ///< without sign, prefix, underscores and leading zeros; "0" for zero
};

int radixOf(QStringView prefix)
{
    if (prefix.compare(QLatin1String("0x"), Qt::CaseInsensitive) == 0)
        return 16;
    if (prefix.compare(QLatin1String("0o"), Qt::CaseInsensitive) == 0)
        return 8;
    return prefix.compare(QLatin1String("0b"), Qt::CaseInsensitive) == 0 ? 2 : 10;
}

bool isDigit(QChar c, int radix)
{
    const char16_t lower = c.toLower().unicode();
    const int digit = lower >= u'0' && lower <= u'9'   ? lower - u'0'
                      : lower >= u'a' && lower <= u'f' ? lower - u'a' + 10
                                                       : 99;
    return digit < radix;
}

std::optional<Digits> splitInteger(QStringView text)
{
    Digits result;
    if (text.startsWith(u'-') || text.startsWith(u'+')) {
        result.isNegative = text.startsWith(u'-');
        text = text.sliced(1);
    }
    if (text.size() > 2)
        result.radix = radixOf(text.first(2));
    if (result.radix != 10)
        text = text.sliced(2);
    else if (text.size() > 1 && text.startsWith(u'0') && !text.contains(u'_'))
        result.radix = 8; // the C spelling, 0777; plain zeros read alike in any radix
    for (const QChar c : text) {
        if (c == u'_')
            continue;
        if (!isDigit(c, result.radix))
            return std::nullopt;
        result.digits += c.toLower();
    }
    if (result.digits.isEmpty())
        return std::nullopt;
    while (result.digits.size() > 1 && result.digits.startsWith(u'0'))
        result.digits.remove(0, 1);
    if (result.digits == u"0")
        result.isNegative = false;
    return result;
}

bool sameInteger(const QString &left, const QString &right)
{
    const auto a = splitInteger(left);
    const auto b = splitInteger(right);
    if (!a || !b)
        return left == right;
    if (a->radix == b->radix || a->digits.size() == 1 || b->digits.size() == 1)
        if (a->isNegative == b->isNegative && a->digits == b->digits)
            return true;
    const auto x = toInteger(left);
    const auto y = toInteger(right);
    return x && y && *x == *y;
}

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool sameFloating(const QString &left, const QString &right)
{
    const auto a = toFloating(left);
    const auto b = toFloating(right);
    if (!a || !b)
        return left == right;
    if (std::isnan(*a) && std::isnan(*b))
        return true;
    const auto isName = [](const QString &text) {
        return std::none_of(text.begin(), text.end(), isAsciiDigit);
    };
    if (std::isinf(*a) && std::isinf(*b) && isName(left) && isName(right)) // inf is .inf in YAML
        return *a == *b;
    // Numbers that no double holds (1e999 and 1e998, thirty digits) are told apart by their text.
    const bool isExact = std::isfinite(*a) && left.size() <= 15 && right.size() <= 15;
    return isExact ? *a == *b : left == right;
}

Unexpected<Problem> wrongType(Kind kind, const QString &text)
{
    return Unexpected{Problem{ProblemKind::WrongType,
                              {},
                              {},
                              {},
                              Tr::tr("expected %1, found \"%2\"").arg(withArticle(kindName(kind)), text)}};
}

std::optional<Value> booleanFromText(const QString &text)
{
    const QString lower = text.toLower();
    if (lower == u"true" || lower == u"false")
        return Value::boolean(lower == u"true");
    return std::nullopt;
}

} // namespace

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Table:
        return Tr::tr("table");
    case Kind::List:
        return Tr::tr("list");
    case Kind::String:
        return Tr::tr("text");
    case Kind::Bytes:
        return Tr::tr("byte string");
    case Kind::Integer:
        return Tr::tr("whole number");
    case Kind::Float:
        return Tr::tr("number");
    case Kind::Boolean:
        return Tr::tr("truth value");
    case Kind::Null:
        return Tr::tr("null");
    case Kind::DateTime:
        return Tr::tr("date or time");
    case Kind::Opaque:
        return Tr::tr("code");
    }
    return {};
}

QString withArticle(const QString &type)
{
    if (type == kindName(Kind::Null) || type == kindName(Kind::Opaque))
        return type;
    const bool hasVowel = !type.isEmpty() && QStringLiteral("aeiou").contains(type[0].toLower());
    return (hasVowel ? Tr::tr("an %1") : Tr::tr("a %1")).arg(type);
}

Value Value::floating(double number)
{
    if (std::isnan(number))
        return {Kind::Float, QStringLiteral("nan")};
    if (std::isinf(number))
        return {Kind::Float, number < 0 ? QStringLiteral("-inf") : QStringLiteral("inf")};
    if (number == 0) // QString::number loses the sign
        return {Kind::Float, std::signbit(number) ? QStringLiteral("-0.0") : QStringLiteral("0.0")};
    QString text = QString::number(number, 'g', QLocale::FloatingPointShortest);
    if (!text.contains(u'.') && !text.contains(u'e'))
        text += QLatin1String(".0");
    return {Kind::Float, text};
}

bool sameValue(const Value &left, const Value &right)
{
    if (left.kind != right.kind)
        return false;
    if (left.text == right.text)
        return true;
    if (left.kind == Kind::Integer)
        return sameInteger(left.text, right.text);
    return left.kind == Kind::Float && sameFloating(left.text, right.text);
}

std::optional<qint64> toInteger(QStringView digits)
{
    const auto split = splitInteger(digits);
    if (!split)
        return std::nullopt;
    bool isNumber = false;
    const quint64 magnitude = split->digits.toULongLong(&isNumber, split->radix);
    constexpr auto greatest = quint64(std::numeric_limits<qint64>::max());
    if (!isNumber || magnitude > greatest + (split->isNegative ? 1 : 0))
        return std::nullopt;
    if (!split->isNegative)
        return static_cast<qint64>(magnitude);
    return magnitude == greatest + 1 ? std::numeric_limits<qint64>::min() : -static_cast<qint64>(magnitude);
}

std::optional<double> toFloating(QStringView digits)
{
    QString text = digits.toString().remove(u'_').toLower();
    const bool isNegative = text.startsWith(u'-');
    if (isNegative || text.startsWith(u'+'))
        text.remove(0, 1);
    if (text.startsWith(u".") && text.size() == 4 && !text.at(1).isDigit())
        text.remove(0, 1); // YAML: .inf, .nan
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (text == u"inf" || text == u"infinity")
        return isNegative ? -infinity : infinity;
    if (text == u"nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (const auto integer = splitInteger(text);
        integer && integer->radix != 10 && text.size() > 2 && !text.at(1).isDigit()) {
        const auto whole = toInteger(digits);
        return whole ? std::optional<double>(double(*whole)) : std::nullopt;
    }
    bool isNumber = false;
    const double magnitude = text.toDouble(&isNumber);
    // QString says "no number" for 1e999 and gives infinity; the text is a number all the same.
    if (!isNumber && !std::isinf(magnitude))
        return std::nullopt;
    return isNegative ? -magnitude : magnitude;
}

Result<Value> valueFromText(Kind kind, const QString &text)
{
    const QString trimmed = text.trimmed();
    switch (kind) {
    case Kind::String:
    case Kind::Bytes:
        return Value{kind, text};
    case Kind::Integer:
        return splitInteger(trimmed) ? Result<Value>(Value{kind, trimmed}) : wrongType(kind, text);
    case Kind::Float:
        return toFloating(trimmed) ? Result<Value>(Value{kind, trimmed}) : wrongType(kind, text);
    case Kind::Boolean:
        if (const auto value = booleanFromText(trimmed))
            return *value;
        return wrongType(kind, text);
    case Kind::Null:
        return trimmed == u"null" ? Result<Value>(Value::null()) : wrongType(kind, text);
    case Kind::DateTime:
        return Value{kind, trimmed};
    case Kind::Table:
    case Kind::List:
    case Kind::Opaque:
        break;
    }
    return Unexpected{Problem{ProblemKind::Refused,
                              {},
                              {},
                              {},
                              Tr::tr("%1 is not edited as one value").arg(withArticle(kindName(kind)))}};
}

} // namespace retune
