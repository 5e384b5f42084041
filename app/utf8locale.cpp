#include "utf8locale.h"

#include <QtCore/QByteArray>

#include <clocale>
#include <cstring>
#include <langinfo.h>

namespace retune {

void useUtf8Locale()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", QByteArrayLiteral("C.UTF-8"));
}

} // namespace retune
