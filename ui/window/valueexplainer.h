#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace retune {

class ExplainPopup;
class FolderHistory;
class SettingsPane;
struct ValueStory;

/// Tells what is known of the value of the tree's current row: from the tree, the other files of the folder, and its history.
class ValueExplainer : public QObject
{
    Q_OBJECT

public:
    /// Both have to outlive it.
    ValueExplainer(SettingsPane &settings, FolderHistory &history);

    bool canExplain() const;
    /// Opens the explanation at the row. What the history knows follows a moment later.
    void explain();
    void close();

private:
    ValueStory story() const;
    void place();

    SettingsPane &m_settings;
    FolderHistory &m_history;
    QPointer<ExplainPopup> m_popup;
};

} // namespace retune
