#include <retune/format/ini/inireader.h>

#include <retune/format/ini/initext.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

/// The text around a node, as far as writing into it needs to know.
class Surroundings
{
public:
    explicit Surroundings(const Node &node)
        : m_node(node)
        , m_root(node)
    {
        while (const Node parent = m_root.parent())
            m_root = parent;
    }

    /// The line end of the first line, LF where there is none.
    QByteArray newLine() const
    {
        const QByteArrayView text = m_root.text();
        const auto end =
            std::find_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
        const QByteArrayView rest = text.sliced(end - text.begin());
        return rest.startsWith("\r\n") ? "\r\n" : rest.startsWith('\r') ? "\r" : "\n";
    }

    /// What stands between the key of a sibling and its value: ` = `, `=`, `: `.
    QByteArray delimiter() const
    {
        for (Node other = m_node.parent().firstChild(); other; other = other.nextSibling()) {
            if (!isScalar(other.kind()) || other.range().isEmpty())
                continue;
            const QByteArray gap = text({other.keyRange().end, other.range().begin});
            if (!gap.contains('\n') && !gap.contains('\r'))
                return gap;
        }
        return " = ";
    }

    /// The blanks in front of the lines that the value goes on in.
    QByteArray indentation() const
    {
        QByteArrayView rest = m_node.text();
        takeLine(rest);
        while (!rest.isEmpty()) {
            const QByteArrayView line = takeLine(rest);
            if (const QByteArrayView content = trimmedIni(line); !content.isEmpty())
                return line.first(content.data() - line.data()).toByteArray();
        }
        return keyIndentation() + "    ";
    }

    /// A blank where the value would touch a delimiter that has one on its other side.
    QByteArray gapBeforeEmptyValue() const
    {
        const qsizetype at = m_node.range().begin;
        const QByteArray before = text({m_node.keyRange().end, at});
        return before.size() > 1 && !isIniBlank(before.back()) ? " " : "";
    }

private:
    QByteArray keyIndentation() const
    {
        qsizetype begin = m_node.keyRange().begin;
        while (begin > m_root.range().begin && isIniBlank(byteAt(begin - 1)))
            --begin;
        return text({begin, m_node.keyRange().begin});
    }

    char byteAt(qsizetype offset) const { return m_root.text()[offset - m_root.range().begin]; }
    QByteArray text(ByteRange range) const
    {
        return m_root.text().sliced(range.begin - m_root.range().begin, range.size()).toByteArray();
    }

    Node m_node;
    Node m_root;
};

QByteArray withoutBlanksBehind(QByteArray text)
{
    while (!text.isEmpty() && isIniBlank(text.back()))
        text.chop(1);
    return text;
}

/// Why INI cannot say `text` as a value; empty where it can.
QString objection(const QString &text)
{
    const auto isControl = [](QChar c) {
        return c.unicode() < 0x20 && c != QLatin1Char('\n') && c != QLatin1Char('\t');
    };
    if (std::any_of(text.begin(), text.end(), isControl))
        return Tr::tr("INI has no way to write control characters in a value");
    const bool hasLoneSurrogate = !text.isValidUtf16();
    if (hasLoneSurrogate)
        return Tr::tr("INI has no way to write half of a surrogate pair");
    const QStringList lines = text.split(QLatin1Char('\n'));
    if (lines.size() > 1 && lines.last().isEmpty())
        return Tr::tr("INI drops line breaks at the end of a value");
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString &line = lines.at(i);
        if (line.isEmpty())
            continue;
        if (line.front().isSpace() || line.back().isSpace())
            return lines.size() == 1 ? Tr::tr("INI drops blanks at the ends of a value")
                                     : Tr::tr("INI drops blanks at the ends of every line of a value");
        if (i > 0 && (line.front() == QLatin1Char('#') || line.front() == QLatin1Char(';')))
            return Tr::tr("INI takes a line that begins with \"%1\" for a comment").arg(line.front());
    }
    return {};
}

QByteArray lines(const QString &text, const Surroundings &around)
{
    const QStringList all = text.split(QLatin1Char('\n'));
    QByteArray result = all.first().toUtf8();
    const QByteArray lineBreak = around.newLine();
    const QByteArray indentation = all.size() > 1 ? around.indentation() : QByteArray();
    for (const QString &line : all.sliced(1))
        result += lineBreak + (line.isEmpty() ? QByteArray() : indentation + line.toUtf8());
    return result;
}

} // namespace

Result<QByteArray> IniFormat::encode(const Value &value, const Node &node) const
{
    if (value.kind == Kind::Null || value.kind == Kind::Bytes || !isScalar(value.kind))
        return refused(Tr::tr("INI has no way to write a %1 here").arg(kindName(value.kind)));
    if (const QString why = objection(value.text); !why.isEmpty())
        return refused(why);
    const Surroundings around(node);
    const QByteArray text = value.kind == Kind::Boolean
                                ? truthWord(value.text == QLatin1String("true"), node.text())
                                : lines(value.text, around);
    if (node.kind() == Kind::Null)
        return text.isEmpty() ? withoutBlanksBehind(around.delimiter()) : around.delimiter() + text;
    return node.range().isEmpty() && !text.isEmpty() ? around.gapBeforeEmptyValue() + text : text;
}

} // namespace retune
