#pragma once

#include <retune/format/documentbuilder.h>
#include <retune/format/toml/tomllexer.h>

#include <QtCore/QByteArrayView>

#include <vector>

namespace retune {

/// Finds the members of tables by their keys, whatever way these are written. Keeps no keys of its own: a slot is the
/// number of a node, whose key stands in the text.
class TomlNames
{
public:
    /// Both have to outlive this; `builder` has the members that are inserted.
    TomlNames(QByteArrayView text, DocumentBuilder &builder);

    /// The member of `table` with this key, or `NodeData::none`.
    quint32 find(quint32 table, const TomlKeyPart &part) const;
    /// Makes `member`, whose table has no such key yet, known under its key.
    void insert(quint32 member);

private:
    struct Slot
    {
        quint32 hash = 0;
        quint32 member = 0; ///< 0, the root, stands for none: it is no member
    };

    void put(Slot slot);
    void grow();

    QByteArrayView m_text;
    DocumentBuilder &m_builder;
    std::vector<Slot> m_slots; ///< a power of two of them, at most half of them taken
    std::size_t m_taken = 0;
};

} // namespace retune
