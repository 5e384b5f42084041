#pragma once

#include "editor/tokens.h"

#include <QtGui/QColor>
#include <QtGui/QPalette>
#include <QtGui/QTextCharFormat>

namespace retune {

/// The colours of an editor, made for the lightness of a palette. Texts keep a contrast of 4.5 to 1 on its base.
struct SyntaxColors
{
    explicit SyntaxColors(const QPalette &palette);

    QTextCharFormat format(TokenKind kind) const;

    QColor key;
    QColor string;
    QColor number;
    QColor constant;
    QColor keyword;
    QColor comment;
    QColor opaque;
    QColor error;
    QColor warning;
    QColor currentLine;
    QColor gutter;
    QColor gutterText;
};

} // namespace retune
