#pragma once

#include <retune/format/lines/linescanner.h>

namespace retune {

constexpr bool isIniCommentStart(char c)
{
    return c == '#' || c == ';';
}

/// Reads lines as Python's configparser does.
class IniScanner final : public LineScanner
{
public:
    using LineScanner::LineScanner;
    bool next(LineItem &item) override;

private:
    bool header(LineItem &item, ByteRange line);
    bool entry(LineItem &item, ByteRange line);
    void continuation(LineItem &item, qsizetype indentation);
};

} // namespace retune
