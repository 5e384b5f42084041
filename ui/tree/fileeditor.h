#pragma once

#include <retune/format/edit.h>

#include <QtCore/QString>

#include <functional>
#include <optional>

namespace retune {

/// Edits files for the tree, of which it shows the values. For the thread of the window.
class FileEditor
{
public:
    /// Told once: that a file was edited and its rows are up to date, or why not.
    using EditDone = std::function<void(const Result<void> &)>;
    /// Edits of a file between `Begin` and `End` are one step of undo; `Cancel` ends too, and takes them back.
    enum class Gesture : quint8 { Begin, End, Cancel };

    FileEditor() = default;
    FileEditor(const FileEditor &) = delete;
    FileEditor &operator=(const FileEditor &) = delete;
    virtual ~FileEditor() = default;

    /// Edits a file and says so; of a long file not before it returns. It may be called for the next edit meanwhile.
    virtual void edit(const QString &path, const DocumentEdit &edit, const EditDone &done) = 0;
    virtual void gesture(const QString &path, Gesture step) = 0;
    /// Calls `edits` so that they are one step of undo, in however many files.
    virtual void together(const std::function<void()> &edits) = 0;
    /// Why nothing of a file can be edited at present.
    virtual std::optional<Problem> obstacle(const QString &path) const = 0;
};

} // namespace retune
