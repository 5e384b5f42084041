#pragma once

#include <retune/format/format.h>

namespace retune {

/// TOML 1.0. Numbers, dates and times are kept as they are written. A table that is written in several places is one
/// table, whose range spans them.
class TomlFormat final : public Format
{
public:
    FormatId id() const override { return FormatId::Toml; };
    QString name() const override;
    QString shortName() const override;
    QString typeName(const NodeData &node) const override;
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
};

} // namespace retune
