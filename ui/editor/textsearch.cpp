#include "editor/textsearch.h"

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

/// As regular expressions know lines. Positions stay.
QString withLineEnds(QString text)
{
    return text.replace(QChar::ParagraphSeparator, u'\n');
}

QString expanded(const QString &replacement, const QRegularExpressionMatch &match)
{
    QString text;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar c = replacement.at(i);
        if (c != u'\\' || i + 1 == replacement.size()) {
            text += c;
            continue;
        }
        const QChar next = replacement.at(++i);
        if (next >= u'0' && next <= u'9')
            text += match.captured(next.unicode() - u'0');
        else if (next == u'n')
            text += u'\n';
        else if (next == u't')
            text += u'\t';
        else if (next == u'\\')
            text += next;
        else
            text += u"\\"_s + next;
    }
    return text;
}

} // namespace

QRegularExpression searchExpression(const TextSearch &search)
{
    QString pattern = search.isExpression ? search.needle : QRegularExpression::escape(search.needle);
    // Not \b, which asks for a word on one side: the needle may begin or end with a sign.
    if (search.isWholeWord)
        pattern = u"(?<!\\w)(?:"_s + pattern + u")(?!\\w)"_s;
    QRegularExpression::PatternOptions options =
        QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!search.matchesCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(pattern, options);
}

QList<TextHit> findInText(const QString &text, const TextSearch &search, const std::atomic_bool &isCancelled)
{
    QList<TextHit> hits;
    const QRegularExpression expression = searchExpression(search);
    if (search.needle.isEmpty() || !expression.isValid())
        return hits;
    const QString lines = withLineEnds(text);
    QRegularExpressionMatchIterator matches = expression.globalMatch(lines);
    while (matches.hasNext() && !isCancelled) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength() > 0)
            hits.append({match.capturedStart(), match.capturedLength()});
    }
    return hits;
}

QStringList replacementsFor(const QString &text, const QList<TextHit> &hits, const TextSearch &search,
                            const QString &replacement)
{
    if (!search.isExpression)
        return QStringList(hits.size(), replacement);
    const QRegularExpression expression = searchExpression(search);
    const QString lines = withLineEnds(text);
    // Checked when the hits were found: to check all of the text again at each one takes minutes where there are many.
    const auto options =
        QRegularExpression::AnchorAtOffsetMatchOption | QRegularExpression::DontCheckSubjectStringMatchOption;
    QStringList texts;
    texts.reserve(hits.size());
    for (const TextHit &hit : hits)
        texts += expanded(replacement,
                          expression.match(lines, hit.begin, QRegularExpression::NormalMatch, options));
    return texts;
}

} // namespace retune
