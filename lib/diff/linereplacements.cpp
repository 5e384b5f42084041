#include <retune/diff/linereplacements.h>

#include <retune/text/lineindex.h>

#include <algorithm>
#include <optional>

namespace retune {

namespace {

constexpr qsizetype largestText = 4 * 1024 * 1024;
/// More stretches than these take longer one by one than all the text between them.
constexpr qsizetype mostStretches = 1'000;
/// Lines of both sides together: who seeks further than this for equal ones looks at very many pairs.
constexpr int longestStretch = 64;

/// The lines of one side; the line behind the last one is none.
class Lines
{
public:
    explicit Lines(QByteArrayView text)
        : m_text(text)
        , m_index(text)
        , m_count(m_index.lineCount() - (m_index.lineStart(m_index.lineCount()) == text.size() ? 1 : 0))
    {}

    int count() const { return m_count; }
    qsizetype begin(int line) const { return line < m_count ? m_index.lineStart(line + 1) : m_text.size(); }
    QByteArrayView text(int from, int to) const
    {
        return m_text.sliced(begin(from), begin(to) - begin(from));
    }

private:
    QByteArrayView m_text;
    LineIndex m_index;
    int m_count;
};

/// A place in both texts.
struct Place
{
    int before = 0;
    int after = 0;
};

class Comparison
{
public:
    Comparison(QByteArrayView before, QByteArrayView after)
        : m_before(before)
        , m_after(after)
    {}

    /// Nothing where a stretch is too long, or there are too many.
    std::optional<QList<Replacement>> replacements() const
    {
        QList<Replacement> found;
        Place at;
        while (!isEnd(at)) {
            if (isEqual(at)) {
                at = {at.before + 1, at.after + 1};
                continue;
            }
            const std::optional<Place> end = endOfStretch(at);
            if (!end || found.size() == mostStretches)
                return std::nullopt;
            found += replacement(at, *end);
            at = *end;
        }
        return found;
    }

private:
    bool isEnd(Place at) const { return at.before == m_before.count() && at.after == m_after.count(); }

    bool isEqual(Place at) const
    {
        return at.before < m_before.count() && at.after < m_after.count() &&
               m_before.text(at.before, at.before + 1) == m_after.text(at.after, at.after + 1);
    }

    /// One line alone may be equal by chance, as an empty one is.
    bool endsStretch(Place at) const
    {
        const Place next{at.before + 1, at.after + 1};
        return isEnd(at) || (isEqual(at) && (isEnd(next) || isEqual(next)));
    }

    /// The nearest place where both go on with the same.
    std::optional<Place> endOfStretch(Place from) const
    {
        for (int length = 1; length <= longestStretch; ++length) {
            for (int removed = 0; removed <= length; ++removed) {
                const Place end{from.before + removed, from.after + length - removed};
                if (end.before <= m_before.count() && end.after <= m_after.count() && endsStretch(end))
                    return end;
            }
        }
        return std::nullopt;
    }

    Replacement replacement(Place from, Place to) const
    {
        Replacement found =
            difference(m_before.text(from.before, to.before), m_after.text(from.after, to.after));
        const qsizetype begin = m_before.begin(from.before);
        found.range = {found.range.begin + begin, found.range.end + begin};
        return found;
    }

    Lines m_before;
    Lines m_after;
};

} // namespace

QList<Replacement> lineReplacements(const QByteArray &before, const QByteArray &after)
{
    if (before == after)
        return {};
    std::optional<QList<Replacement>> found;
    if (std::max(before.size(), after.size()) <= largestText)
        found = Comparison(before, after).replacements();
    return found ? *found : QList{difference(before, after)};
}

} // namespace retune
