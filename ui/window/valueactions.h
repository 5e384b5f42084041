#pragma once

#include <retune/text/position.h>

#include <QtCore/QList>
#include <QtCore/QObject>

class QAction;
class QKeySequence;

namespace retune {

class ColorEdits;
class FolderLayers;
class FolderHistory;
class SettingsPane;
class ValueExplainer;

/// The actions about values in the tree: explain, copy, duplicate, select. Makes them, joins them with the tree, and keeps them in line with
/// what is selected.
class ValueActions : public QObject
{
    Q_OBJECT

public:
    /// `settings`, `history` and `layers` have to outlive it. Goes with `window`, whose menus show the actions.
    ValueActions(SettingsPane &settings, FolderHistory &history, FolderLayers &layers, QWidget *window);

    /// In the order of menus.
    QList<QAction *> actions() const { return m_actions; }

Q_SIGNALS:
    /// The user wants to see this place of a file.
    void placeRequested(const QString &path, const retune::TextPosition &position);

private:
    QAction *make(const char *iconName, const QString &text, const QKeySequence &shortcut,
                  const QString &tip);
    QAction *makeSeparator();
    void update();

    SettingsPane &m_settings;
    FolderLayers &m_layers;
    QList<QAction *> m_actions;
    ColorEdits *m_colors;
    ValueExplainer *m_explainer;
    QAction *m_explain;
    QAction *m_declareLayers;
    QAction *m_chooseColor;
    QAction *m_duplicate;
    QAction *m_selectSameKey;
    QAction *m_copyRows;
    QAction *m_copyPaths;
    QAction *m_copyValues;
};

} // namespace retune
