#include <retune/format/json/jsonreader.h>

#include <retune/format/json/jsontext.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace retune {

namespace {

/// Whether a string needs unescaping, for keys and values.
enum StringStyle : quint8 { Plain, Escaped };

bool isHexadecimal(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// One pass over the text. Containers are kept on a stack of its own, so that depth costs no call stack.
class JsonReader
{
public:
    JsonReader(const Format &format, const QByteArray &bytes, const TextFacts &facts, const Limits &limits)
        : m_text(bytes)
        , m_at(facts.bomSize)
        , m_isJsonc(format.id() == FormatId::Jsonc)
        , m_builder(format, bytes, facts, limits)
    {}

    Result<Document> read()
    {
        if (!document())
            return Unexpected{*m_problem};
        return m_builder.finish();
    }

private:
    struct Key
    {
        ByteRange range;
        quint8 style = Plain;
    };
    struct Container
    {
        qsizetype begin = 0;
        bool isTable = false;
        bool hasMembers = false;

        char closing() const { return isTable ? '}' : ']'; }
    };

    bool document();
    bool member();
    bool pair();
    bool value(const Key &key);
    bool open(const Key &key);
    void close();
    bool string(ByteRange &range, quint8 &style);
    bool escape();
    bool number(const Key &key);
    bool word(const Key &key);
    bool add(Kind kind, const Key &key, ByteRange range, quint8 style = Plain);
    bool blanks();
    bool comment();

    bool atEnd() const { return m_at >= m_text.size(); }
    bool sees(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    ByteRange wordRange(qsizetype at) const;

    bool fail(ByteRange range, const QString &message);
    bool expected(const QString &what);
    bool wrongMember();
    bool wrongNumber(ByteRange range);
    bool wrongWord(ByteRange range);
    QString seen(qsizetype at) const;

    QByteArrayView m_text;
    qsizetype m_at;
    bool m_isJsonc;
    std::vector<Container> m_open;
    DocumentBuilder m_builder;
    std::optional<Problem> m_problem;
};

bool JsonReader::document()
{
    if (!blanks())
        return false;
    if (!value({}))
        return false;
    while (!m_open.empty()) {
        if (!member())
            return false;
    }
    return blanks() && (atEnd() || expected(Tr::tr("the end of the file after the value")));
}

/// Reads the next member of the innermost container, or its end.
bool JsonReader::member()
{
    Container &container = m_open.back();
    if (!blanks())
        return false;
    if (container.hasMembers && !sees(container.closing())) {
        if (!sees(','))
            return wrongMember();
        const qsizetype comma = m_at++;
        if (!blanks())
            return false;
        if (sees(container.closing()) && !m_isJsonc) {
            return fail(
                {comma, comma + 1},
                Tr::tr(
                    "expected a value after \",\", found \"%1\"; a comma at the end is allowed in JSONC only")
                    .arg(QLatin1Char(container.closing())));
        }
    }
    if (sees(container.closing())) {
        close();
        return true;
    }
    container.hasMembers = true;
    return container.isTable ? pair() : value({});
}

bool JsonReader::pair()
{
    if (!sees('"'))
        return expected(Tr::tr("a key in double quotes"));
    Key key;
    if (!string(key.range, key.style) || !blanks())
        return false;
    if (!sees(':'))
        return expected(Tr::tr("\":\" after the key"));
    ++m_at;
    return blanks() && value(key);
}

bool JsonReader::value(const Key &key)
{
    if (atEnd())
        return expected(Tr::tr("a value"));
    switch (m_text[m_at]) {
    case '{':
    case '[':
        return open(key);
    case '"': {
        ByteRange range;
        quint8 style = Plain;
        return string(range, style) && add(Kind::String, key, range, style);
    }
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return number(key);
    default:
        return word(key);
    }
}

bool JsonReader::open(const Key &key)
{
    const Container container{m_at, m_text[m_at] == '{'};
    if (!m_builder.open(container.isTable ? Kind::Table : Kind::List, key.range, m_at, Plain, key.style)) {
        m_problem = m_builder.limitProblem(m_at);
        return false;
    }
    m_open.push_back(container);
    ++m_at;
    return true;
}

void JsonReader::close()
{
    ++m_at;
    m_builder.close(m_at);
    m_open.pop_back();
}

bool JsonReader::add(Kind kind, const Key &key, ByteRange range, quint8 style)
{
    if (m_builder.add(kind, key.range, range, style, key.style))
        return true;
    m_problem = m_builder.limitProblem(range.begin);
    return false;
}

bool JsonReader::string(ByteRange &range, quint8 &style)
{
    const qsizetype begin = m_at++;
    while (!atEnd()) {
        const char c = m_text[m_at];
        if (c == '"') {
            range = {begin, ++m_at};
            return true;
        }
        if (c == '\\') {
            style = Escaped;
            if (!escape())
                return false;
        } else if (c == '\n' || c == '\r') {
            break;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            return fail({m_at, m_at + 1},
                        Tr::tr("expected %1 in a text, found %2")
                            .arg(c == '\t' ? QLatin1String("\\t") : QLatin1String("\\f"), seen(m_at)));
        } else {
            ++m_at;
        }
    }
    return fail({begin, m_at}, atEnd()
                                   ? Tr::tr("expected a closing double quote, found the end of the file")
                                   : Tr::tr("expected a closing double quote, found the end of the line"));
}

bool JsonReader::escape()
{
    const qsizetype begin = m_at++;
    if (!atEnd() && QByteArrayView("\"\\/bfnrt").contains(m_text[m_at])) {
        ++m_at;
        return true;
    }
    if (!sees('u')) {
        return fail({begin, std::min(begin + 2, m_text.size())},
                    Tr::tr("expected one of \" \\ / b f n r t u after \"\\\", found %1").arg(seen(m_at)));
    }
    ++m_at;
    for (int i = 0; i < 4; ++i, ++m_at) {
        if (atEnd() || !isHexadecimal(m_text[m_at])) {
            return fail({begin, m_at},
                        Tr::tr("expected four hexadecimal digits after \"\\u\", found %1").arg(seen(m_at)));
        }
    }
    return true;
}

bool JsonReader::number(const Key &key)
{
    const JsonNumber number = scanJsonNumber(m_text.sliced(m_at));
    const ByteRange range{m_at, m_at + number.size};
    // No number ends in front of these; without the check 01 would read as 0 and a missing comma.
    const bool goesOn = range.end < m_text.size() && wordRange(range.end).size() > 0;
    if (!number.isValid || goesOn)
        return wrongNumber(range);
    m_at = range.end;
    return add(number.isWhole ? Kind::Integer : Kind::Float, key, range);
}

bool JsonReader::word(const Key &key)
{
    const ByteRange range = wordRange(m_at);
    const QByteArrayView text = m_text.sliced(range.begin, range.size());
    const bool isBoolean = text == "true" || text == "false";
    if (!isBoolean && text != "null")
        return wrongWord(range);
    m_at = range.end;
    return add(isBoolean ? Kind::Boolean : Kind::Null, key, range);
}

/// Skips blanks and, in JSONC, comments.
bool JsonReader::blanks()
{
    while (!atEnd()) {
        const char c = m_text[m_at];
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
            ++m_at;
        else if (c != '/')
            return true;
        else if (!comment())
            return false;
    }
    return true;
}

bool JsonReader::comment()
{
    const qsizetype begin = m_at;
    const QByteArrayView rest = m_text.sliced(begin);
    const bool isBlock = rest.startsWith("/*");
    if (!isBlock && !rest.startsWith("//"))
        return fail({begin, begin + 1}, m_isJsonc ? Tr::tr("expected \"//\" or \"/*\", found \"/\"")
                                                  : Tr::tr("expected a value or a key, found \"/\""));
    if (!m_isJsonc)
        return fail({begin, begin + 2}, Tr::tr("expected no comment; comments are allowed in JSONC only"));
    if (isBlock) {
        const qsizetype end = rest.indexOf("*/", 2);
        if (end < 0)
            return fail({begin, begin + 2},
                        Tr::tr("expected \"*/\" to close this comment, found the end of the file"));
        m_at = begin + end + 2;
    } else {
        while (!atEnd() && m_text[m_at] != '\n' && m_text[m_at] != '\r')
            ++m_at;
    }
    m_builder.addComment({begin, m_at});
    return true;
}

/// The letters, digits and signs at `at` that a person takes for one word.
ByteRange JsonReader::wordRange(qsizetype at) const
{
    const auto isPart = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
               c == '.' || c == '+' || c == '-';
    };
    const auto end = std::find_if_not(m_text.begin() + at, m_text.end(), isPart);
    return {at, end - m_text.begin()};
}

// Errors

bool JsonReader::fail(ByteRange range, const QString &message)
{
    m_problem = Problem{ProblemKind::Syntax, {}, positionAt(m_text, range.begin), range, message};
    return false;
}

/// Says that `what` was expected here. At the end of the file the container that is still open is to blame.
bool JsonReader::expected(const QString &what)
{
    if (atEnd() && !m_open.empty()) {
        const Container &container = m_open.back();
        return fail({container.begin, container.begin + 1},
                    Tr::tr("expected \"%1\" to close this \"%2\", found the end of the file")
                        .arg(QLatin1Char(container.closing()))
                        .arg(QLatin1Char(m_text[container.begin])));
    }
    const qsizetype size = atEnd() ? 0 : std::max<qsizetype>(wordRange(m_at).size(), 1);
    return fail({m_at, m_at + size}, Tr::tr("expected %1, found %2").arg(what, seen(m_at)));
}

bool JsonReader::wrongMember()
{
    const Container &container = m_open.back();
    return expected(Tr::tr("\",\" or \"%1\" after the value").arg(QLatin1Char(container.closing())));
}

bool JsonReader::wrongNumber(ByteRange range)
{
    const ByteRange whole{range.begin, wordRange(range.begin).end};
    const QByteArrayView text = m_text.sliced(whole.begin, whole.size());
    const QByteArrayView digits = text.startsWith('-') ? text.sliced(1) : text;
    const QString found = seen(range.begin);
    if (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9')
        return fail(whole, Tr::tr("expected a number without leading zeros, found %1").arg(found));
    if (digits.size() > 1 && digits[0] == '0' && QByteArrayView("xXoObB").contains(digits[1]))
        return fail(whole, Tr::tr("expected a decimal number, found %1").arg(found));
    if (whole.end > range.end)
        return fail(whole, Tr::tr("expected a number, found %1").arg(found));
    return fail(whole, Tr::tr("expected a digit after %1").arg(found));
}

bool JsonReader::wrongWord(ByteRange range)
{
    const QByteArray text = m_text.sliced(range.begin, range.size()).toByteArray();
    const QByteArray lower = text.toLower();
    if (lower == "true" || lower == "false" || lower == "null")
        return expected(QLatin1Char('"') + decodedUtf8(lower) + QLatin1Char('"'));
    if (text == "None" || text == "nil" || text == "undefined")
        return expected(QStringLiteral("\"null\""));
    if (sees('\''))
        return expected(Tr::tr("a text in double quotes"));
    if (text.startsWith('+'))
        return expected(Tr::tr("a number without \"+\""));
    if (text.startsWith('.'))
        return expected(Tr::tr("a digit before the decimal point"));
    return expected(Tr::tr("a value"));
}

/// What stands at `at`, in words and short.
QString JsonReader::seen(qsizetype at) const
{
    constexpr qsizetype longest = 24;
    if (at >= m_text.size())
        return Tr::tr("the end of the file");
    if (m_text[at] == '\n' || m_text[at] == '\r')
        return Tr::tr("the end of the line");
    if (m_text[at] == '\t')
        return Tr::tr("a tab");
    const ByteRange word = wordRange(at);
    if (!word.isEmpty()) {
        const QString text = decodedUtf8(m_text.sliced(at, std::min(word.size(), longest)));
        return QLatin1Char('"') + text +
               (word.size() > longest ? QStringLiteral("…\"") : QStringLiteral("\""));
    }
    const QString text = decodedUtf8(m_text.sliced(at, std::min<qsizetype>(4, m_text.size() - at)));
    const char32_t c = text.toUcs4().first();
    if (c == U'"')
        return Tr::tr("a text in quotes");
    if (!QChar::isPrint(c) || QChar::isSpace(c))
        return QLatin1String("U+") + QString::number(c, 16).toUpper().rightJustified(4, QLatin1Char('0'));
    return QLatin1Char('"') + QString::fromUcs4(&c, 1) + QLatin1Char('"');
}

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

Result<QByteArray> encodedNumber(const Value &value)
{
    const QByteArray text = value.text.toUtf8();
    const JsonNumber number = scanJsonNumber(text);
    if (!number.isValid || number.size != text.size() || (value.kind == Kind::Integer && !number.isWhole))
        return refused(Tr::tr("JSON writes %1 in plain decimal digits, not as \"%2\"")
                           .arg(withArticle(kindName(value.kind)), value.text));
    return value.kind == Kind::Float && number.isWhole ? text + ".0" : text;
}

} // namespace

QString JsonFormat::name() const
{
    return m_id == FormatId::Jsonc ? QStringLiteral("JSONC") : QStringLiteral("JSON");
}

QString JsonFormat::shortName() const
{
    return m_id == FormatId::Jsonc ? QStringLiteral("jsonc") : QStringLiteral("json");
}

QString JsonFormat::typeName(const NodeData &node) const
{
    if (node.kind == Kind::Table)
        return Tr::tr("object");
    return node.kind == Kind::List ? Tr::tr("array") : Format::typeName(node);
}

QString JsonFormat::decodeKey(QByteArrayView text, const NodeData &node) const
{
    const QByteArrayView inner = text.sliced(1, text.size() - 2);
    return node.keyStyle == Escaped ? unescapedJson(inner) : decodedUtf8(inner);
}

bool JsonFormat::isPlainKey(const NodeData &node) const
{
    return node.keyStyle == Plain;
}

Value JsonFormat::decode(QByteArrayView text, const NodeData &node) const
{
    if (node.kind != Kind::String)
        return {node.kind, QString::fromLatin1(text)};
    const QByteArrayView inner = text.sliced(1, text.size() - 2);
    return Value::string(node.style == Escaped ? unescapedJson(inner) : decodedUtf8(inner));
}

Result<QByteArray> JsonFormat::encode(const Value &value, const Node &) const
{
    switch (value.kind) {
    case Kind::String:
        return quotedJson(value.text);
    case Kind::Integer:
    case Kind::Float:
        return encodedNumber(value);
    case Kind::Boolean:
        return QByteArray(value.text == QLatin1String("true") ? "true" : "false");
    case Kind::Null:
        return QByteArray("null");
    case Kind::Bytes:
    case Kind::DateTime:
    case Kind::Table:
    case Kind::List:
    case Kind::Opaque:
        break;
    }
    return refused(Tr::tr("JSON has no way to write %1").arg(withArticle(kindName(value.kind))));
}

Result<Document> JsonFormat::read(const QByteArray &bytes, const TextFacts &facts, const Limits &limits) const
{
    return JsonReader(*this, bytes, facts, limits).read();
}

} // namespace retune
