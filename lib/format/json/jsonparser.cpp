#include <retune/format/json/jsonparser.h>

#include <retune/format/documentbuilder.h>
#include <retune/format/json/jsonproblem.h>
#include <retune/format/json/jsontext.h>
#include <retune/text/tr.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace retune {

using namespace json;

namespace {

bool isHexadecimal(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// One pass over the text. Containers are kept on a stack of its own, so that depth costs no call stack.
class JsonParser
{
public:
    JsonParser(const Format &format, const QByteArray &bytes, const TextFacts &facts, const Limits &limits)
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

    bool fail(const Problem &problem);
    bool fail(ByteRange range, const QString &message);
    bool expected(const QString &what);
    bool wrongMember();

    QByteArrayView m_text;
    qsizetype m_at;
    bool m_isJsonc;
    std::vector<Container> m_open;
    DocumentBuilder m_builder;
    std::optional<Problem> m_problem;
};

bool JsonParser::document()
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
bool JsonParser::member()
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

bool JsonParser::pair()
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

bool JsonParser::value(const Key &key)
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

bool JsonParser::open(const Key &key)
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

void JsonParser::close()
{
    ++m_at;
    m_builder.close(m_at);
    m_open.pop_back();
}

bool JsonParser::add(Kind kind, const Key &key, ByteRange range, quint8 style)
{
    if (m_builder.add(kind, key.range, range, style, key.style))
        return true;
    m_problem = m_builder.limitProblem(range.begin);
    return false;
}

bool JsonParser::string(ByteRange &range, quint8 &style)
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
            return fail({m_at, m_at + 1}, Tr::tr("expected %1 in a text, found %2")
                                              .arg(c == '\t' ? QLatin1String("\\t") : QLatin1String("\\f"),
                                                   foundInJson(m_text, m_at)));
        } else {
            ++m_at;
        }
    }
    return fail({begin, m_at}, atEnd()
                                   ? Tr::tr("expected a closing double quote, found the end of the file")
                                   : Tr::tr("expected a closing double quote, found the end of the line"));
}

bool JsonParser::escape()
{
    const qsizetype begin = m_at++;
    if (!atEnd() && QByteArrayView("\"\\/bfnrt").contains(m_text[m_at])) {
        ++m_at;
        return true;
    }
    if (!sees('u')) {
        return fail({begin, std::min(begin + 2, m_text.size())},
                    Tr::tr("expected one of \" \\ / b f n r t u after \"\\\", found %1")
                        .arg(foundInJson(m_text, m_at)));
    }
    ++m_at;
    for (int i = 0; i < 4; ++i, ++m_at) {
        if (atEnd() || !isHexadecimal(m_text[m_at])) {
            return fail({begin, m_at}, Tr::tr("expected four hexadecimal digits after \"\\u\", found %1")
                                           .arg(foundInJson(m_text, m_at)));
        }
    }
    return true;
}

bool JsonParser::number(const Key &key)
{
    const JsonNumber number = scanJsonNumber(m_text.sliced(m_at));
    const ByteRange range{m_at, m_at + number.size};
    // No number ends in front of these; without the check 01 would read as 0 and a missing comma.
    const bool goesOn = range.end < m_text.size() && jsonWord(m_text, range.end).size() > 0;
    if (!number.isValid || goesOn)
        return fail(wrongJsonNumber(m_text, range));
    m_at = range.end;
    return add(number.isWhole ? Kind::Integer : Kind::Float, key, range);
}

bool JsonParser::word(const Key &key)
{
    const ByteRange range = jsonWord(m_text, m_at);
    const QByteArrayView text = m_text.sliced(range.begin, range.size());
    const bool isBoolean = text == "true" || text == "false";
    if (!isBoolean && text != "null")
        return expected(expectedForJsonWord(m_text, range));
    m_at = range.end;
    return add(isBoolean ? Kind::Boolean : Kind::Null, key, range);
}

/// Skips blanks and, in JSONC, comments.
bool JsonParser::blanks()
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

bool JsonParser::comment()
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

// Errors

bool JsonParser::fail(const Problem &problem)
{
    m_problem = problem;
    return false;
}

bool JsonParser::fail(ByteRange range, const QString &message)
{
    return fail(jsonProblem(m_text, range, message));
}

/// Says that `what` was expected here. At the end of the file the container that is still open is to blame.
bool JsonParser::expected(const QString &what)
{
    if (!atEnd() || m_open.empty())
        return fail(expectedInJson(m_text, m_at, what));
    const Container &container = m_open.back();
    return fail({container.begin, container.begin + 1},
                Tr::tr("expected \"%1\" to close this \"%2\", found the end of the file")
                    .arg(QLatin1Char(container.closing()))
                    .arg(QLatin1Char(m_text[container.begin])));
}

bool JsonParser::wrongMember()
{
    const Container &container = m_open.back();
    return expected(Tr::tr("\",\" or \"%1\" after the value").arg(QLatin1Char(container.closing())));
}

} // namespace

Result<Document> parsedJson(const Format &format, const QByteArray &bytes, const TextFacts &facts,
                            const Limits &limits)
{
    return JsonParser(format, bytes, facts, limits).read();
}

} // namespace retune
