#include <retune/format/python/pythonkeywords.h>

#include <algorithm>
#include <array>

namespace retune::python {

namespace {

struct Keyword
{
    const char *word;
    StatementKind kind;
};

constexpr std::array<Keyword, 35> keywords{{
    {"False", StatementKind::Expression},  {"None", StatementKind::Expression},
    {"True", StatementKind::Expression},   {"and", StatementKind::Expression},
    {"as", StatementKind::Other},          {"assert", StatementKind::Other},
    {"async", StatementKind::Compound},    {"await", StatementKind::Expression},
    {"break", StatementKind::Other},       {"class", StatementKind::Compound},
    {"continue", StatementKind::Other},    {"def", StatementKind::Compound},
    {"del", StatementKind::Delete},        {"elif", StatementKind::Compound},
    {"else", StatementKind::Compound},     {"except", StatementKind::Compound},
    {"finally", StatementKind::Compound},  {"for", StatementKind::Compound},
    {"from", StatementKind::Import},       {"global", StatementKind::Other},
    {"if", StatementKind::Compound},       {"import", StatementKind::Import},
    {"in", StatementKind::Expression},     {"is", StatementKind::Expression},
    {"lambda", StatementKind::Expression}, {"nonlocal", StatementKind::Other},
    {"not", StatementKind::Expression},    {"or", StatementKind::Expression},
    {"pass", StatementKind::Other},        {"raise", StatementKind::Other},
    {"return", StatementKind::Other},      {"try", StatementKind::Compound},
    {"while", StatementKind::Compound},    {"with", StatementKind::Compound},
    {"yield", StatementKind::Expression},
}};

const Keyword *findKeyword(QByteArrayView word)
{
    constexpr qsizetype longest = 8;
    const bool mayBeKeyword = word.size() >= 2 && word.size() <= longest &&
                              ((word[0] >= 'a' && word[0] <= 'y') || QByteArrayView("FNT").contains(word[0]));
    if (!mayBeKeyword)
        return nullptr;
    const auto found = std::find_if(keywords.begin(), keywords.end(),
                                    [word](const Keyword &keyword) { return word == keyword.word; });
    return found == keywords.end() ? nullptr : &*found;
}

} // namespace

bool isKeyword(QByteArrayView word)
{
    return findKeyword(word) != nullptr;
}

StatementKind statementKind(QByteArrayView keyword)
{
    const Keyword *found = findKeyword(keyword);
    return found ? found->kind : StatementKind::Expression;
}

} // namespace retune::python
