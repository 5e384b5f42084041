#pragma once

#include <retune/format/format.h>

namespace retune {

/// Files of code, which hold no values: their document is an empty table over all of the bytes. So code takes the way of
/// settings (watched, read when whole, published, told as a reload with both texts), and nothing on that way runs it.
class CodeFormat final : public Format
{
public:
    explicit CodeFormat(FormatId id)
        : m_id(id)
    {}

    FormatId id() const override { return m_id; }
    QString name() const override;
    QString shortName() const override;
    bool isText() const override { return m_id != FormatId::NativeLibrary; }
    /// A cut text may well be code too, but it has no keys to lose, which is what is waited for; who runs it has tests of its
    /// own.
    bool mayParseWhenCut() const override { return false; }
    QString decodeKey(QByteArrayView text, const NodeData &node) const override;
    Value decode(QByteArrayView text, const NodeData &node) const override;
    Result<QByteArray> encode(const Value &value, const Node &node) const override;

protected:
    Result<Document> read(const QByteArray &bytes, const TextFacts &facts,
                          const Limits &limits) const override;

private:
    FormatId m_id;
};

} // namespace retune
