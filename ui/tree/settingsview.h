#pragma once

#include <retune/format/keypath.h>

#include <QtWidgets/QTreeView>

namespace retune {

class SettingsModel;

/// Which rows are open, in words that survive a rebuild of the tree: the first ones from above.
struct TreeState
{
    /// Nobody has opened more by hand, and it is made anew after each change, in the window's thread.
    static constexpr qsizetype maximumExpanded = 2'000;

    QList<std::pair<QString, KeyPath>> expanded;
};

/// The settings as a tree. Space toggles, F2 and Enter edit the value of the row, wherever in the row the focus is.
class SettingsView : public QTreeView
{
    Q_OBJECT

public:
    explicit SettingsView(SettingsModel *model, QWidget *parent = nullptr);

    TreeState treeState() const;
    void restore(const TreeState &state);
    /// Expands everything above a row.
    void reveal(const QModelIndex &index);
    /// Opens or closes everything in the file of the current row.
    void expandFile();
    void collapseFile();
    /// Whether the current row changes only because its row goes away.
    bool isLosingRows() const { return m_isLosingRows; }
    /// Edits the value of the current row, toggles it where it is a yes or no, or says why neither is possible.
    void editCurrentValue();

Q_SIGNALS:
    void editRefused(const QString &reason);
    /// The current row is to be edited, which has no value of its own but a name.
    void renameRequested();

protected:
    /// What the program chooses is chosen alone, also while a key of a shortcut is held.
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index,
                                                         const QEvent *event) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// Notes how deep the rows are that come in sight.
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;

private:
    QModelIndex currentValue() const;
    QModelIndex currentFile() const;
    bool toggle(const QModelIndex &value);
    bool isRefused(const QModelIndex &index);
    QWidget *editorBelow(const QModelIndex &parent, int start, int end) const;
    void tellOfLostEditor(const QWidget *editor);
    void keepShare(int section, int size);
    void fitIndentation();

    SettingsModel *m_model;
    bool m_isLosingRows = false;
    double m_nameShare = 0.46; ///< of the width, for the column of names
    bool m_isSharing = false;
    mutable int m_deepest = 1; ///< of the rows that were in sight, since there are any
};

} // namespace retune
