#pragma once

#include <retune/format/lines/lineformat.h>

namespace retune {

/// Generic INI, read as Python's configparser does: `key = value` or `key: value`, comments on lines of their own, values
/// that go on in indented lines, keys without a value (null). Sections are tables of the root; keys before the first
/// section belong to the root. A section that is written several times is one table. Unlike configparser it takes a
/// comment behind a section name for one, and refuses other text there.
///
/// INI knows no types: a value that reads as a decimal number or as true, false, yes, no, on or off has that kind, and an
/// edit may change it.
class IniFormat final : public LineFormat
{
public:
    IniFormat();
    FormatId id() const override { return FormatId::Ini; }
    QString name() const override;
    QString shortName() const override;
    std::unique_ptr<LineScanner> scanner(QByteArrayView text, qsizetype begin) const override;
    Kind kindOf(QByteArrayView value, bool hasDelimiter) const override;
    QString decodeText(QByteArrayView text) const override;
    Result<QByteArray> keyText(const QString &key, const ValueSlot &slot) const override;
    Result<QByteArray> headerText(const QStringList &path) const override;
    bool isWrittenBare(const Value &value) const override { return value.kind == Kind::Null; }

protected:
    Result<QByteArray> stringText(const QString &text, const ValueSlot &slot) const override;
};

} // namespace retune
