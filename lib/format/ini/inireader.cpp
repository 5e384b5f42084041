#include <retune/format/ini/inireader.h>

#include <retune/format/ini/initext.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <QtCore/QHash>

#include <algorithm>
#include <optional>

namespace retune {

namespace {

/// One pass over the lines. A value is added once its last line is known.
class IniReader
{
public:
    IniReader(const Format &format, const QByteArray &bytes, const TextFacts &facts, const Limits &limits)
        : m_text(bytes)
        , m_begin(facts.bomSize)
        , m_builder(format, bytes, facts, limits)
    {}

    Result<Document> read()
    {
        if (!document())
            return Unexpected{*m_problem};
        return m_builder.finish();
    }

private:
    /// A key whose value may go on in the next line.
    struct Pending
    {
        ByteRange key;
        ByteRange value;
        bool hasDelimiter = false;
        qsizetype indentation = 0;
    };

    bool document();
    bool line(ByteRange line);
    bool header(ByteRange line);
    bool enter(ByteRange name, qsizetype end);
    bool key(ByteRange line, qsizetype indentation);
    bool flush();
    void leaveSection();
    ByteRange trimmed(ByteRange range) const;
    QByteArrayView slice(ByteRange range) const { return m_text.sliced(range.begin, range.size()); }
    bool fail(ByteRange range, const QString &message);
    bool limit(qsizetype at);

    QByteArrayView m_text;
    qsizetype m_begin;
    DocumentBuilder m_builder;
    QHash<QByteArrayView, quint32> m_sections;
    std::optional<Pending> m_pending;
    qsizetype m_lastEnd = 0; ///< where the section ends if nothing more comes
    std::optional<Problem> m_problem;
};

bool IniReader::document()
{
    if (!m_builder.open(Kind::Table, {}, m_begin))
        return limit(m_begin);
    for (QByteArrayView rest = m_text.sliced(m_begin); !rest.isEmpty();) {
        const qsizetype begin = m_text.size() - rest.size();
        const qsizetype size = takeLine(rest).size();
        if (!line({begin, begin + size}))
            return false;
    }
    if (!flush())
        return false;
    leaveSection();
    m_builder.close(m_text.size());
    return true;
}

bool IniReader::line(ByteRange line)
{
    const ByteRange content = trimmed(line);
    if (content.isEmpty())
        return true;
    if (isIniCommentStart(m_text[content.begin])) {
        m_builder.addComment(content);
        return true;
    }
    const qsizetype indentation = content.begin - line.begin;
    if (m_pending && m_pending->hasDelimiter && indentation > m_pending->indentation) {
        m_pending->value.end = content.end;
        return true;
    }
    if (!flush())
        return false;
    return m_text[content.begin] == '[' ? header(content) : key(content, indentation);
}

/// Reads `[name]`, with nothing but a comment behind it. The name may hold `]` itself.
bool IniReader::header(ByteRange line)
{
    const QByteArrayView text = slice(line);
    qsizetype close = text.indexOf(']');
    if (close < 0)
        return fail(line, Tr::tr("expected \"]\" at the end of the section name, found the end of the line"));
    const qsizetype firstClose = close;
    ByteRange behind;
    for (; close >= 0; close = text.indexOf(']', close + 1)) {
        behind = trimmed({line.begin + close + 1, line.end});
        if (behind.isEmpty() || isIniCommentStart(m_text[behind.begin]))
            break;
    }
    if (close < 0) {
        behind = trimmed({line.begin + firstClose + 1, line.end});
        return fail(behind,
                    Tr::tr("expected the end of the line after the section name, found \"%1\"")
                        .arg(decodedUtf8(slice(behind).first(std::min<qsizetype>(24, behind.size())))));
    }
    if (close == 1)
        return fail({line.begin, line.begin + 2}, Tr::tr("expected a section name in [ ], found none"));
    if (!behind.isEmpty())
        m_builder.addComment(behind);
    return enter({line.begin + 1, line.begin + close}, line.begin + close + 1);
}

bool IniReader::enter(ByteRange name, qsizetype end)
{
    leaveSection();
    m_lastEnd = end;
    const auto known = m_sections.constFind(slice(name));
    if (known != m_sections.constEnd())
        return m_builder.reopen(*known) || limit(name.begin);
    if (!m_builder.open(Kind::Table, name, end))
        return limit(name.begin);
    m_sections.insert(slice(name), m_builder.lastId());
    return true;
}

void IniReader::leaveSection()
{
    if (m_builder.depth() > 1)
        m_builder.close(m_lastEnd);
}

bool IniReader::key(ByteRange line, qsizetype indentation)
{
    const auto isDelimiter = [](char c) { return c == '=' || c == ':'; };
    const auto first = m_text.begin() + line.begin;
    const auto last = m_text.begin() + line.end;
    const qsizetype delimiter = std::find_if(first, last, isDelimiter) - m_text.begin();
    if (delimiter == line.begin)
        return fail({delimiter, delimiter + 1},
                    Tr::tr("expected a key, found \"%1\"").arg(QLatin1Char(m_text[delimiter])));
    Pending pending{trimmed({line.begin, delimiter}), {line.end, line.end}, false, indentation};
    if (delimiter < line.end) {
        pending.hasDelimiter = true;
        pending.value = trimmed({delimiter + 1, line.end});
        if (pending.value.isEmpty()) {
            // The line has lost its blanks at the end; one behind the delimiter belongs to it.
            const bool hasBlank = line.end < m_text.size() && isIniBlank(m_text[line.end]);
            pending.value.begin = pending.value.end = delimiter + (hasBlank ? 2 : 1);
        }
    }
    m_pending = pending;
    return true;
}

/// Adds the key that was read last, now that nothing more belongs to it.
bool IniReader::flush()
{
    if (!m_pending)
        return true;
    const Pending pending = *m_pending;
    m_pending.reset();
    m_lastEnd = pending.value.end;
    const Kind kind = pending.hasDelimiter ? kindOfIni(slice(pending.value)) : Kind::Null;
    return m_builder.add(kind, pending.key, pending.value) || limit(pending.key.begin);
}

ByteRange IniReader::trimmed(ByteRange range) const
{
    while (!range.isEmpty() && isIniBlank(m_text[range.begin]))
        ++range.begin;
    while (!range.isEmpty() && isIniBlank(m_text[range.end - 1]))
        --range.end;
    return range;
}

bool IniReader::fail(ByteRange range, const QString &message)
{
    m_problem = Problem{ProblemKind::Syntax, {}, positionAt(m_text, range.begin), range, message};
    return false;
}

bool IniReader::limit(qsizetype at)
{
    m_problem = m_builder.limitProblem(at);
    return false;
}

} // namespace

QString IniFormat::name() const
{
    return QStringLiteral("INI");
}

QString IniFormat::shortName() const
{
    return QStringLiteral("ini");
}

QString IniFormat::typeName(const NodeData &node) const
{
    const bool isSection = node.kind == Kind::Table && node.parent != NodeData::none;
    return isSection ? Tr::tr("section") : Format::typeName(node);
}

QString IniFormat::decodeKey(QByteArrayView text, const NodeData &) const
{
    return decodedUtf8(text);
}

Value IniFormat::decode(QByteArrayView text, const NodeData &node) const
{
    switch (node.kind) {
    case Kind::Boolean:
        return Value::boolean(isTrueWord(text));
    case Kind::Null:
        return Value::null();
    default:
        return {node.kind, decodedIni(text)};
    }
}

Result<Document> IniFormat::read(const QByteArray &bytes, const TextFacts &facts, const Limits &limits) const
{
    return IniReader(*this, bytes, facts, limits).read();
}

} // namespace retune
