#include <retune/text/replacement.h>

#include <retune/text/utf8.h>

#include <algorithm>

namespace retune {

QByteArray applied(const QByteArray &bytes, const QList<Replacement> &replacements)
{
    QByteArray result;
    qsizetype growth = 0;
    for (const Replacement &replacement : replacements)
        growth += replacement.text.size();
    result.reserve(bytes.size() + growth);
    qsizetype done = 0;
    for (const Replacement &replacement : replacements) {
        Q_ASSERT(replacement.range.begin >= done && replacement.range.end <= bytes.size());
        result.append(bytes.constData() + done, replacement.range.begin - done);
        result.append(replacement.text);
        done = replacement.range.end;
    }
    result.append(bytes.constData() + done, bytes.size() - done);
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
