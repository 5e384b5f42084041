#pragma once

#include <retune/text/result.h>

#include <QtCore/QHashFunctions>
#include <QtCore/QList>
#include <QtCore/QString>

#include <variant>

namespace retune {

/// Where a node is in its document: the keys and list positions that lead from the root to it.
class KeyPath
{
public:
    /// A key of a table, or a 0-based position in a list.
    using Segment = std::variant<QString, int>;

    KeyPath() = default;
    KeyPath(std::initializer_list<Segment> segments)
        : m_segments(segments)
    {}

    /// Reads the written form: `http.port`, `servers[0].host`; a key with other characters than letters, digits, `_`
    /// and `-` is quoted: `hosts."a.b"`, with `\"` and `\\` inside. The empty text is the root.
    static Result<KeyPath> parse(QStringView text);
    /// The written form; `parse` gives the path back.
    QString toString() const;

    bool isEmpty() const { return m_segments.isEmpty(); }
    int size() const { return static_cast<int>(m_segments.size()); }
    const Segment &at(int i) const { return m_segments.at(i); }
    const Segment &last() const { return m_segments.last(); }
    const QList<Segment> &segments() const { return m_segments; }

    KeyPath child(Segment segment) const;
    KeyPath parent() const;
    /// Whether this path is `other` or lies below it.
    bool startsWith(const KeyPath &other) const;

    bool operator==(const KeyPath &) const = default;
    friend size_t qHash(const KeyPath &path, size_t seed = 0) { return qHash(path.toString(), seed); }

private:
    QList<Segment> m_segments;
};

} // namespace retune
