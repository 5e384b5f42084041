#pragma once

#include <retune/format/keydiff.h>

#include <optional>

namespace retune {

/// What the tree shows of one settings file.
struct ShownFile
{
    QString path;      ///< relative to the folder
    Document document; ///< whose values are shown; null where the file never had good content
    std::optional<Problem> problem;
    bool isUnsaved = false;   ///< there are edits that are not on disk
    bool hasConflict = false; ///< and the disk moved on meanwhile
    QList<Change> unsaved; ///< from what the edits are based on to what is shown; empty for very large files
    bool isCode = false;   ///< it holds no values
    Document inForce{};    ///< what programs see; null where they see nothing
    /// What the file held when the folder was opened: a null document where there was none, nothing where it is not known.
    std::optional<Document> opened{};
    QList<Change> sinceOpened{}; ///< from that to what is shown; empty for very large files
    Document base{};             ///< what unsaved edits are based on; null where it is not known
    /// In a conflict, what another program changed and is not shown: from the base to what is on disk; empty for very large files.
    QList<Change> onDisk{};
};

} // namespace retune
