#pragma once

#include <retune/format/lines/linescanner.h>

namespace retune {

/// Reads the lines of a `.properties` file.
class PropertiesScanner final : public LineScanner
{
public:
    using LineScanner::LineScanner;
    bool next(LineItem &item) override;

private:
    bool entry(LineItem &item);
    bool escape();
    void skipSeparatorBlanks();

    bool isContinued(qsizetype at) const { return byteAt(at) == '\\' && isLineEnd(byteAt(at + 1)); }
};

} // namespace retune
