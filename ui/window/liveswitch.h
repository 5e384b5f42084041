#pragma once

#include <retune/edit/liveapply.h>

#include <QtCore/QObject>

#include <memory>

class QToolButton;

namespace retune {

class Actions;
class PaneTitle;
class SettingsPane;

/// Live apply in the window: a switch for all files in the tool bar and one for the file that is shown beside its name, which
/// also says why that file is not saved. What is switched on is remembered for each folder.
class LiveSwitch : public QObject
{
    Q_OBJECT

public:
    /// All have to outlive it.
    LiveSwitch(Actions &actions, PaneTitle &title, SettingsPane &settings, QObject *parent);
    ~LiveSwitch() override;

    /// To be called when the files have been read and unsaved edits of earlier runs are there again: those are not saved by
    /// themselves. `workspace` has to stay until `end`.
    void begin(Workspace &workspace);
    void end();
    /// The file that is shown; empty where there is none.
    void showFile(const QString &path);

    /// Null while no folder is open.
    LiveApply *live() const { return m_live.get(); }
    /// Whether a save is to be told by itself: one by hand is, and a live one that could not carry everything over, once. The
    /// reload tells the others.
    bool isWorthTelling(const QString &path, const QStringList &notes);

Q_SIGNALS:
    /// A sentence for the status bar.
    void message(const QString &text);
    /// Switched on while so many other files have unsaved edits of before: they are left alone.
    void editsLeft(int files);
    /// A save failed, and that was not told before.
    void saveFailed(const QString &path, const retune::Problem &problem);

private:
    void connectActions();
    void switchAll(bool isOn);
    void remember();
    void forgetHeldBack();
    void update();
    QString stateText(LiveApply::State state) const;
    QString stateTip(LiveApply::State state) const;

    Actions &m_actions;
    SettingsPane &m_settings;
    QToolButton *m_button;
    Workspace *m_workspace = nullptr;
    std::unique_ptr<LiveApply> m_live;
    QString m_path;
    QString m_heldBack; ///< the file that was told of last for its text cannot be read
    QHash<QString, QStringList> m_toldNotes;
};

} // namespace retune
