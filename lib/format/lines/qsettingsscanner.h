#pragma once

#include <retune/format/lines/linescanner.h>

namespace retune {

/// Reads characters as QSettings does: quotes and backslashes take line ends into a value.
class QSettingsScanner final : public LineScanner
{
public:
    using LineScanner::LineScanner;
    bool next(LineItem &item) override;

private:
    bool header(LineItem &item);
    bool entry(LineItem &item);
    bool value(LineItem &item);
    bool restOfLine(LineItem &item);
};

} // namespace retune
