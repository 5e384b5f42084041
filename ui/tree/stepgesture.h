#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>

namespace retune {

class IntegerEdit;
class SettingsModel;

/// Makes each step of a spin box an edit at once, where edits are applied live; all steps until the editor closes are one
/// gesture. Where they are not, the number becomes an edit when it is entered, as what is typed does.
class StepGesture : public QObject
{
    Q_OBJECT

public:
    /// Belongs to `editor`, which edits a cell of `model`.
    StepGesture(IntegerEdit *editor, SettingsModel *model);
    ~StepGesture() override;

    /// Ends the gesture of an editor that closes, if it has one; `isCancelled` puts back what was there before the first step.
    static void end(const QObject *editor, bool isCancelled);

private:
    void applyStep();
    void end(bool isCancelled);

    IntegerEdit *m_editor;
    QPointer<SettingsModel> m_model;
    QString m_path; ///< empty before the first step
};

} // namespace retune
