#pragma once

#include <retune/format/format.h>

#include <QtCore/QRandomGenerator>

namespace retune {

/// Writes random documents and notes where each key and value stands, in source order.
class RandomJson
{
public:
    /// `isPlain` leaves out what other readers take in their own way: comments, trailing commas, repeated keys and
    /// numbers that no double holds.
    explicit RandomJson(quint32 seed, bool isPlain = false)
        : m_random(seed)
        , m_isPlain(isPlain)
    {}

    QByteArray text;
    QList<ByteRange> keys;
    QList<ByteRange> values;

    void write()
    {
        if (chance(4))
            text += "\xEF\xBB\xBF";
        m_lineEnd = chance(2) ? "\r\n" : "\n";
        m_isJsonc = !m_isPlain && chance(2);
        blanks();
        value({}, 0);
        blanks();
    }
    FormatId id() const { return m_isJsonc ? FormatId::Jsonc : FormatId::Json; }

private:
    bool chance(int n) { return m_random.bounded(n) == 0; }

    void blanks()
    {
        while (chance(2)) {
            const QList<QByteArray> some{" ", "\t", m_lineEnd};
            text += some.at(m_random.bounded(int(some.size())));
        }
        if (m_isJsonc && chance(6))
            text += chance(2) ? QByteArray("/* { \" é */") : "// [ 你" + m_lineEnd;
    }

    ByteRange put(const QByteArray &token)
    {
        text += token;
        return {text.size() - token.size(), text.size()};
    }

    QByteArray string()
    {
        static const QList<QByteArray> parts{"a",
                                             "你好",
                                             "\\n",
                                             "\\\"",
                                             "\\\\",
                                             " ",
                                             "{",
                                             "//",
                                             "\\u00e9",
                                             "é",
                                             "\xF0\x9F\x98\x80",
                                             "\\ud83d\\ude00",
                                             "#",
                                             ",]"};
        QByteArray inside;
        while (!chance(4))
            inside += parts.at(m_random.bounded(int(parts.size())));
        return '"' + inside + '"';
    }

    QByteArray scalar()
    {
        static const QList<QByteArray> scalars{
            "null", "true", "false", "0", "-1", "0.10", "-2E+7", "12345678901234567890123", "1e999"};
        return scalars.at(m_random.bounded(int(scalars.size()) - (m_isPlain ? 1 : 0)));
    }

    void value(ByteRange key, int depth)
    {
        keys += key;
        if (depth == 0 ? !chance(8) : depth < 6 && chance(3))
            return container(depth);
        values += put(chance(2) ? string() : scalar());
    }

    void container(int depth)
    {
        const bool isTable = chance(2);
        const qsizetype slot = values.size();
        values += put(isTable ? "{" : "[");
        blanks();
        const int members = int(m_random.bounded(6));
        for (int i = 0; i < members; ++i) {
            ByteRange key;
            if (isTable) {
                key = put(m_isPlain ? '"' + QByteArray::number(i) + string().sliced(1) : string());
                blanks();
                put(":");
                blanks();
            }
            value(key, depth + 1);
            blanks();
            if (i + 1 < members || (m_isJsonc && chance(3))) {
                put(",");
                blanks();
            }
        }
        values[slot].end = put(isTable ? "}" : "]").end;
    }

    QRandomGenerator m_random;
    QByteArray m_lineEnd;
    bool m_isJsonc = false;
    bool m_isPlain;
};

} // namespace retune
