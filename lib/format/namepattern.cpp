#include <retune/format/namepattern.h>

#include <algorithm>

namespace retune {

namespace {

/// As many names at the end of the path as the pattern has.
QStringView endOf(QStringView path, QStringView pattern)
{
    qsizetype slashes = std::count(pattern.begin(), pattern.end(), u'/');
    qsizetype begin = path.size();
    for (; begin > 0; --begin) {
        if (path.at(begin - 1) == u'/' && slashes-- == 0)
            break;
    }
    return path.sliced(begin);
}

/// How many UTF-16 units the character at the beginning takes; 0 where there is none that `*` or `?` may stand for.
qsizetype wildcardSize(QStringView text)
{
    if (text.isEmpty() || text.front() == u'/')
        return 0;
    return text.size() > 1 && text.at(0).isHighSurrogate() && text.at(1).isLowSurrogate() ? 2 : 1;
}

bool isMatch(QStringView text, QStringView pattern)
{
    // What is left at the last `*`: should the rest not fit, that takes one character more.
    QStringView textAtStar;
    QStringView patternAfterStar;
    bool hasStar = false;
    while (!text.isEmpty() || !pattern.isEmpty()) {
        if (pattern.startsWith(u'*')) {
            hasStar = true;
            textAtStar = text;
            patternAfterStar = pattern = pattern.sliced(1);
        } else if (pattern.startsWith(u'?') && wildcardSize(text) > 0) {
            text = text.sliced(wildcardSize(text));
            pattern = pattern.sliced(1);
        } else if (!text.isEmpty() && !pattern.isEmpty() && text.front() == pattern.front()) {
            text = text.sliced(1);
            pattern = pattern.sliced(1);
        } else {
            if (!hasStar || wildcardSize(textAtStar) == 0)
                return false;
            text = textAtStar = textAtStar.sliced(wildcardSize(textAtStar));
            pattern = patternAfterStar;
        }
    }
    return true;
}

} // namespace

bool matchesNamePattern(QStringView path, QStringView pattern)
{
    return isMatch(endOf(path, pattern), pattern);
}

} // namespace retune
