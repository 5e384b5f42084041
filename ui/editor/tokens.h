#pragma once

#include <retune/format/document.h>
#include <retune/text/replacement.h>

#include <QtCore/QList>

namespace retune {

/// What a stretch of a file is, for its colour.
enum class TokenKind : quint8 { Key, String, Number, Constant, Comment, Opaque, Keyword };

struct Token
{
    ByteRange range;
    TokenKind kind = TokenKind::Key;

    bool operator==(const Token &) const = default;
};

/// The keys, scalars and comments of a document, or the words of code; sorted by place and without overlaps.
QList<Token> tokensOf(const Document &document);

/// Moves the tokens along when bytes are replaced, until the text has a tree again: a token that a change lies inside
/// grows or shrinks with it, one that is cut keeps what is left.
void follow(QList<Token> &tokens, const QList<Replacement> &replacements);

/// The tokens that share a byte with `range`.
QList<Token> tokensIn(const QList<Token> &tokens, ByteRange range);

} // namespace retune
