#pragma once

#include "tree/codestate.h"
#include "tree/settingsview.h"

#include <retune/edit/jointedits.h>
#include <retune/text/position.h>

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <functional>
#include <memory>

class QLabel;
class QStackedWidget;

namespace retune {

class EmptyState;
class FilterEdit;
class MemberEdits;
class SelectedRows;
class SettingsMenu;
class SettingsModel;
class Workspace;
class WorkspaceLink;

/// The settings of the open folder: a tree, a line to filter it, and what to do where there is nothing to show.
class SettingsPane : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPane(QWidget *parent = nullptr);
    ~SettingsPane() override;

    /// Null where no folder is open. The workspace has to be taken away with null before it goes.
    void setWorkspace(Workspace *workspace);

    /// Shows the files of the workspace, whose store has read them all.
    void showFiles();
    /// Makes the row of a file, or of the node that holds a byte of it, the current one; tells nobody.
    void showFile(const QString &path);
    void showNodeAt(const QString &path, qsizetype offset);
    void focusFilter();

    /// What a session keeps: the rows that are open, and the key of the row where the user is.
    TreeState treeState() const;
    void restoreTree(const TreeState &state);
    KeyPath currentKey() const { return m_place.key; }
    void showKey(const QString &path, const KeyPath &key) { choose({path, key}); }
    bool hasFile(const QString &path) const;

    /// The file of the current row; empty where there is none.
    QString currentFile() const;
    /// Whether the current row is that of a file, not of a setting in it.
    bool isOnFile() const;
    /// The current row in the coordinates of `window`; the first line of the tree where there is none.
    QRect currentRowRect(const QWidget *window) const;
    /// The files that cannot be written, by path.
    void setReadOnlyFiles(const QSet<QString> &paths);

    /// What can be done to the members of tables and lists, about the current row.
    MemberEdits *memberEdits() const { return m_edits; }
    /// What can be done with all rows that are selected.
    SelectedRows *selectedRows() const { return m_selected; }
    /// The context menu, for those who have actions to be found in it.
    SettingsMenu &menu() const { return *m_menu; }
    SettingsModel &model() const { return *m_model; }
    Workspace *workspace() const { return m_workspace; }
    SettingsView &view() const { return *m_view; }
    /// Which files are saved with each edit, so that the steps of a number are edits at once.
    void setLiveTest(std::function<bool(const QString &path)> test);
    void setCodeStates(const QHash<QString, CodeState> &states);

Q_SIGNALS:
    void openFolderRequested();
    void newFileRequested();
    /// The user went to a row of this file.
    void fileActivated(const QString &path);
    /// The user went to this value of the file.
    void nodeActivated(const QString &path, retune::ByteRange range);
    /// Another row is the current one, or it became something else: what can be done to it may have changed.
    void currentRowChanged();
    /// Other rows are selected.
    void selectionChanged();
    /// Another row is chosen, or other rows are open.
    void viewChanged();
    /// The user wants to go on in the text.
    void textRequested();
    /// A sentence for the message bar: why an edit was refused.
    void message(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeFilterRow();
    void connectModel();
    /// Where the user is in the settings, whether or not there is a row for it.
    struct Place
    {
        QString path;
        KeyPath key;

        bool operator==(const Place &) const = default;
    };

    Place placeOf(const QModelIndex &index) const;
    void choose(const Place &place);
    void returnToPlace();
    void followLostRows();
    void activate(const QModelIndex &current);
    void applyFilterText();
    void showFilterResult();
    void tellLeftOut(const QStringList &paths, JointEdits::Way way);
    void showObjection();
    void showNote();
    void showInitialRows();
    void showState();
    void fillEmptiness();

    SettingsModel *m_model;
    SettingsView *m_view;
    MemberEdits *m_edits;
    SelectedRows *m_selected;
    SettingsMenu *m_menu;
    FilterEdit *m_filter;
    QLabel *m_objection; ///< to the filter, below it
    QLabel *m_note;      ///< about the selection, below the tree
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    QTimer m_filterTimer;
    QTimer m_rowChange; ///< of the current row, by the model, which may change thousands of rows at once
    std::unique_ptr<WorkspaceLink> m_link;
    Workspace *m_workspace = nullptr;
    std::optional<TreeState> m_stateBeforeFilter;
    Place m_place;
    bool m_isChoosing = false;   ///< the current row changes, but not by the user
    bool m_isActivating = false; ///< the window goes to the file of the row that the user chose
};

} // namespace retune
