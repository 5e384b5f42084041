#include "tree/filterquery.h"

#include <QtCore/QCoreApplication>

namespace retune {

namespace {

/// The sentences of this file, for translators. The terms themselves are a language and stay as they are.
struct FilterText
{
    Q_DECLARE_TR_FUNCTIONS(FilterText)
};

struct KindTerm
{
    QLatin1String name;
    QList<Kind> kinds;
};

const QList<KindTerm> &kindTerms()
{
    static const QList<KindTerm> terms{
        {QLatin1String("text"), {Kind::String, Kind::Bytes}},
        {QLatin1String("number"), {Kind::Integer, Kind::Float}},
        {QLatin1String("boolean"), {Kind::Boolean}},
        {QLatin1String("date"), {Kind::DateTime}},
        {QLatin1String("null"), {Kind::Null}},
        {QLatin1String("list"), {Kind::List}},
        {QLatin1String("table"), {Kind::Table}},
        {QLatin1String("code"), {Kind::Opaque}},
    };
    return terms;
}

QString kindMeaning(Kind kind)
{
    switch (kind) {
    case Kind::String:
        return FilterText::tr("Texts");
    case Kind::Integer:
        return FilterText::tr("Numbers, whole or not");
    case Kind::Boolean:
        return FilterText::tr("Yes or no");
    case Kind::DateTime:
        return FilterText::tr("Dates and times");
    case Kind::Null:
        return FilterText::tr("Keys without a value");
    case Kind::List:
        return FilterText::tr("Lists, with their members");
    case Kind::Table:
        return FilterText::tr("Tables, with their keys");
    default:
        return FilterText::tr("Code that only its program understands");
    }
}

struct Term
{
    QString text;
    bool isQuoted = false;
};

QList<Term> termsOf(const QString &text)
{
    QList<Term> terms;
    Term term;
    const auto endTerm = [&] {
        if (!term.text.isEmpty())
            terms += term;
        term = {};
    };
    bool isInside = false;
    for (const QChar c : text) {
        if (c == QLatin1Char('"')) {
            isInside = !isInside;
            term.isQuoted = true;
        } else if (c.isSpace() && !isInside) {
            endTerm();
        } else {
            term.text += c;
        }
    }
    endTerm();
    return terms;
}

/// Whether the term is a condition, known or not.
bool takeCondition(const QString &term, FilterQuery &query)
{
    const QString lower = term.toLower();
    if (lower.startsWith(QLatin1String("is:"))) {
        const QString state = lower.sliced(3);
        if (state == QLatin1String("changed"))
            query.isChanged = true;
        else if (state == QLatin1String("unsaved"))
            query.isUnsaved = true;
        else if (state == QLatin1String("problem"))
            query.isProblem = true;
        else
            query.unknown += term;
        return true;
    }
    if (!lower.startsWith(QLatin1String("type:")))
        return false;
    for (const KindTerm &known : kindTerms()) {
        if (lower.sliced(5) == known.name) {
            query.kinds += known.kinds;
            return true;
        }
    }
    query.unknown += term;
    return true;
}

} // namespace

QList<FilterTerm> filterTerms()
{
    QList<FilterTerm> terms{
        {QStringLiteral("is:changed"), FilterText::tr("Changed since the folder was opened")},
        {QStringLiteral("is:unsaved"), FilterText::tr("Edited and not saved yet")},
        {QStringLiteral("is:problem"), FilterText::tr("What is wrong, and files with a problem")},
    };
    for (const KindTerm &term : kindTerms())
        terms += {QStringLiteral("type:") + term.name, kindMeaning(term.kinds.first())};
    return terms;
}

FilterQuery filterQuery(const QString &text)
{
    FilterQuery query;
    for (const Term &term : termsOf(text)) {
        if (term.isQuoted || !takeCondition(term.text, query))
            query.words += term.text;
    }
    return query;
}

} // namespace retune
