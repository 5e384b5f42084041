#include <retune/text/replacement.h>

#include <retune/text/utf8.h>

#include <algorithm>

namespace retune {

QByteArray applied(const QByteArray &bytes, const QList<Replacement> &replacements)
{
    qsizetype growth = 0;
    for (const Replacement &replacement : replacements)
        growth += replacement.text.size() - replacement.range.size();
    QByteArray result(bytes.size() + growth, Qt::Uninitialized);
    auto to = result.begin();
    auto from = bytes.begin();
    for (const Replacement &replacement : replacements) {
        const auto begin = bytes.begin() + replacement.range.begin;
        Q_ASSERT(begin >= from && replacement.range.end <= bytes.size());
        to = std::copy(from, begin, to);
        to = std::copy(replacement.text.begin(), replacement.text.end(), to);
        from = bytes.begin() + replacement.range.end;
    }
    std::copy(from, bytes.end(), to);
    return result;
}

QList<Replacement> inverted(const QByteArray &bytes, const QList<Replacement> &replacements)
{
    QList<Replacement> result;
    result.reserve(replacements.size());
    qsizetype shift = 0;
    for (const Replacement &replacement : replacements) {
        const qsizetype begin = replacement.range.begin + shift;
        result.append({{begin, begin + replacement.text.size()},
                       bytes.mid(replacement.range.begin, replacement.range.size())});
        shift += replacement.text.size() - replacement.range.size();
    }
    return result;
}

Replacement difference(QByteArrayView before, QByteArrayView after)
{
    const auto [left, right] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    qsizetype prefix = left - before.begin();
    const auto startsInside = [&](QByteArrayView text) {
        return prefix < text.size() && isContinuation(text[prefix]);
    };
    while (prefix > 0 && (startsInside(before) || startsInside(after)))
        --prefix;
    const qsizetype limit = std::min(before.size(), after.size()) - prefix;
    qsizetype suffix = 0;
    while (suffix < limit && before[before.size() - 1 - suffix] == after[after.size() - 1 - suffix])
        ++suffix;
    while (suffix > 0 && isContinuation(before[before.size() - suffix]))
        --suffix;
    return {{prefix, before.size() - suffix},
            after.sliced(prefix, after.size() - suffix - prefix).toByteArray()};
}

} // namespace retune
