#include "editor/tokens.h"

#include "editor/codetokens.h"

#include <retune/format/format.h>

#include <algorithm>

namespace retune {

namespace {

TokenKind kindOfValue(Kind kind)
{
    switch (kind) {
    case Kind::String:
    case Kind::Bytes:
        return TokenKind::String;
    case Kind::Integer:
    case Kind::Float:
    case Kind::DateTime:
        return TokenKind::Number;
    case Kind::Boolean:
    case Kind::Null:
        return TokenKind::Constant;
    case Kind::Table:
    case Kind::List:
    case Kind::Opaque:
        break;
    }
    return TokenKind::Opaque;
}

ByteRange followed(ByteRange token, const Replacement &replacement)
{
    const ByteRange range = replacement.range;
    const qsizetype growth = replacement.text.size() - range.size();
    if (range.end <= token.begin)
        return {token.begin + growth, token.end + growth};
    if (range.begin >= token.end)
        return token;
    if (range.begin >= token.begin && range.end <= token.end)
        return {token.begin, token.end + growth};
    if (range.end < token.end)
        return {range.end + growth, token.end + growth};
    return {token.begin, std::max(token.begin, range.begin)};
}

/// Removes what overlaps: of two tokens the one that begins later gives way, whatever a reader said.
void makeDisjoint(QList<Token> &tokens)
{
    std::stable_sort(tokens.begin(), tokens.end(),
                     [](const Token &a, const Token &b) { return a.range.begin < b.range.begin; });
    qsizetype end = 0;
    tokens.removeIf([&end](const Token &token) {
        if (token.range.isEmpty() || token.range.begin < end)
            return true;
        end = token.range.end;
        return false;
    });
}

} // namespace

QList<Token> tokensOf(const Document &document)
{
    if (document.isNull())
        return {};
    if (document.format().id() == FormatId::JavaScript)
        return javaScriptTokens(document.bytes());
    if (document.format().id() == FormatId::Cpp)
        return cppTokens(document.bytes());
    QList<Token> tokens;
    tokens.reserve(2 * document.nodeCount() + document.comments().size());
    for (int id = 0; id < document.nodeCount(); ++id) {
        const Node node = document.node(static_cast<quint32>(id));
        if (!node.keyRange().isEmpty())
            tokens.append({node.keyRange(), TokenKind::Key});
        if (!node.isContainer())
            tokens.append({node.range(), kindOfValue(node.kind())});
    }
    for (const ByteRange &comment : document.comments())
        tokens.append({comment, TokenKind::Comment});
    makeDisjoint(tokens);
    return tokens;
}

void follow(QList<Token> &tokens, const QList<Replacement> &replacements)
{
    // Both are in order: one walk through both, for there may be very many of either.
    qsizetype shift = 0;
    auto next = replacements.begin();
    for (Token &token : tokens) {
        for (; next != replacements.end() && next->range.end <= token.range.begin; ++next)
            shift += next->text.size() - next->range.size();
        auto touching = next;
        while (touching != replacements.end() && touching->range.begin < token.range.end)
            ++touching;
        // From the last to the first, so that the ranges of those still to come stay true.
        while (touching != next)
            token.range = followed(token.range, *--touching);
        token.range = {token.range.begin + shift, token.range.end + shift};
    }
    tokens.removeIf([](const Token &token) { return token.range.isEmpty(); });
}

QList<Token> tokensIn(const QList<Token> &tokens, ByteRange range)
{
    const auto first = std::partition_point(
        tokens.begin(), tokens.end(), [&](const Token &token) { return token.range.end <= range.begin; });
    const auto last = std::partition_point(first, tokens.end(),
                                           [&](const Token &token) { return token.range.begin < range.end; });
    return {first, last};
}

} // namespace retune
