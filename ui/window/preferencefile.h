#pragma once

#include <QtCore/QSettings>

namespace retune {

/// The file that preferences are kept in: this says where it lies, and nothing else does.
class PreferenceFile : public QSettings
{
public:
    PreferenceFile()
        : QSettings(IniFormat, UserScope, QStringLiteral("Retune"), QStringLiteral("Retune"))
    {}
};

} // namespace retune
