#pragma once

#include "layers/explainpopup.h"

#include <QtCore/QPersistentModelIndex>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace retune {

class FolderHistory;
class FolderLayers;
class SettingsPane;

/// Tells what is known of the value of the tree's current row: from the tree, the layers and other files of the folder, and its
/// history. What it tells follows them as long as it is shown.
class ValueExplainer : public QObject
{
    Q_OBJECT

public:
    /// All have to outlive it.
    ValueExplainer(SettingsPane &settings, FolderHistory &history, FolderLayers &layers);

    bool canExplain() const;
    /// Opens the explanation at the row. What files and the history know follows a moment later.
    void explain();
    void close();

Q_SIGNALS:
    /// The user wants to see this place of a file.
    void placeRequested(const QString &path, const retune::TextPosition &position);

private:
    void followModel();
    void connectPopup();
    QModelIndex row();
    QString whyGone() const;
    ValueStory story(const QModelIndex &row) const;
    void refreshSoon();
    void refresh();
    void lookAround(const QModelIndex &row);
    void lookUpHistory();
    void declareLayers();
    void place();

    SettingsPane &m_settings;
    FolderHistory &m_history;
    FolderLayers &m_layers;
    QPointer<ExplainPopup> m_popup;
    QPersistentModelIndex m_row;
    QString m_path;
    KeyPath m_key;
    ValueStory m_story;
    QRect m_place; ///< of the row on the screen when it was asked for
    QTimer m_timer;
    bool m_isLooking = false; ///< in another thread
    bool m_hasNewHistory = false;
    int m_historyRequests = 0;
};

} // namespace retune
