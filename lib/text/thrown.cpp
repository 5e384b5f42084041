#include <retune/text/thrown.h>

#include <retune/text/tr.h>

#include <exception>

namespace retune {

QString thrownText()
{
    try {
        throw;
    } catch (const std::exception &exception) {
        return QString::fromLocal8Bit(exception.what());
    } catch (...) {
        return Tr::tr("an exception that is no std::exception");
    }
}

} // namespace retune
