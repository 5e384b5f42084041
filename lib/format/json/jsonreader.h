#pragma once

#include <retune/format/format.h>

namespace retune {

/// JSON (RFC 8259), and JSONC, which adds comments and trailing commas. The text of numbers is kept as it is, of any
/// size; a key that is given twice is kept twice.
class JsonFormat final : public Format
{
public:
    /// `id` is Json, or Jsonc for comments and trailing commas.
    explicit JsonFormat(FormatId id)
        : m_id(id)
    {}

    FormatId id() const override { return m_id; };
    QString name() const override;
    QString shortName() const override;
    QString typeName(const NodeData &node) const override;
    bool mayParseWhenCut() const override { return false; }
    QString decodeKey(QByteArrayView text, const NodeData &node) const override;
    bool isPlainKey(const NodeData &node) const override;
    Value decode(QByteArrayView text, const NodeData &node) const override;
    Result<QByteArray> encode(const Value &value, const Node &node) const override;
    Result<QList<Replacement>> insertion(const Document &document, const Node &container,
                                         const NewMember &member) const override;
    Result<QList<Replacement>> removal(const Document &document, const Node &member) const override;
    Result<QList<Replacement>> renaming(const Document &document, const Node &member,
                                        const QString &key) const override;
    Result<QList<Replacement>> movement(const Document &document, const Node &member,
                                        int position) const override;

protected:
    Result<Document> read(const QByteArray &bytes, const TextFacts &facts,
                          const Limits &limits) const override;

private:
    FormatId m_id;
};

} // namespace retune
