#pragma once

#include <retune/format/lines/linescanner.h>

namespace retune {

constexpr bool isSystemdCommentStart(char c)
{
    return c == '#' || c == ';';
}

/// Reads lines as systemd does.
class SystemdScanner final : public LineScanner
{
public:
    using LineScanner::LineScanner;
    bool next(LineItem &item) override;

private:
    bool header(LineItem &item, ByteRange line);
    bool entry(LineItem &item, ByteRange line);
    void continuation(LineItem &item, ByteRange line);

    bool m_hasSection = false;
};

} // namespace retune
