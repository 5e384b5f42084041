#pragma once

#include <QtCore/QCoreApplication>

namespace retune {

/// The translation context of every sentence that the library shows to people. Works without a QCoreApplication:
/// the sentence is then given as it stands.
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(retune)
};

} // namespace retune
