#pragma once

#include <retune/format/document.h>

#include <QtCore/QRandomGenerator>
#include <QtCore/QStringList>

#include <vector>

namespace retune {

/// Writes a random YAML text and notes where each value stands: block and flow style mixed, every style of scalars,
/// anchors, tags, comments, empty values, LF or CRLF, with or without a byte order mark.
class RandomYaml
{
public:
    struct Expected
    {
        QString key;
        ByteRange keyRange;
        ByteRange range;
        Kind kind = Kind::Null;
        QString value; ///< of scalars
    };

    explicit RandomYaml(quint32 seed)
        : m_random(seed)
        , m_newLine(pick(3) == 0 ? "\r\n" : "\n")
    {
        if (pick(4) == 0)
            text += "\xEF\xBB\xBF";
        if (pick(3) == 0)
            comment(0);
        pick(3) > 0 ? blockTable(0, 0) : blockList(0, 0);
        if (!text.endsWith(m_newLine))
            lineEnd();
        if (pick(4) == 0)
            comment(0);
    }

    QByteArray text;
    std::vector<Expected> expected; ///< in the order of the tree
    QList<ByteRange> comments;

private:
    int pick(int below) { return int(m_random.bounded(below)); }

    std::size_t begin(Kind kind)
    {
        Expected node = m_next;
        m_next = {};
        node.kind = kind;
        node.range = {text.size(), text.size()};
        expected.push_back(node);
        return expected.size() - 1;
    }
    void end(std::size_t index, qsizetype at = -1) { expected[index].range.end = at < 0 ? m_end : at; }

    void lineEnd()
    {
        if (pick(8) == 0)
            text += "  ";
        if (pick(6) == 0)
            writeComment(" # a: [b]é");
        text += m_newLine;
        if (pick(10) == 0)
            text += m_newLine;
    }
    void writeComment(const QByteArray &words)
    {
        const qsizetype at = text.size() + words.indexOf('#');
        text += words;
        comments += ByteRange{at, text.size()};
    }
    void comment(int indentation)
    {
        text += QByteArray(indentation, ' ');
        writeComment("# comment: \"x\"");
        text += m_newLine;
    }

    void key(bool isFlow)
    {
        static const QStringList words{QStringLiteral("name"), QStringLiteral("größe"), QStringLiteral("a b"),
                                       QStringLiteral("你"), QStringLiteral("x-y")};
        m_next.key = words.at(pick(int(words.size()))) + QString::number(++m_count);
        QByteArray written = m_next.key.toUtf8();
        const int quotes = pick(6);
        if (quotes == 0)
            written = '"' + written + '"';
        else if (quotes == 1)
            written = '\'' + written + '\'';
        m_isExplicit = !isFlow && pick(12) == 0;
        if (m_isExplicit)
            text += "? ";
        m_next.keyRange = {text.size(), text.size() + written.size()};
        text += written;
    }

    void blockTable(int indentation, int depth)
    {
        const std::size_t index = begin(Kind::Table);
        const int members = 1 + pick(4);
        for (int i = 0; i < members; ++i) {
            if (i > 0) {
                if (pick(8) == 0)
                    comment(indentation);
                text += QByteArray(indentation, ' ');
            }
            key(false);
            if (m_isExplicit) {
                text += m_newLine + QByteArray(indentation, ' ');
            }
            text += ':';
            m_end = text.size();
            blockValue(indentation, depth, true);
        }
        end(index);
    }

    void blockList(int indentation, int depth)
    {
        const std::size_t index = begin(Kind::List);
        const int members = 1 + pick(3);
        for (int i = 0; i < members; ++i) {
            if (i > 0)
                text += QByteArray(indentation, ' ');
            text += '-';
            m_end = text.size();
            blockValue(indentation, depth, false);
        }
        end(index);
    }

    /// What stands behind `:` or `-`, to the end of its last line.
    void blockValue(int indentation, int depth, bool isInTable)
    {
        const int choice = pick(10);
        if (depth < 4 && choice < 2 && isInTable) {
            if (pick(5) == 0)
                text += " &t" + QByteArray::number(++m_count);
            lineEnd();
            const bool isList = pick(2) == 0;
            const int deeper =
                isList && pick(2) == 0 && !m_isExplicit ? indentation : indentation + 1 + pick(3);
            text += QByteArray(deeper, ' ');
            isList ? blockList(deeper, depth + 1) : blockTable(deeper, depth + 1);
            return;
        }
        if (depth < 4 && choice < 2) {
            const int blanks = 1 + pick(2);
            text += QByteArray(blanks, ' ');
            const int deeper = indentation + 1 + blanks;
            pick(2) == 0 ? blockList(deeper, depth + 1) : blockTable(deeper, depth + 1);
            return;
        }
        if (choice == 2) {
            text += ' ';
            flow(depth);
        } else if (choice == 3) {
            literal(indentation);
            return;
        } else if (choice == 4) {
            const bool hasBlank = pick(2) == 0;
            if (hasBlank)
                text += ' ';
            begin(Kind::Null);
            expected.back().value = QStringLiteral("null");
            text += m_newLine;
            m_end = expected.back().range.end;
            return;
        } else {
            text += ' ';
            scalar(false, indentation);
        }
        lineEnd();
    }

    void flow(int depth)
    {
        const bool isTable = pick(2) == 0;
        const std::size_t index = begin(isTable ? Kind::Table : Kind::List);
        text += isTable ? '{' : '[';
        const int members = pick(4);
        for (int i = 0; i < members; ++i) {
            if (i > 0)
                text += pick(4) == 0 ? "," + m_newLine + QByteArray(12, ' ') : QByteArray(", ");
            if (isTable) {
                key(true);
                text += ": ";
            }
            if (depth < 4 && pick(5) == 0)
                flow(depth + 1);
            else
                scalar(true, 0);
        }
        text += isTable ? '}' : ']';
        m_end = text.size();
        end(index);
    }

    void literal(int indentation)
    {
        text += ' ';
        const std::size_t index = begin(Kind::String);
        const int chomp = pick(3);
        const QByteArray header = chomp == 0 ? "|" : chomp == 1 ? "|-" : "|+";
        const QByteArray blanks(indentation + 1 + pick(3), ' ');
        text += header + m_newLine + blanks + "first: é" + m_newLine + m_newLine + blanks + "  # second";
        m_end = text.size();
        text += m_newLine;
        const int blankLines = pick(3);
        for (int i = 0; i < blankLines; ++i)
            text += m_newLine;
        if (chomp == 2)
            m_end = text.size() - m_newLine.size();
        end(index);
        expected[index].value = QStringLiteral("first: é\n\n  # second");
        if (chomp != 1)
            expected[index].value += QString(1 + (chomp == 2 ? blankLines : 0), u'\n');
    }

    void scalar(bool isFlow, int indentation)
    {
        struct Sample
        {
            const char *written;
            Kind kind;
            const char *value;
        };
        static const std::vector<Sample> samples{
            {"12", Kind::Integer, "12"},
            {"0x1F", Kind::Integer, "0x1F"},
            {"-0.5", Kind::Float, "-0.5"},
            {"1e3", Kind::Float, "1e3"},
            {"true", Kind::Boolean, "true"},
            {"False", Kind::Boolean, "false"},
            {"~", Kind::Null, "null"},
            {"no", Kind::String, "no"},
            {"plain text", Kind::String, "plain text"},
            {"http://a.b/c#d", Kind::String, "http://a.b/c#d"},
            {"你好", Kind::String, "你好"},
            {"'it''s'", Kind::String, "it's"},
            {"'a # b'", Kind::String, "a # b"},
            {"\"a\\tb\\u4f60\"", Kind::String, "a\tb你"},
            {"\"a: {b}\"", Kind::String, "a: {b}"},
            {"\"\"", Kind::String, ""},
        };
        if (pick(10) == 0)
            text += "&s" + QByteArray::number(++m_count) + ' ';
        const bool isTagged = pick(12) == 0;
        if (isTagged)
            text += pick(2) == 0 ? "!!str " : "!own ";
        if (!isFlow && !isTagged && pick(8) == 0) {
            const std::size_t index = begin(Kind::String);
            text += "several" + m_newLine + QByteArray(indentation + 2, ' ') + "lines";
            m_end = text.size();
            end(index);
            expected[index].value = QStringLiteral("several lines");
            return;
        }
        const Sample &sample = samples[std::size_t(pick(int(samples.size())))];
        const std::size_t index = begin(isTagged ? Kind::String : sample.kind);
        text += sample.written;
        m_end = text.size();
        end(index);
        const bool isQuoted = sample.kind == Kind::String;
        expected[index].value = QString::fromUtf8(isTagged && !isQuoted ? sample.written : sample.value);
    }

    QRandomGenerator m_random;
    QByteArray m_newLine;
    Expected m_next;
    qsizetype m_end = 0;
    int m_count = 0;
    bool m_isExplicit = false;
};

} // namespace retune
