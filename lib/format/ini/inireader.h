#pragma once

#include <retune/format/format.h>

namespace retune {

/// Generic INI, read as Python's configparser does: `key = value` or `key: value`, comments on lines of their own, values
/// that go on in indented lines, keys without a value (null). Sections are tables of the root; keys before the first
/// section belong to the root. A section that is written several times is one table. Unlike configparser it takes a
/// comment behind a section name for one, and refuses other text there.
///
/// INI knows no types: a value that reads as a decimal number or as true, false, yes, no, on or off has that kind, and an
/// edit may change it.
class IniFormat final : public Format
{
public:
    FormatId id() const override { return FormatId::Ini; };
    QString name() const override;
    QString shortName() const override;
    QString typeName(const NodeData &node) const override;
    QString decodeKey(QByteArrayView text, const NodeData &node) const override;
    bool isPlainKey(const NodeData &) const override { return true; }
    bool hasTypes() const override { return false; }
    Value decode(QByteArrayView text, const NodeData &node) const override;
    Result<QByteArray> encode(const Value &value, const Node &node) const override;

protected:
    Result<Document> read(const QByteArray &bytes, const TextFacts &facts,
                          const Limits &limits) const override;
};

} // namespace retune
