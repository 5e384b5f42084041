#pragma once

#include "nastystrings.h"
#include "outline.h"

#include <retune/format/edit.h>
#include <retune/format/format.h>
#include <retune/text/encoding.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QMap>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

// What the tests of the line-oriented formats share.

namespace retune {

/// The values of each key, in order: what other readers of these formats give as well.
using FlatValues = QMap<QString, QStringList>;

inline const QString noValue = QStringLiteral("(no value)");

/// The characters of a value, whatever kind it reads as.
inline QString spelled(const Node &node)
{
    if (node.kind() == Kind::Null || (node.kind() == Kind::Boolean && node.text().isEmpty()))
        return noValue;
    return node.kind() == Kind::Boolean ? decodedUtf8(node.text()) : node.value().text;
}

inline void flatten(const Node &node, const QString &path, FlatValues &values)
{
    for (Node member = node.firstChild(); member; member = member.nextSibling()) {
        const QString key = node.kind() == Kind::List ? path
                            : path.isEmpty()          ? member.key()
                                                      : path + QLatin1Char('.') + member.key();
        if (member.isContainer())
            flatten(member, key, values);
        else
            values[key] += spelled(member);
    }
}

inline FlatValues flattened(const Document &document)
{
    FlatValues values;
    flatten(document.root(), {}, values);
    return values;
}

/// The value that counts for each key.
inline FlatValues last(const FlatValues &values)
{
    FlatValues result;
    for (auto value = values.begin(); value != values.end(); ++value)
        result[value.key()] = {value->last()};
    return result;
}

inline QString shown(const FlatValues &values)
{
    QStringList lines;
    for (auto value = values.begin(); value != values.end(); ++value)
        lines += value.key() + QStringLiteral(" = [") + value->join(QLatin1String("] [")) + QLatin1Char(']');
    return lines.join(QLatin1Char('\n'));
}

inline QString shown(const Result<Edit> &edit)
{
    return edit ? decodedUtf8(edit->result.bytes()) : edit.error().toString();
}

/// A folder that is filled with files and read by another program in one go.
class OracleFolder
{
public:
    QString write(const QByteArray &text)
    {
        const QString path = m_folder.filePath(QStringLiteral("%1").arg(m_count++, 6, 10, QLatin1Char('0')));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    int count() const { return m_count; }

    /// What a Python script prints as JSON: an array with an object of lists for each file of the folder.
    QList<FlatValues> readByPython(const QByteArray &script) const
    {
        QProcess python;
        python.start(QStringLiteral("python3"),
                     {QStringLiteral("-c"), QString::fromUtf8(script), m_folder.path()});
        if (!python.waitForFinished(100'000) || python.exitCode() != 0)
            qFatal("python3: %s", python.readAllStandardError().constData());
        QList<FlatValues> all;
        const QJsonDocument answer = QJsonDocument::fromJson(python.readAllStandardOutput());
        for (const QVariant &file : answer.toVariant().toList()) {
            FlatValues values;
            const QVariantMap map = file.toMap();
            for (auto key = map.begin(); key != map.end(); ++key) {
                for (const QVariant &value : key->toList())
                    values[key.key()] += value.isNull() ? noValue : value.toString();
            }
            all += values;
        }
        return all;
    }

private:
    QTemporaryDir m_folder;
    int m_count = 0;
};

/// What random files of a dialect are made of. A line feed in a word stands for the line end of the file.
struct Vocabulary
{
    QByteArrayList headers;
    QByteArrayList fillers; ///< empty lines and comments
    QByteArrayList prefixes;
    QByteArrayList keys; ///< a number is added to each, so that few are repeated
    QByteArrayList delimiters;
    QByteArrayList values;
    QByteArrayList tails; ///< what follows a value on its line
};

/// Writes random files and notes where each key and value stands.
class RandomLines
{
public:
    struct Entry
    {
        ByteRange key;
        ByteRange value;
    };

    RandomLines(quint32 seed, const Vocabulary &words)
        : m_random(seed)
        , m_words(words)
        , m_lineEnd(seed % 3 == 0 ? "\r\n" : "\n")
    {
        if (seed % 4 == 0)
            text += "\xEF\xBB\xBF";
        if (!m_words.headers.isEmpty())
            put(any(m_words.headers) + '\n');
        for (int i = 0; i < 20; ++i)
            line(i);
        if (seed % 2 == 0)
            text.chop(m_lineEnd.size());
    }

    QByteArray text;
    QList<Entry> entries;

private:
    QByteArray any(const QByteArrayList &list) { return list.at(m_random.bounded(int(list.size()))); }
    ByteRange put(QByteArray token)
    {
        token.replace('\n', m_lineEnd);
        text += token;
        return {text.size() - token.size(), text.size()};
    }

    void line(int number)
    {
        const int kind = int(m_random.bounded(8));
        if (kind == 0 && !m_words.headers.isEmpty()) {
            put(any(m_words.headers) + '\n');
        } else if (kind < 3) {
            put(any(m_words.fillers) + '\n');
        } else {
            put(any(m_words.prefixes));
            Entry entry;
            entry.key = put(any(m_words.keys) + QByteArray::number(number % 15));
            put(any(m_words.delimiters));
            entry.value = put(any(m_words.values));
            entries += entry;
            put(any(m_words.tails) + '\n');
        }
    }

    QRandomGenerator m_random;
    const Vocabulary &m_words;
    QByteArray m_lineEnd;
};

inline bool isRepeatedKey(const Node &node)
{
    return node.kind() == Kind::List && node.typeName() == QLatin1String("repeated key");
}

/// Fails where a value of the tree stands elsewhere than where it was written.
inline void checkRanges(const Document &document, const RandomLines &random)
{
    QMap<qsizetype, RandomLines::Entry> entries;
    for (const RandomLines::Entry &entry : random.entries)
        entries.insert(entry.value.begin, entry);
    for (quint32 id = 1; id < quint32(document.nodeCount()); ++id) {
        const Node node = document.node(id);
        const bool isOccurrence = isRepeatedKey(node.parent());
        if (node.kind() == Kind::Table || isRepeatedKey(node) ||
            (node.parent().kind() == Kind::List && !isOccurrence))
            continue;
        QVERIFY2(entries.contains(node.range().begin), random.text.constData());
        const RandomLines::Entry entry = entries.take(node.range().begin);
        QCOMPARE(node.range(), entry.value);
        if (!isOccurrence)
            QCOMPARE(node.keyRange(), entry.key);
    }
    QVERIFY2(entries.isEmpty(), random.text.constData());
}

/// Every value of the tree that a path leads to.
inline QList<Node> valuesOf(const Document &document)
{
    QList<Node> values;
    for (quint32 id = 0; id < quint32(document.nodeCount()); ++id) {
        const Node node = document.node(id);
        if (isScalar(node.kind()) && document.find(node.path()) == node)
            values += node;
    }
    return values;
}

} // namespace retune
