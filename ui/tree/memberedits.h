#pragma once

#include <retune/format/edit.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <functional>

class QModelIndex;

namespace retune {

class MemberForm;
class SettingsModel;
class SettingsView;

/// What people do to the keys of tables and the members of lists in the tree: add, duplicate, rename, remove, move. Each is
/// about the current row, removing about all that are selected, and one step of undo.
class MemberEdits : public QObject
{
    Q_OBJECT

public:
    MemberEdits(SettingsModel *model, SettingsView *view);

    /// Whether there is something to do at all; the file may still refuse it.
    bool canAdd() const;
    bool canDuplicate() const { return canRemove(); }
    bool canRename() const;
    bool canRemove() const;
    bool canMove(int step) const;

    /// Asks at the row for a new member: of the current table or list, or of the one that the current value is in.
    void add();
    /// Copies the current row, chooses the copy, and edits its key where it has one.
    void duplicate();
    /// Edits the key at its place.
    void rename();
    void remove();
    /// The kinds that the current value can be given, and giving it one.
    QList<Kind> otherKinds() const;
    void changeKind(Kind kind);
    /// Moves the member of a list by so many places.
    void move(int step);
    /// Closes the form of `add`, if it is open.
    void cancel();

Q_SIGNALS:
    /// Nothing was changed, and why.
    void refused(const QString &reason);

private:
    /// Where a new member goes.
    struct Place
    {
        QString file;
        KeyPath container;
        int position = -1; ///< in a list
    };

    Node currentNode() const;
    Node currentContainer() const;
    bool isOutOfReach(const Node &node);
    Place placeToAdd() const;
    void accept();
    void finishAdding(const QPointer<MemberForm> &form, const QString &file, const KeyPath &path,
                      const Result<void> &result);
    void edit(const QString &file, const DocumentEdit &edit, const std::function<void()> &goOn);
    void choose(const QString &file, const KeyPath &path);

    SettingsModel *m_model;
    SettingsView *m_view;
    QPointer<MemberForm> m_form;
    Place m_place;
};

} // namespace retune
