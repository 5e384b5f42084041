#include "tree/memberedits.h"

#include "tree/memberform.h"
#include "tree/settingsmodel.h"
#include "tree/settingsview.h"
#include "tree/valuetext.h"

#include <retune/format/changekind.h>
#include <retune/format/duplicate.h>
#include <retune/format/memberkind.h>

#include <map>

namespace retune {

MemberEdits::MemberEdits(SettingsModel *model, SettingsView *view)
    : QObject(view)
    , m_model(model)
    , m_view(view)
{}

Node MemberEdits::currentNode() const
{
    return m_model->node(m_view->currentIndex());
}

/// The table or list that a new member goes to; null where there is none.
Node MemberEdits::currentContainer() const
{
    const Node node = currentNode();
    return !node || node.isContainer() ? node : node.parent();
}

// What can be done

bool MemberEdits::canAdd() const
{
    return currentContainer() && !m_model->isCode(m_view->currentIndex());
}

bool MemberEdits::canRename() const
{
    return canRemove() && currentNode().parent().kind() == Kind::Table;
}

bool MemberEdits::canRemove() const
{
    return m_view->currentIndex().parent().isValid();
}

bool MemberEdits::canMove(int step) const
{
    if (!canRemove() || currentNode().parent().kind() != Kind::List)
        return false;
    const int position = currentNode().position() + step;
    return position >= 0 && position < currentNode().parent().childCount();
}

/// Says so where the file cannot be edited now, or a path does not lead to the node, because a later one has the same key.
bool MemberEdits::isOutOfReach(const Node &node)
{
    if (const QString obstacle = m_model->obstacle(m_view->currentIndex()); !obstacle.isEmpty()) {
        Q_EMIT refused(obstacle);
        return true;
    }
    for (Node above = node; above; above = above.parent()) {
        if (!above.isShadowed())
            continue;
        Q_EMIT refused(whyNotEditable(above));
        return true;
    }
    return false;
}

// Adding

MemberEdits::Place MemberEdits::placeToAdd() const
{
    const Node node = currentNode();
    const Node container = currentContainer();
    Place place{m_model->path(m_view->currentIndex()), container.path(), -1};
    if (container.kind() == Kind::List)
        place.position = node == container ? container.childCount() : node.position() + 1;
    return place;
}

void MemberEdits::add()
{
    cancel();
    const Node container = currentContainer();
    if (!canAdd() || isOutOfReach(container))
        return;
    const Result<QList<Kind>> kinds = addableKinds(m_model->document(m_view->currentIndex()), container);
    if (!kinds) {
        Q_EMIT refused(kinds.error().message);
        return;
    }
    m_place = placeToAdd();
    const QString name = m_place.container.isEmpty() ? m_place.file : m_place.container.toString();
    const bool asksKey = m_place.position < 0;
    const QString title =
        asksKey ? tr("Add to %1").arg(name) : tr("Add to %1 as [%2]").arg(name).arg(m_place.position);
    m_view->scrollTo(m_view->currentIndex());
    QRect row = m_view->visualRect(m_view->currentIndex().siblingAtColumn(SettingsModel::NameColumn));
    QWidget *window = m_view->window();
    row.moveTopLeft(m_view->viewport()->mapTo(window, row.topLeft()));
    m_form =
        new MemberForm({title, asksKey, *kinds, commonKind(container).value_or(Kind::String)}, window, row);
    connect(m_form, &MemberForm::accepted, this, &MemberEdits::accept);
    connect(m_form, &MemberForm::cancelled, this, &MemberEdits::cancel);
}

void MemberEdits::accept()
{
    const bool asksKey = m_place.position < 0;
    if (asksKey && m_form->key().isEmpty()) {
        m_form->showError(tr("It needs a name."));
        return;
    }
    const Result<Value> value = m_form->value();
    if (!value) {
        m_form->showError(value.error().message);
        return;
    }
    const KeyPath path =
        asksKey ? m_place.container.child(m_form->key()) : m_place.container.child(m_place.position);
    m_model->keepInSight(m_place.file, path);
    m_model->edit(
        m_place.file,
        [path, value = *value](const Document &document) { return addValue(document, path, value); },
        [edits = QPointer(this), form = m_form, file = m_place.file, path](const Result<void> &result) {
            if (edits)
                edits->finishAdding(form, file, path, result);
        });
}

/// The form stays until the member is there; who has closed it meanwhile is told in another place why it is not.
void MemberEdits::finishAdding(const QPointer<MemberForm> &form, const QString &file, const KeyPath &path,
                               const Result<void> &result)
{
    const bool isOpen = form && form == m_form;
    if (result) {
        if (isOpen)
            cancel();
        choose(file, path);
    } else if (isOpen) {
        form->showError(result.error().message);
    } else {
        Q_EMIT refused(result.error().message);
    }
}

void MemberEdits::cancel()
{
    if (!m_form)
        return;
    const bool hadFocus = m_form->isAncestorOf(m_form->window()->focusWidget());
    m_form->disconnect(this);
    m_form->hide();
    m_form->deleteLater();
    m_form.clear();
    if (hadFocus)
        m_view->setFocus();
}

void MemberEdits::choose(const QString &file, const KeyPath &path)
{
    const QModelIndex index = m_model->nodeIndex(file, path);
    m_view->reveal(index);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

// The others

void MemberEdits::rename()
{
    if (canRename() && !isOutOfReach(currentNode()))
        m_view->edit(m_view->currentIndex().siblingAtColumn(SettingsModel::NameColumn));
}

void MemberEdits::duplicate()
{
    cancel();
    const Node node = currentNode();
    if (!canDuplicate() || isOutOfReach(node))
        return;
    const QString file = m_model->path(m_view->currentIndex());
    const KeyPath path = node.path();
    const QString key = keyOfCopy(node);
    const KeyPath copy = key.isEmpty() ? path.parent().child(node.position() + 1) : path.parent().child(key);
    m_model->keepInSight(file, copy);
    edit(
        file, [path, key](const Document &document) { return duplicateValue(document, path, key); },
        [this, file, copy, key] {
            choose(file, copy);
            if (!key.isEmpty() && currentNode() && currentNode().path() == copy)
                rename();
        });
}

/// Makes an edit, and goes on when it is made; where it is not, says why.
void MemberEdits::edit(const QString &file, const DocumentEdit &edit, const std::function<void()> &goOn)
{
    m_model->edit(file, edit, [edits = QPointer(this), goOn](const Result<void> &result) {
        if (!edits)
            return;
        if (result)
            goOn();
        else
            Q_EMIT edits->refused(result.error().message);
    });
}

void MemberEdits::remove()
{
    if (!canRemove() || isOutOfReach(currentNode()))
        return;
    std::map<QString, QList<KeyPath>> paths;
    QModelIndexList rows = m_view->selectionModel()->selectedRows(SettingsModel::NameColumn);
    if (!rows.contains(m_view->currentIndex().siblingAtColumn(SettingsModel::NameColumn)))
        rows = {m_view->currentIndex()};
    for (const QModelIndex &row : rows) {
        const Node node = m_model->node(row);
        if (!row.parent().isValid() || isOutOfReach(node))
            return; // whole files are not removed here
        paths[m_model->path(row)] += node.path();
    }
    m_model->together([&] {
        for (const auto &[file, inFile] : paths) {
            edit(
                file, [inFile](const Document &document) { return removeValues(document, inFile); }, [] {});
        }
    });
}

QList<Kind> MemberEdits::otherKinds() const
{
    return retune::otherKinds(m_model->document(m_view->currentIndex()), currentNode());
}

void MemberEdits::changeKind(Kind kind)
{
    const Node node = currentNode();
    if (!node || isOutOfReach(node))
        return;
    const QString file = m_model->path(m_view->currentIndex());
    const KeyPath path = node.path();
    m_model->keepInSight(file, path);
    edit(
        file, [path, kind](const Document &document) { return retune::changeKind(document, path, kind); },
        [] {});
}

void MemberEdits::move(int step)
{
    if (!canMove(step) || isOutOfReach(currentNode()))
        return;
    const QString file = m_model->path(m_view->currentIndex());
    const KeyPath path = currentNode().path();
    const int position = currentNode().position() + step;
    const KeyPath moved = path.parent().child(position);
    const bool isOpen = m_view->isExpanded(m_model->nodeIndex(file, path));
    const bool isOtherOpen = m_view->isExpanded(m_model->nodeIndex(file, moved));
    m_model->keepInSight(file, moved);
    edit(
        file, [path, position](const Document &document) { return moveElement(document, path, position); },
        [this, file, path, moved, isOpen, isOtherOpen] {
            // The rows of a list stay and get each other's values; what was open goes with its value.
            m_view->setExpanded(m_model->nodeIndex(file, path), isOtherOpen);
            m_view->setExpanded(m_model->nodeIndex(file, moved), isOpen);
            choose(file, moved);
        });
}

} // namespace retune
