#pragma once

#include <retune/format/format.h>

namespace retune {

/// YAML. The syntax is what libyaml takes; plain scalars have the types of YAML 1.2's core schema, so that `no` and
/// `12:30` are texts, and a tag of YAML's own decides where there is one. `<<` is a key like any other. An alias has the
/// value of its anchor, with copies of its members below it, which are read only. A file without content is an empty
/// table, so that a first key can be added; several documents in one file are a list.
class YamlFormat final : public Format
{
public:
    FormatId id() const override { return FormatId::Yaml; }
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
