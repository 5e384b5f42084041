#include "tree/stepgesture.h"

#include "tree/integeredit.h"
#include "tree/settingsmodel.h"
#include "tree/valuedelegate.h"

namespace retune {

StepGesture::StepGesture(IntegerEdit *editor, SettingsModel *model)
    : QObject(editor)
    , m_editor(editor)
    , m_model(model)
{
    connect(editor, &IntegerEdit::stepped, this, &StepGesture::applyStep);
}

StepGesture::~StepGesture()
{
    end(false);
}

void StepGesture::end(const QObject *editor, bool isCancelled)
{
    if (auto *gesture = editor->findChild<StepGesture *>(QString(), Qt::FindDirectChildrenOnly))
        gesture->end(isCancelled);
}

void StepGesture::applyStep()
{
    const QModelIndex cell = ValueDelegate::editedIndex(m_editor);
    const bool isAsFound = cell.data(Qt::EditRole).toString() == ValueDelegate::found(m_editor);
    // A value that somebody else has changed meanwhile is told when the number is entered.
    if (!m_model || !cell.isValid() || !isAsFound || !m_editor->objection().isEmpty() ||
        !m_model->isLive(m_model->path(cell)))
        return;
    if (m_path.isEmpty()) {
        m_path = m_model->path(cell);
        m_model->gesture(m_path, SettingsModel::Gesture::Begin);
    }
    if (m_model->setData(cell, m_editor->text(), Qt::EditRole))
        ValueDelegate::setFound(m_editor, ValueDelegate::editedIndex(m_editor).data(Qt::EditRole).toString());
}

void StepGesture::end(bool isCancelled)
{
    const QString path = std::exchange(m_path, {});
    if (m_model && !path.isEmpty())
        m_model->gesture(path, isCancelled ? SettingsModel::Gesture::Cancel : SettingsModel::Gesture::End);
}

} // namespace retune
