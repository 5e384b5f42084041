#pragma once

#include <retune/format/lines/lineformat.h>

namespace retune {

/// `.env` files, as python-dotenv reads them and most others do: `KEY=value`, perhaps behind `export`, without sections.
/// `'…'` is taken as it is, `"…"` has escapes, both may go on over several lines; a plain value ends at a `#` behind a blank.
/// A key without `=` is null.
///
/// A plain value that reads as a decimal number or as true, false, yes, no, on or off has that kind; quoted values are text.
/// `$NAME` is shown as written, though programs may put in a variable's value there; new text with a `$` is written in
/// `'…'`, where it means itself.
class EnvFormat final : public LineFormat
{
public:
    EnvFormat();
    FormatId id() const override { return FormatId::Env; }
    QString name() const override;
    QString shortName() const override;
    std::unique_ptr<LineScanner> scanner(QByteArrayView text, qsizetype begin) const override;
    Kind kindOf(QByteArrayView value, bool hasDelimiter) const override;
    QString decodeText(QByteArrayView text) const override;
    Result<QByteArray> keyText(const QString &key, const ValueSlot &slot) const override;

protected:
    Result<QByteArray> stringText(const QString &text, const ValueSlot &slot) const override;
};

} // namespace retune
