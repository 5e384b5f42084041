#pragma once

#include <QtGui/QColor>
#include <QtGui/QPalette>

namespace retune {

/// The colours of a comparison, made for the lightness of a palette.
struct DiffColors
{
    explicit DiffColors(const QPalette &palette);

    QColor removed;     ///< behind removed lines
    QColor removedWord; ///< behind what is gone inside a changed line
    QColor removedSign;
    QColor added;
    QColor addedWord;
    QColor addedSign;
    QColor number;
    QColor numberGround;
    QColor separator;
    QColor current; ///< the bar beside the change that was gone to
};

} // namespace retune
