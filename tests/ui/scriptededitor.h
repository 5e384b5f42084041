#pragma once

#include "tree/fileeditor.h"

#include <QtCore/QStringList>

namespace retune {

/// An editor that does with edits what a test says, and notes the gestures.
class ScriptedEditor : public FileEditor
{
public:
    using Script = std::function<void(const QString &path, const DocumentEdit &edit, const EditDone &done)>;

    explicit ScriptedEditor(Script script)
        : m_script(std::move(script))
    {}

    /// As "begin f.json", "end f.json".
    const QStringList &gestures() const { return m_gestures; }

    void edit(const QString &path, const DocumentEdit &edit, const EditDone &done) override
    {
        m_script(path, edit, done);
    }
    void gesture(const QString &path, Gesture step) override
    {
        const QStringList names{QStringLiteral("begin "), QStringLiteral("end "), QStringLiteral("cancel ")};
        m_gestures += names.at(int(step)) + path;
    }
    void together(const std::function<void()> &edits) override { edits(); }
    std::optional<Problem> obstacle(const QString &) const override { return {}; }

private:
    Script m_script;
    QStringList m_gestures;
};

} // namespace retune
