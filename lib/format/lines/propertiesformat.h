#pragma once

#include <retune/format/lines/lineformat.h>

namespace retune {

/// `.properties` as Java reads them: `key=value`, `key: value` or `key value`, comments with `#` and `!` on lines of their own,
/// a backslash at the end of a line lets the value go on in the next one, escapes as `\u4f60`. Dots in keys make no
/// tables, because Java makes none. Blanks at the end of a value belong to it.
///
/// A value without escapes that reads as a decimal number or as true, false, yes, no, on or off has that kind. A key alone
/// has the empty text. Characters beyond ASCII are written as they are where the file has some already, else as `\u4F60`,
/// which every version of Java reads.
class PropertiesFormat final : public LineFormat
{
public:
    PropertiesFormat();
    FormatId id() const override { return FormatId::Properties; }
    QString name() const override;
    QString shortName() const override;
    QString decodeKey(QByteArrayView text, const NodeData &node) const override;
    std::unique_ptr<LineScanner> scanner(QByteArrayView text, qsizetype begin) const override;
    Kind kindOf(QByteArrayView value, bool hasDelimiter) const override;
    QString decodeText(QByteArrayView text) const override;
    quint8 keyStyleOf(QByteArrayView text) const override;
    Result<QByteArray> keyText(const QString &key, const ValueSlot &slot) const override;

protected:
    Result<QByteArray> stringText(const QString &text, const ValueSlot &slot) const override;
};

} // namespace retune
