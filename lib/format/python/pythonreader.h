#pragma once

#include <retune/format/format.h>

namespace retune {

/// Settings modules in Python syntax: the literals that names are given at module level. Nothing is ever executed. Names
/// that are given something else are Opaque; so are names that a later statement at module level surely changes. What
/// statements inside others assign (if, try, def, class) is not read: where an `if` may set a name again, the value shown is
/// that of the module level.
class PythonFormat final : public Format
{
public:
    FormatId id() const override { return FormatId::Python; }
    QString name() const override;
    QString shortName() const override;
    QString typeName(const NodeData &node) const override;
    QString decodeKey(QByteArrayView text, const NodeData &node) const override;
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
