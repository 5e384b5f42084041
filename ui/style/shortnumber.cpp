#include "style/shortnumber.h"

#include <QtCore/QLocale>

namespace retune {

QString shortNumber(double number)
{
    return QLocale().toString(number, 'f', number < 10 ? 1 : 0);
}

} // namespace retune
