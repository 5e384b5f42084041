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
    QList<Change> unsaved;    ///< from what is in force to what is shown
    bool isCode = false;      ///< it holds no values
};

} // namespace retune
