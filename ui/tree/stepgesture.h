#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>
#include <QtCore/QTimer>

#include <chrono>

namespace retune {

class IntegerEdit;
class SettingsModel;

/// Makes each step of a spin box an edit at once, where edits are applied live. The steps that follow each other are one gesture, which
/// a pause ends, or something typed, or the end of the editor. Where edits are not applied live, the number becomes one when it is
/// entered, as what is typed does.
class StepGesture : public QObject
{
    Q_OBJECT

public:
    /// Belongs to `editor`, which edits a cell of `model`.
    StepGesture(IntegerEdit *editor, SettingsModel *model);
    ~StepGesture() override;

    /// For how long nothing is stepped when a gesture ends.
    void setPause(std::chrono::milliseconds pause) { m_pause.setInterval(pause); }

    /// Ends the gesture of an editor that closes, if it has one; `isCancelled` puts back what was there before the first step of all.
    static void end(const QObject *editor, bool isCancelled);

private:
    void applyStep();
    void end(bool isCancelled);
    void takeBack();

    IntegerEdit *m_editor;
    QPointer<SettingsModel> m_model;
    QString m_path;  ///< empty while no gesture is under way
    QString m_first; ///< what the cell held before the first step of all; null before that
    QTimer m_pause;
};

} // namespace retune
