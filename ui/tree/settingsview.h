#pragma once

#include <retune/format/keypath.h>

#include <QtWidgets/QTreeView>

namespace retune {

class SettingsModel;

/// What is open, chosen and in sight, in words that survive a rebuild of the tree.
struct TreeState
{
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

protected:
    /// What the program chooses is chosen alone, also while a key of a shortcut is held.
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index,
                                                         const QEvent *event) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QModelIndex currentValue() const;
    QModelIndex currentFile() const;
    bool toggle(const QModelIndex &value);
    bool isRefused(const QModelIndex &index);
    void keepShare(int section, int size);

    SettingsModel *m_model;
    bool m_isLosingRows = false;
    double m_nameShare = 0.46; ///< of the width, for the column of names
    bool m_isSharing = false;
};

} // namespace retune
