#include "baretoml.h"
#include "yardstick.h"

#include <string_view>

namespace retune {

bool parseWithTomlPlusPlus(const QByteArray &text)
{
    return bool(toml::parse(std::string_view(text.constData(), std::size_t(text.size()))));
}

} // namespace retune
