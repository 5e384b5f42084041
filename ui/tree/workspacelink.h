#pragma once

#include "tree/fileeditor.h"
#include "tree/settingsmodel.h"
#include "tree/shownfile.h"

#include <retune/edit/workspace.h>

#include <QtCore/QMap>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QSet>
#include <QtCore/QTimer>

namespace retune {

class SettingsModel;

/// What the tree shows of a file: the values of its buffer where there is one, else those in force. `opened` is what the file
/// held when the folder was opened.
ShownFile shownFile(const SettingsFile &file, const Buffer *buffer, bool hasConflict,
                    const std::optional<Document> &opened = {});

/// Keeps the settings model in line with a workspace and its store, and brings edits of values to the buffers.
class WorkspaceLink
    : public QObject
    , private FileEditor
{
    Q_OBJECT

public:
    /// The model has to outlive it.
    WorkspaceLink(Workspace &workspace, SettingsModel &model, QObject *parent = nullptr);
    ~WorkspaceLink() override;

    /// Shows the files of the store, which has read them all; nothing is shown before.
    void load();

private:
    void follow(const Reload &reload);
    void showSlice();
    void showSoon(const QString &path);
    void show(const QString &path);
    void showNew(const QString &path);
    void watchBuffer(const QString &path);

    void edit(const QString &path, const DocumentEdit &edit, const EditDone &done) override;
    void gesture(const QString &path, Gesture step) override;
    void together(const std::function<void()> &edits) override;
    std::optional<Problem> obstacle(const QString &path) const override;

    Workspace &m_workspace;
    SettingsModel &m_model;
    bool m_isLoaded = false;
    Snapshot m_opened; ///< what the files held when the folder was opened
    QSet<QString> m_stale;
    QSet<QString> m_waiting; ///< of the files that are shown in slices: those that are still to be shown
    QSet<QString> m_inGesture;
    QTimer m_showTimer;
    QMap<QString, QList<Change>> m_reloaded; ///< the keys to highlight of files that are still to be shown
    QTimer m_sliceTimer;
};

} // namespace retune
