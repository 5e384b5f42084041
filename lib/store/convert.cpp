#include <retune/store/convert.h>

#include <retune/format/format.h>
#include <retune/format/secret.h>
#include <retune/text/thrown.h>
#include <retune/text/tr.h>

#include <QtCore/QRegularExpression>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

/// The value as a sentence shows it: short, and with its kind where the text alone does not tell.
QString described(const Node &node)
{
    constexpr int longest = 40;
    if (!isScalar(node.kind()))
        return Tr::tr("a value of type %1").arg(node.typeName());
    QString text = isSecretKey(node.path()) ? secretMask() : node.value().text;
    if (text.size() > longest)
        text = text.first(longest) + QChar(0x2026);
    return Tr::tr("the %1 \"%2\"").arg(kindName(node.kind()), text);
}

/// A date and time as the formats write it (a blank or a small `t` and `z`, any number of digits of a second), as Qt reads it.
QString asIso(QString text)
{
    static const QRegularExpression fraction(u"([.,]\\d{3})\\d+"_s);
    text = text.trimmed().toUpper().replace(fraction, u"\\1"_s);
    if (text.size() > 10 && text.at(10) == u' ')
        text[10] = u'T';
    return text;
}

} // namespace

Unexpected<Problem> conversionProblem(const QString &expected, const Setting &found)
{
    return Unexpected{Problem{ProblemKind::WrongType,
                              {},
                              {},
                              found.node().range(),
                              Tr::tr("expected %1, found %2").arg(expected, described(found.node()))}};
}

Unexpected<Problem> thrownProblem(const Setting &found)
{
    return Unexpected{Problem{ProblemKind::WrongType,
                              {},
                              {},
                              found.node().range(),
                              Tr::tr("the conversion failed: %1").arg(thrownText())}};
}

Unexpected<Problem> memberProblem(const QString &member, const Problem &problem)
{
    Problem told = problem;
    told.message = Tr::tr("%1: %2").arg(member, problem.message);
    return Unexpected{told};
}

QString oneOf(const QStringList &names)
{
    return Tr::tr("one of %1").arg(names.join(u", "_s));
}

Result<qint64> wholeNumber(const Setting &setting, qint64 minimum, qint64 maximum)
{
    if (setting.kind() != Kind::Integer)
        return conversionProblem(Tr::tr("a whole number"), setting);
    const std::optional<qint64> number = toInteger(setting.value().text);
    if (!number || *number < minimum || *number > maximum)
        return conversionProblem(Tr::tr("a whole number from %1 to %2").arg(minimum).arg(maximum), setting);
    return *number;
}

Result<quint64> unsignedNumber(const Setting &setting)
{
    if (setting.kind() != Kind::Integer)
        return conversionProblem(Tr::tr("a whole number"), setting);
    QString text = setting.value().text;
    if (const std::optional<qint64> number = toInteger(text); number && *number >= 0)
        return quint64(*number);
    text.remove(u'_');
    const bool isHexadecimal = text.startsWith(u"0x", Qt::CaseInsensitive);
    bool isNumber = false;
    const quint64 number = text.toULongLong(&isNumber, isHexadecimal ? 16 : 10);
    if (isNumber)
        return number;
    constexpr quint64 greatest = std::numeric_limits<quint64>::max();
    return conversionProblem(Tr::tr("a whole number from 0 to %1").arg(greatest), setting);
}

Result<bool> Convert<bool>::from(const Setting &setting)
{
    if (setting.kind() != Kind::Boolean)
        return conversionProblem(Tr::tr("true or false"), setting);
    return setting.value().text == u"true";
}

Result<double> Convert<double>::from(const Setting &setting)
{
    const bool isNumber = setting.kind() == Kind::Float || setting.kind() == Kind::Integer;
    const std::optional<double> number = isNumber ? toFloating(setting.value().text) : std::nullopt;
    if (!number)
        return conversionProblem(Tr::tr("a number"), setting);
    return *number;
}

Result<QString> Convert<QString>::from(const Setting &setting)
{
    if (setting.kind() == Kind::String)
        return setting.value().text;
    const Node &node = setting.node();
    if (isScalar(node.kind()) && node.kind() != Kind::Null && !node.format().hasTypes())
        return node.writtenText();
    return conversionProblem(Tr::tr("a text"), setting);
}

Result<QByteArray> Convert<QByteArray>::from(const Setting &setting)
{
    if (setting.kind() == Kind::Bytes)
        return setting.value().text.toLatin1();
    const Result<QString> text = Convert<QString>::from(setting);
    return text ? Result<QByteArray>(text->toUtf8())
                : Result<QByteArray>(conversionProblem(Tr::tr("a byte string or a text"), setting));
}

Result<QDateTime> Convert<QDateTime>::from(const Setting &setting)
{
    if (setting.kind() == Kind::DateTime || setting.kind() == Kind::String) {
        const QDateTime time = QDateTime::fromString(asIso(setting.value().text), Qt::ISODateWithMs);
        if (time.isValid())
            return time;
    }
    return conversionProblem(Tr::tr("a date and time"), setting);
}

} // namespace retune
