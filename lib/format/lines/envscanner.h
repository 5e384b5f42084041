#pragma once

#include <retune/format/lines/linescanner.h>

namespace retune {

/// Reads the lines of a `.env` file.
class EnvScanner final : public LineScanner
{
public:
    using LineScanner::LineScanner;
    bool next(LineItem &item) override;

private:
    bool entry(LineItem &item);
    bool quoted(LineItem &item);
    void plain(LineItem &item);
    bool restOfLine(LineItem &item, const QString &expected);
};

} // namespace retune
