#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QRandomGenerator>

#include <algorithm>

namespace retune {

/// Writes random documents and notes where each key and value stands, in the order in which they are first written.
class RandomToml
{
public:
    explicit RandomToml(quint32 seed)
        : m_random(seed)
    {}

    struct Written
    {
        ByteRange key;
        ByteRange value;
        int parent = -1;
    };

    QByteArray text;
    QList<Written> nodes; ///< the first one is the root
    QList<ByteRange> comments;

    void write()
    {
        if (chance(4))
            text += "\xEF\xBB\xBF";
        m_lineEnd = chance(2) ? "\r\n" : "\n";
        nodes += Written{{}, {text.size(), text.size()}, -1};
        pairs(0);
        for (int i = int(m_random.bounded(8)); i > 0; --i)
            section();
        if (chance(3) && text.endsWith('\n'))
            text.chop(m_lineEnd.size());
        nodes[0].value.end = text.size();
        for (ByteRange &comment : comments)
            comment.end = std::min(comment.end, text.size());
    }

private:
    struct Part
    {
        ByteRange range;
        QByteArray spelled;
    };
    struct Known
    {
        int node;
        QByteArray header; ///< the spelled path
    };

    bool chance(int n) { return m_random.bounded(n) == 0; }
    template<typename T>
    T oneOf(const QList<T> &list)
    {
        return list.at(m_random.bounded(int(list.size())));
    }

    ByteRange put(const QByteArray &token)
    {
        text += token;
        return {text.size() - token.size(), text.size()};
    }
    void blanks()
    {
        while (chance(3))
            text += chance(2) ? ' ' : '\t';
    }
    void comment() { comments += put(oneOf<QByteArray>({"#", "# é [x] = \"", "## 你好\t#"})); }
    void endLine()
    {
        blanks();
        if (chance(5))
            comment();
        text += m_lineEnd;
        while (chance(5)) {
            blanks();
            if (chance(2))
                comment();
            text += m_lineEnd;
        }
    }

    int add(ByteRange key, ByteRange value, int parent)
    {
        nodes += Written{key, value, parent};
        return int(nodes.size()) - 1;
    }
    /// Lets `node` and all around it reach to the end of the text.
    void extend(int node)
    {
        for (; node > 0; node = nodes[node].parent)
            nodes[node].value.end = std::max(nodes[node].value.end, text.size());
    }

    QByteArray newKey()
    {
        const QByteArray n = QByteArray::number(m_keys++);
        return oneOf<QByteArray>(
            {"k" + n, "-_" + n, n, "\"é \\u4f60\\\"." + n + '"', "'\\ " + n + "'", "\"" + n + ".x\""});
    }

    QByteArray scalar()
    {
        const QByteArray nl = m_lineEnd;
        return oneOf<QByteArray>({"0",
                                  "-17",
                                  "+0",
                                  "1_000",
                                  "0xDEAD_beef",
                                  "0o17",
                                  "0b101",
                                  "9223372036854775807",
                                  "3.1415",
                                  "-0.0",
                                  "5e+22",
                                  "1_0.2_0E-3",
                                  "inf",
                                  "-inf",
                                  "nan",
                                  "true",
                                  "false",
                                  "1979-05-27T07:32:00Z",
                                  "1979-05-27 00:32:00.999-07:00",
                                  "1979-05-27T07:32:00",
                                  "1979-05-27",
                                  "07:32:00.5",
                                  "\"\"",
                                  "''",
                                  "\"é \\\" # \\\\ \\u4F60\\U0001F600 ]\"",
                                  "'C:\\x\\ # \" }'",
                                  "\"\"\"\"\"\"",
                                  "\"\"\"" + nl + "a \\" + nl + "  b\"\" 你" + nl + "\"\"\"\"\"",
                                  "'''" + nl + nl + "[x] # '' \\" + nl + "'''"});
    }

    int value(ByteRange key, int parent, int depth)
    {
        if (depth < 4 && chance(6))
            return chance(2) ? array(key, parent, depth) : inlineTable(key, parent, depth);
        return add(key, put(scalar()), parent);
    }

    void inArray()
    {
        blanks();
        while (chance(4)) {
            if (chance(3))
                comment();
            text += m_lineEnd;
            blanks();
        }
    }

    int array(ByteRange key, int parent, int depth)
    {
        const int node = add(key, put("["), parent);
        const int members = int(m_random.bounded(4));
        for (int i = 0; i < members; ++i) {
            inArray();
            value({}, node, depth + 1);
            inArray();
            if (i + 1 < members || chance(3))
                put(",");
        }
        inArray();
        put("]");
        nodes[node].value.end = text.size();
        return node;
    }

    int inlineTable(ByteRange key, int parent, int depth)
    {
        const int node = add(key, put("{"), parent);
        const int members = int(m_random.bounded(4));
        for (int i = 0; i < members; ++i) {
            blanks();
            pair(node, depth + 1);
            blanks();
            if (i + 1 < members)
                put(",");
        }
        blanks();
        put("}");
        nodes[node].value.end = text.size();
        return node;
    }

    /// Writes `key = value`, the key with one to three parts.
    void pair(int parent, int depth)
    {
        int table = parent;
        ByteRange key = put(newKey());
        for (int i = int(m_random.bounded(7)) - 4; i > 0; --i) {
            blanks();
            put(".");
            blanks();
            table = add(key, {text.size(), text.size()}, table);
            key = put(newKey());
        }
        blanks();
        put("=");
        blanks();
        value(key, table, depth);
        for (; table != parent; table = nodes[table].parent)
            nodes[table].value.end = text.size();
    }

    void pairs(int table)
    {
        while (!chance(4)) {
            blanks();
            pair(table, 0);
            extend(table);
            endLine();
        }
    }

    void section()
    {
        blanks();
        if (chance(3))
            element();
        else
            table();
    }

    /// Writes `[a]`, `[a.b]` with a new or a known `a`, or `[a]` for an `a` that only others named so far.
    void table()
    {
        put("[");
        blanks();
        int node = 0;
        QByteArray path;
        if (!m_implied.isEmpty() && chance(3)) {
            const Known known = m_implied.takeAt(m_random.bounded(int(m_implied.size())));
            put(known.header);
            node = known.node;
            path = known.header;
        } else {
            int parent = 0;
            if (!m_tables.isEmpty() && chance(2)) {
                const Known known = oneOf(m_tables);
                put(known.header + ".");
                parent = known.node;
                path = known.header + ".";
            } else if (chance(3)) {
                const QByteArray spelled = newKey();
                const ByteRange key = put(spelled);
                put(".");
                parent = add(key, {text.size(), text.size()}, 0);
                m_implied += Known{parent, spelled};
                path = spelled + ".";
            }
            const QByteArray spelled = newKey();
            const ByteRange key = put(spelled);
            node = add(key, {}, parent);
            nodes[node].value = {text.size(), 0}; // the bracket is not there yet
            path += spelled;
            m_tables += Known{node, path};
        }
        blanks();
        put("]");
        if (nodes[node].value.end == 0)
            nodes[node].value.begin = text.size();
        extend(node);
        endLine();
        pairs(node);
    }

    /// Writes `[[a]]`, a new or a known one; tables below it belong to the element that was written last.
    void element()
    {
        put("[[");
        const bool isKnown = !m_lists.isEmpty() && chance(2);
        QByteArray spelled = newKey();
        int list = 0;
        if (isKnown) {
            const Known known = oneOf(m_lists);
            list = known.node;
            spelled = known.header;
        }
        const ByteRange key = put(spelled);
        put("]]");
        if (!isKnown) {
            list = add(key, {text.size(), text.size()}, 0);
            m_lists += Known{list, spelled};
        }
        const int node = add({}, {text.size(), text.size()}, list);
        const auto isBelow = [&](const Known &known) { return known.header.startsWith(spelled + "."); };
        m_tables.removeIf(isBelow);
        m_tables.removeIf([&](const Known &known) { return known.header == spelled; });
        m_tables += Known{node, spelled};
        extend(node);
        endLine();
        pairs(node);
    }

    QRandomGenerator m_random;
    QByteArray m_lineEnd;
    int m_keys = 0;
    QList<Known> m_tables;  ///< that may get further tables
    QList<Known> m_implied; ///< that may still get a header
    QList<Known> m_lists;
};

} // namespace retune
