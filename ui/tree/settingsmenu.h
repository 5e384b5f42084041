#pragma once

#include <QtCore/QList>
#include <QtCore/QModelIndex>
#include <QtCore/QObject>

class QAction;
class QMenu;

namespace retune {

class MemberEdits;
class SettingsModel;
class SettingsView;

/// The context menu of the tree: what can be done to its current row and the rows that are selected. It is handed the actions, of
/// which those with keys work while the tree has the focus.
class SettingsMenu : public QObject
{
    Q_OBJECT

public:
    /// The view owns it.
    SettingsMenu(SettingsModel *model, SettingsView *view, MemberEdits *edits);

    /// About the members of tables and lists.
    void setMemberActions(const QList<QAction *> &actions);
    /// About values; those with nothing to do are left out.
    void setValueActions(const QList<QAction *> &actions);
    /// About a file of code, in place of those about members.
    void setCodeActions(const QList<QAction *> &actions) { m_codeActions = actions; }
    /// About the file of the current row.
    void setFileActions(const QList<QAction *> &actions) { m_fileActions = actions; }
    /// About a file as a whole; they stand below the rows, too.
    void setWholeFileActions(const QList<QAction *> &actions);

Q_SIGNALS:
    /// The row is to be shown in the text.
    void textRequested(const QModelIndex &row);

private:
    void show(const QPoint &position);
    void addRowActions(QMenu &menu, const QModelIndex &index);
    void addTypeActions(QMenu &menu);
    void addEditActions(QMenu &menu, const QModelIndex &index);
    bool isOnFile() const;

    SettingsModel *m_model;
    SettingsView *m_view;
    MemberEdits *m_edits;
    QList<QAction *> m_memberActions;
    QList<QAction *> m_valueActions;
    QList<QAction *> m_codeActions;
    QList<QAction *> m_fileActions;
    QList<QAction *> m_wholeFileActions;
};

} // namespace retune
