#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QObject>

class QAction;
class QSplitter;
class QWidget;

namespace retune {

/// How the panes share the window: the settings beside the file, and both above the pane at the bottom. Each has a switch that shows
/// it and hides it; one that is dragged to nothing is hidden too.
class PaneLayout : public QObject
{
    Q_OBJECT

public:
    struct Pane
    {
        QWidget *widget;
        QAction *shown; ///< checked while the pane is there
    };

    PaneLayout(const Pane &settings, const Pane &file, const Pane &bottom, QObject *parent);

    /// All of them, for the layout of the window.
    QSplitter *widget() const { return m_rows; }
    /// As the user left them last.
    void restore();
    /// For `saveLayout`.
    QMap<QString, QByteArray> state() const;

private:
    void show(const Pane &pane, bool isShown);
    void hideCollapsed();
    QSplitter *splitterOf(const Pane &pane) const;

    QList<Pane> m_panes;
    QSplitter *m_columns;
    QSplitter *m_rows;
};

} // namespace retune
