#include "fontlanguage.h"

#include <QtCore/QByteArray>
#include <QtCore/QLocale>

namespace retune {

namespace {

/// Where fontconfig takes the language from, before the locale.
constexpr auto variable = "FC_LANG";

} // namespace

FontLanguage::FontLanguage(const QLocale &language)
{
    if (language.language() == QLocale::Chinese && !qEnvironmentVariableIsSet(variable))
        m_isSet = qputenv(variable, QByteArrayLiteral("zh-cn"));
}

FontLanguage::~FontLanguage()
{
    if (m_isSet)
        qunsetenv(variable);
}

} // namespace retune
