#pragma once

class QLocale;

namespace retune {

/// Has the fonts of the window chosen as on a system that speaks a language, though this one may speak another. Else the
/// characters of the language come from another font than digits and Latin letters do, and stand higher in fields.
///
/// To be made before the application. It ends when fonts have been chosen, so that the programs that the window starts do not
/// inherit it.
class FontLanguage
{
public:
    explicit FontLanguage(const QLocale &language);
    ~FontLanguage();
    FontLanguage(const FontLanguage &) = delete;
    FontLanguage &operator=(const FontLanguage &) = delete;

private:
    bool m_isSet = false;
};

} // namespace retune
