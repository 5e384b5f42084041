#pragma once

#include <retune/format/document.h>
#include <retune/text/result.h>

namespace retune {

/// Edits one document, member by member, until it holds what another document of the same format holds there. Each step is an
/// edit of `edit.h`, which changes nothing else, and reads the text again; so the number of steps is limited.
class TreeEdits
{
public:
    /// Reading more than this again and again is left: some seconds in the slowest format.
    static constexpr qsizetype maximumReadBytes = 16 * 1024 * 1024;

    explicit TreeEdits(Document document)
        : m_document(std::move(document))
    {}

    const Document &document() const { return m_document; }

    /// Makes the member at `path` what `wanted` is; removes it where that is null. Keeps the spelling of `wanted`. On
    /// failure, which has the reason, part of it may have been done.
    Result<void> put(const KeyPath &path, const Node &wanted);
    /// Gives the member at `path` another key, where that can be said: its place and its comment stay.
    void rename(const KeyPath &path, const QString &key);
    /// Sets the value at `path`, or adds it.
    Result<void> put(const KeyPath &path, const Value &value);

private:
    using Members = QList<Node>;

    Result<void> add(const KeyPath &path, const Node &wanted);
    Result<void> addMembers(const KeyPath &path, const Node &wanted);
    Result<void> putTable(const KeyPath &path, const Node &now, const Node &wanted);
    Result<void> putList(const KeyPath &path, const Node &now, const Node &wanted);
    Result<void> replace(const KeyPath &path, const Node &wanted);
    bool replaceText(const KeyPath &path, const Node &wanted);
    void spellAs(const KeyPath &path, const Node &wanted);
    template<typename MakeEdit>
    Result<void> apply(MakeEdit makeEdit);

    Document m_document;
    qsizetype m_readBytes = 0;
};

} // namespace retune
