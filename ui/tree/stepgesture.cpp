#include "tree/stepgesture.h"

#include "tree/integeredit.h"
#include "tree/settingsmodel.h"
#include "tree/valuedelegate.h"

namespace retune {

namespace {

/// Longer than somebody waits who looks for the right number, shorter than until he wants to keep one.
constexpr std::chrono::milliseconds usualPause{1000};

} // namespace

StepGesture::StepGesture(IntegerEdit *editor, SettingsModel *model)
    : QObject(editor)
    , m_editor(editor)
    , m_model(model)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(usualPause);
    connect(&m_pause, &QTimer::timeout, this, [this] { end(false); });
    connect(editor, &IntegerEdit::stepped, this, &StepGesture::applyStep);
    connect(editor, &IntegerEdit::typed, this, [this] { end(false); });
}

StepGesture::~StepGesture()
{
    end(false);
}

void StepGesture::end(const QObject *editor, bool isCancelled)
{
    if (auto *gesture = editor->findChild<StepGesture *>(QString(), Qt::FindDirectChildrenOnly))
        isCancelled ? gesture->takeBack() : gesture->end(false);
}

void StepGesture::applyStep()
{
    const QModelIndex cell = ValueDelegate::editedIndex(m_editor);
    const bool isAsFound = cell.data(Qt::EditRole).toString() == ValueDelegate::found(m_editor);
    // A value that somebody else has changed meanwhile is told when the number is entered.
    if (!m_model || !cell.isValid() || !isAsFound || !m_editor->objection().isEmpty() ||
        !m_model->isLive(m_model->path(cell)))
        return;
    if (m_first.isNull())
        m_first = ValueDelegate::found(m_editor);
    if (m_path.isEmpty()) {
        m_path = m_model->path(cell);
        m_model->gesture(m_path, SettingsModel::Gesture::Begin);
    }
    if (m_model->setData(cell, m_editor->text(), Qt::EditRole))
        ValueDelegate::setFound(m_editor, ValueDelegate::editedIndex(m_editor).data(Qt::EditRole).toString());
    m_pause.start();
}

/// The gestures that have ended are edits of their own, which putting the first value back is too.
void StepGesture::takeBack()
{
    const QModelIndex cell = ValueDelegate::editedIndex(m_editor);
    const bool isOwn = cell.data(Qt::EditRole).toString() == ValueDelegate::found(m_editor);
    end(true);
    if (m_model && isOwn && !m_first.isNull() && cell.data(Qt::EditRole).toString() != m_first)
        m_model->setData(cell, m_first, Qt::EditRole);
}

void StepGesture::end(bool isCancelled)
{
    m_pause.stop();
    const QString path = std::exchange(m_path, {});
    if (m_model && !path.isEmpty())
        m_model->gesture(path, isCancelled ? SettingsModel::Gesture::Cancel : SettingsModel::Gesture::End);
}

} // namespace retune
