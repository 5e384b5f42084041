#include <retune/diff/treeedits.h>

#include <retune/diff/keymergeplan.h>
#include <retune/format/edit.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

template<typename MakeEdit>
Result<void> TreeEdits::apply(MakeEdit makeEdit)
{
    m_readBytes += m_document.bytes().size();
    if (m_readBytes > maximumReadBytes) {
        return Unexpected{
            Problem{ProblemKind::Limit, {}, {}, {}, Tr::tr("too many changes for a text of this size")}};
    }
    const Result<Edit> edit = makeEdit(m_document);
    if (!edit)
        return Unexpected{edit.error()};
    m_document = edit->result;
    return {};
}

void TreeEdits::rename(const KeyPath &path, const QString &key)
{
    static_cast<void>(apply([&](const Document &document) { return renameKey(document, path, key); }));
}

Result<void> TreeEdits::put(const KeyPath &path, const Value &value)
{
    const bool isThere = !m_document.find(path).isNull();
    return apply([&](const Document &document) {
        return isThere ? setValue(document, path, value) : addValue(document, path, value);
    });
}

Result<void> TreeEdits::put(const KeyPath &path, const Node &wanted)
{
    const Node now = m_document.find(path);
    if (isSameForPrograms(now, wanted))
        return {};
    if (!wanted)
        return apply([&](const Document &document) { return removeValue(document, path); });
    if (!now)
        return add(path, wanted);
    const Document before = m_document; // keeps the nodes alive
    if (now.kind() == Kind::Table && wanted.kind() == Kind::Table)
        return putTable(path, now, wanted);
    if (now.kind() == Kind::List && wanted.kind() == Kind::List) {
        const Result<void> done = putList(path, now, wanted);
        if (done || replaceText(path, wanted))
            return {};
        return done;
    }
    return replace(path, wanted);
}

Result<void> TreeEdits::add(const KeyPath &path, const Node &wanted)
{
    const Value value =
        wanted.isContainer() ? Value{wanted.kind(), {}} : Value{wanted.kind(), wanted.value().text};
    const auto added = apply([&](const Document &document) { return addValue(document, path, value); });
    if (!added)
        return added;
    if (wanted.isContainer())
        return addMembers(path, wanted);
    spellAs(path, wanted);
    return {};
}

Result<void> TreeEdits::addMembers(const KeyPath &path, const Node &wanted)
{
    if (wanted.childCount() == 0)
        return {};
    // All at once where the format writes them between brackets; that keeps comments and layout too.
    if (replaceText(path, wanted))
        return {};
    int position = 0;
    for (const Node &member : countingMembers(wanted)) {
        const KeyPath place =
            wanted.kind() == Kind::Table ? path.child(member.key()) : path.child(position++);
        if (const auto done = add(place, member); !done)
            return done;
    }
    return {};
}

Result<void> TreeEdits::putTable(const KeyPath &path, const Node &now, const Node &wanted)
{
    if (const auto renamed = renamedMember(now, wanted))
        rename(path.child(renamed->first.key()), renamed->second.key());
    for (const Node &member : countingMembers(now)) {
        if (wanted.child(member.key()) || !m_document.find(path.child(member.key())))
            continue;
        const auto removed = put(path.child(member.key()), Node());
        if (!removed)
            return removed;
    }
    for (const Node &member : countingMembers(wanted)) {
        if (const auto done = put(path.child(member.key()), member); !done)
            return done;
    }
    return {};
}

/// What is equal at both ends stays; between them members are changed in place, and the rest is added or removed.
Result<void> TreeEdits::putList(const KeyPath &path, const Node &now, const Node &wanted)
{
    const Members old = countingMembers(now);
    const Members members = countingMembers(wanted);
    const auto [oldEnd, newEnd] =
        std::mismatch(old.begin(), old.end(), members.begin(), members.end(), isSameForPrograms);
    const auto head = int(oldEnd - old.begin());
    const auto tail = int(std::mismatch(old.rbegin(), std::make_reverse_iterator(oldEnd), members.rbegin(),
                                        std::make_reverse_iterator(newEnd), isSameForPrograms)
                              .first -
                          old.rbegin());
    const int oldStop = int(old.size()) - tail;
    const int newStop = int(members.size()) - tail;
    for (int i = head; i < std::min(oldStop, newStop); ++i) {
        if (const auto done = put(path.child(i), members.at(i)); !done)
            return done;
    }
    for (int i = oldStop - 1; i >= newStop; --i) {
        const auto removed =
            apply([&](const Document &document) { return removeValue(document, path.child(i)); });
        if (!removed)
            return removed;
    }
    for (int i = oldStop; i < newStop; ++i) {
        if (const auto added = add(path.child(i), members.at(i)); !added)
            return added;
    }
    return {};
}

Result<void> TreeEdits::replace(const KeyPath &path, const Node &wanted)
{
    if (replaceText(path, wanted))
        return {};
    if (isScalar(wanted.kind())) {
        const Document before = m_document;
        const auto set =
            apply([&](const Document &document) { return setValue(document, path, wanted.value()); });
        if (set && isSameForPrograms(m_document.find(path), wanted))
            return {};
        m_document = before;
    }
    const auto removed = apply([&](const Document &document) { return removeValue(document, path); });
    return removed ? add(path, wanted) : removed;
}

/// Whether the text that `wanted` has in its own document says the same here.
bool TreeEdits::replaceText(const KeyPath &path, const Node &wanted)
{
    const Document before = m_document;
    const QByteArray text = wanted.text().toByteArray();
    const auto set = apply([&](const Document &document) { return setText(document, path, text); });
    if (set && isSameForPrograms(m_document.find(path), wanted))
        return true;
    m_document = before;
    return false;
}

void TreeEdits::spellAs(const KeyPath &path, const Node &wanted)
{
    if (const Node node = m_document.find(path); node && node.text() != wanted.text())
        replaceText(path, wanted);
}

} // namespace retune
