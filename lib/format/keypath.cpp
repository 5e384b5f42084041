#include <retune/format/keypath.h>

#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

bool isBare(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('-') || c.isSurrogate();
}

QString quoted(const QString &key)
{
    QString text = key;
    text.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

/// Reads the written form segment by segment.
class PathReader
{
public:
    explicit PathReader(QStringView text)
        : m_text(text)
    {}

    Result<QList<KeyPath::Segment>> read()
    {
        QList<KeyPath::Segment> segments;
        while (m_at < m_text.size()) {
            Result<KeyPath::Segment> segment = next(segments.isEmpty());
            if (!segment)
                return Unexpected{segment.error()};
            segments.append(*segment);
        }
        return segments;
    }

private:
    Result<KeyPath::Segment> next(bool isFirst)
    {
        if (peek() == QLatin1Char('['))
            return position();
        if (!isFirst && !take(QLatin1Char('.')))
            return problem(Tr::tr("expected \".\" or \"[\""));
        return peek() == QLatin1Char('"') ? quotedKey() : bareKey();
    }

    Result<KeyPath::Segment> position()
    {
        const qsizetype close = m_text.indexOf(QLatin1Char(']'), m_at);
        if (close < 0)
            return problem(Tr::tr("expected \"]\" after a list position"));
        const QStringView digits = m_text.sliced(m_at + 1, close - m_at - 1);
        bool isNumber = false;
        const int number = digits.toInt(&isNumber);
        if (!isNumber || number < 0)
            return problem(Tr::tr("expected a list position in [ ], found \"%1\"").arg(digits));
        m_at = close + 1;
        return KeyPath::Segment(number);
    }

    Result<KeyPath::Segment> quotedKey()
    {
        QString key;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            QChar c = m_text[m_at];
            if (c == QLatin1Char('"')) {
                ++m_at;
                return KeyPath::Segment(key);
            }
            if (c == QLatin1Char('\\') && m_at + 1 < m_text.size())
                c = m_text[++m_at];
            key += c;
        }
        return problem(Tr::tr("expected a closing quote in the key path"));
    }

    Result<KeyPath::Segment> bareKey()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && isBare(m_text[m_at]))
            ++m_at;
        if (m_at == begin)
            return problem(Tr::tr(
                "expected a key; keys with other characters than letters, digits, _ and - are quoted"));
        return KeyPath::Segment(m_text.sliced(begin, m_at - begin).toString());
    }

    QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }
    bool take(QChar c)
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }

    Unexpected<Problem> problem(const QString &message) const
    {
        const QString place =
            Tr::tr("%1 at character %2 of the key path \"%3\"").arg(message).arg(m_at + 1).arg(m_text);
        return Unexpected{Problem{ProblemKind::Misuse, {}, {}, {}, place}};
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace

Result<KeyPath> KeyPath::parse(QStringView text)
{
    Result<QList<Segment>> segments = PathReader(text).read();
    if (!segments)
        return Unexpected{segments.error()};
    KeyPath path;
    path.m_segments = *segments;
    return path;
}

QString KeyPath::toString() const
{
    QString text;
    for (const Segment &segment : m_segments) {
        if (const int *position = std::get_if<int>(&segment)) {
            text += QLatin1Char('[') + QString::number(*position) + QLatin1Char(']');
            continue;
        }
        const QString &key = std::get<QString>(segment);
        if (!text.isEmpty())
            text += QLatin1Char('.');
        text += !key.isEmpty() && std::all_of(key.begin(), key.end(), isBare) ? key : quoted(key);
    }
    return text;
}

KeyPath KeyPath::child(Segment segment) const
{
    KeyPath path = *this;
    path.m_segments.append(std::move(segment));
    return path;
}

KeyPath KeyPath::parent() const
{
    KeyPath path = *this;
    if (!path.m_segments.isEmpty())
        path.m_segments.removeLast();
    return path;
}

bool KeyPath::startsWith(const KeyPath &other) const
{
    return other.size() <= size() &&
           std::equal(other.m_segments.begin(), other.m_segments.end(), m_segments.begin());
}

} // namespace retune
