// What views ask of the model, and where its rows are. The content is in settingsmodel.cpp.

#include "tree/settingsmodel.h"

#include "tree/settingsdata.h"
#include "tree/valuetext.h"

#include <retune/format/changekind.h>
#include <retune/format/format.h>
#include <retune/format/secret.h>

#include <QtCore/QPointer>

#include <algorithm>
#include <map>

namespace retune {

namespace {

/// Whether the row has a key of its own, which can become another one.
bool hasOwnKey(const SettingsItem &item)
{
    return !item.isFile() && item.node.parent().kind() == Kind::Table && !item.node.isShadowed();
}

/// The value that somebody means who types `text` in the place of the row's value.
Result<Value> typedValue(const SettingsItem &item, const QString &text)
{
    if (item.node.kind() == Kind::Null && text != item.node.value().text)
        return valueByLooks(fileOf(item).shown.document.format(), text);
    return valueFromText(item.node.kind(), text);
}

} // namespace

// Rows and nodes

SettingsModel::Item *SettingsModel::itemAt(const QModelIndex &index) const
{
    return static_cast<Item *>(index.internalPointer());
}

QModelIndex SettingsModel::indexOf(const Item &item, int column) const
{
    return createIndex(item.row, column, &item);
}

QModelIndex SettingsModel::indexOfNode(FileItem &file, const Node &node) const
{
    std::vector<quint32> chain;
    for (Node above = node; above.parent(); above = above.parent())
        chain.push_back(above.id());
    Item *item = &file;
    while (!chain.empty()) {
        populate(*item);
        // Members follow each other in the order of their numbers.
        const auto at = std::lower_bound(item->children.begin(), item->children.end(), chain.back(),
                                         [](const auto &child, quint32 id) { return child->node.id() < id; });
        if (at == item->children.end() || (*at)->node.id() != chain.back())
            break;
        item = at->get();
        chain.pop_back();
    }
    return indexOf(*item);
}

QModelIndex SettingsModel::fileIndex(const QString &path) const
{
    const FileItem *file = find(path);
    return file && file->match.showsFile() ? indexOf(*file) : QModelIndex();
}

QModelIndex SettingsModel::nodeIndex(const QString &path, const KeyPath &key) const
{
    FileItem *file = find(path);
    if (!file || !file->match.showsFile())
        return {};
    KeyPath existing = key;
    Node node = file->shown.document.find(existing);
    while (!node && !existing.isEmpty()) {
        existing = existing.parent();
        node = file->shown.document.find(existing);
    }
    return node ? indexOfNode(*file, node) : indexOf(*file);
}

Node SettingsModel::node(const QModelIndex &index) const
{
    return index.isValid() ? itemAt(index)->node : Node();
}

Document SettingsModel::document(const QModelIndex &index) const
{
    return index.isValid() ? fileOf(*itemAt(index)).shown.document : Document();
}

Document SettingsModel::document(const QString &path) const
{
    const FileItem *file = find(path);
    return file ? file->shown.document : Document();
}

QString SettingsModel::path(const QModelIndex &index) const
{
    return index.isValid() ? fileOf(*itemAt(index)).shown.path : QString();
}

std::optional<Problem> SettingsModel::problem(const QModelIndex &index) const
{
    return index.isValid() ? fileOf(*itemAt(index)).shown.problem : std::nullopt;
}

bool SettingsModel::isCode(const QModelIndex &index) const
{
    return index.isValid() && fileOf(*itemAt(index)).shown.isCode;
}

bool SettingsModel::isSecretValue(const QModelIndex &index) const
{
    return index.isValid() && retune::isSecretValue(*itemAt(index));
}

bool SettingsModel::isUncovered(const QModelIndex &index) const
{
    return index.isValid() && itemAt(index)->isUncovered;
}

void SettingsModel::setUncovered(const QModelIndex &index, bool uncovered)
{
    if (!index.isValid() || itemAt(index)->isUncovered == uncovered)
        return;
    itemAt(index)->isUncovered = uncovered;
    const QModelIndex value = index.siblingAtColumn(ValueColumn);
    Q_EMIT dataChanged(value, value);
}

// What views ask

QModelIndex SettingsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    const std::size_t at = std::size_t(row);
    return createIndex(
        row, column, parent.isValid() ? itemAt(parent)->children[at].get() : static_cast<Item *>(m_rows[at]));
}

QModelIndex SettingsModel::parent(const QModelIndex &child) const
{
    const Item *above = child.isValid() ? itemAt(child)->parent : nullptr;
    return above ? indexOf(*above) : QModelIndex();
}

int SettingsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_rows.size());
    if (parent.column() != NameColumn)
        return 0;
    populate(*itemAt(parent));
    return int(itemAt(parent)->children.size());
}

int SettingsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool SettingsModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_rows.empty();
    if (parent.column() != NameColumn)
        return false;
    const Item &item = *itemAt(parent);
    return item.isPopulated ? !item.children.empty() : item.hasRows;
}

QVariant SettingsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Item &item = *itemAt(index);
    switch (role) {
    case PathRole:
        return fileOf(item).shown.path;
    case KindRole:
        return item.isValue() ? int(item.node.kind()) : -1;
    case FreshRole:
        return freshness(item);
    case MarksRole:
        return QVariant::fromValue(marks(item));
    case MaskedRole:
        return isMasked(item);
    default:
        break;
    }
    switch (index.column()) {
    case NameColumn:
        return nameData(item, role);
    case ValueColumn:
        return role == Qt::ToolTipRole ? valueToolTip(item) : valueData(item, role);
    default:
        return markData(item, role);
    }
}

QVariant SettingsModel::valueToolTip(const Item &item) const
{
    const QVariant tip = valueData(item, Qt::ToolTipRole);
    const bool isTold = m_remark && !item.isFile() && item.isValue();
    const QString remark = isTold ? m_remark(fileOf(item).shown.path, item.node.path()) : QString();
    return remark.isEmpty() ? tip : tip.toString() + plainToolTip({remark});
}

QVariant SettingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case ValueColumn:
        return tr("Value");
    default:
        return role == Qt::DisplayRole ? QString() : tr("State");
    }
}

Qt::ItemFlags SettingsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const Item &item = *itemAt(index);
    if (!m_editor)
        return flags;
    if (index.column() == NameColumn && hasOwnKey(item))
        flags |= Qt::ItemIsEditable;
    if (index.column() == ValueColumn && item.isValue() && whyNotEditable(item.node).isEmpty())
        flags |= item.node.kind() == Kind::Boolean ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable;
    return flags;
}

void SettingsModel::edit(const QString &path, const DocumentEdit &edit, const EditDone &done)
{
    if (!m_editor)
        return done(Unexpected{Problem{ProblemKind::Misuse, path, {}, {}, tr("nothing can be edited here")}});
    m_editor->edit(path, edit, done);
}

QString SettingsModel::objection(const QModelIndex &index, const QString &text) const
{
    const Item &item = *itemAt(index);
    const Format &format = fileOf(item).shown.document.format();
    if (index.column() == NameColumn) {
        if (text == item.node.key())
            return {};
        if (item.node.parent().child(text))
            return tr("There is a key %1 already.").arg(text);
        const auto renaming = format.renaming(fileOf(item).shown.document, item.node, text);
        return renaming ? QString() : renaming.error().message;
    }
    const Result<Value> value = typedValue(item, text);
    if (!value)
        return value.error().message;
    if (*value == item.value())
        return {};
    const Result<QByteArray> written = format.encode(*value, item.node);
    return written ? QString() : written.error().message;
}

void SettingsModel::setEditor(FileEditor *editor)
{
    m_editor = editor;
    m_inGesture.clear();
}

void SettingsModel::gesture(const QString &path, Gesture step)
{
    if (step == Gesture::Begin && !m_inGesture.isEmpty())
        gesture(m_inGesture.first(), Gesture::End);
    if (step == Gesture::Begin)
        return joinGesture(path);
    if (!m_inGesture.contains(path))
        return; // it ended with its folder, or when another one began
    for (const QString &file : std::exchange(m_inGesture, {}))
        m_editor->gesture(file, step);
}

void SettingsModel::joinGesture(const QString &path)
{
    if (!m_editor || m_inGesture.contains(path))
        return;
    m_inGesture += path;
    m_editor->gesture(path, Gesture::Begin);
}

void SettingsModel::together(const std::function<void()> &edits)
{
    if (m_editor)
        m_editor->together(edits);
    else
        edits();
}

bool SettingsModel::setData(const QModelIndex &index, const QVariant &data, int role)
{
    const bool isToggle = role == Qt::CheckStateRole && (flags(index) & Qt::ItemIsUserCheckable);
    const bool isEdit =
        role == Qt::EditRole && (flags(index) & (Qt::ItemIsEditable | Qt::ItemIsUserCheckable));
    Item *item = itemAt(index);
    if (isToggle)
        return setValue(*item, Value::boolean(data.value<Qt::CheckState>() == Qt::Checked));
    if (!isEdit)
        return false;
    if (index.column() == NameColumn)
        return setKey(*item, data.toString());
    return setValue(*item, typedValue(*item, data.toString()));
}

QString SettingsModel::subject(const QModelIndex &index) const
{
    const Item &item = *itemAt(index);
    return item.isFile() ? fileOf(item).shown.path : item.node.path().toString();
}

QStringList SettingsModel::changeTexts(const QModelIndex &index) const
{
    const Item &item = *itemAt(index);
    return item.isFile() ? QStringList() : retune::changeTexts(item);
}

bool SettingsModel::uncoversByRenaming(const QModelIndex &index, const QString &key) const
{
    const Item &item = *itemAt(index);
    if (!hasOwnKey(item) || !isSecretKey(item.node.path()))
        return false;
    return !isSecretKey(item.node.path().parent().child(key));
}

QString SettingsModel::obstacle(const QModelIndex &index) const
{
    if (!index.isValid() || !m_editor)
        return {};
    const std::optional<Problem> problem = m_editor->obstacle(path(index));
    return problem ? tr("%1: %2").arg(subject(index), problem->message) : QString();
}

void SettingsModel::refuse(const QString &subject, const Problem &problem)
{
    Q_EMIT editRefused(tr("%1: %2").arg(subject, problem.message));
}

/// Makes an edit that gives these values of a file another one. They show it at once, also where the edit takes a while.
bool SettingsModel::editAwaited(const QString &path, const QString &subject, const QModelIndexList &cells,
                                const Value &value, const DocumentEdit &change)
{
    const int wait = ++m_waits;
    const QList<QPersistentModelIndex> rows(cells.begin(), cells.end());
    const auto accepted = std::make_shared<std::optional<bool>>();
    edit(path, change, [model = QPointer(this), accepted, rows, wait, subject](const Result<void> &result) {
        *accepted = result.has_value();
        if (!model)
            return;
        model->endWait(rows, wait);
        if (!result)
            model->refuse(subject, result.error());
    });
    if (!*accepted)
        await(cells, value);
    return accepted->value_or(true);
}

void SettingsModel::await(const QModelIndexList &cells, const Value &value)
{
    for (const QModelIndex &cell : cells) {
        itemAt(cell)->awaited = {value, m_waits};
        Q_EMIT dataChanged(cell, cell);
    }
}

/// The value that was awaited is there or was refused; one that was set after it is awaited still.
void SettingsModel::endWait(const QList<QPersistentModelIndex> &cells, int wait)
{
    for (const QPersistentModelIndex &cell : cells) {
        if (!cell.isValid() || !itemAt(cell)->awaited || itemAt(cell)->awaited->wait != wait)
            continue;
        itemAt(cell)->awaited.reset();
        Q_EMIT dataChanged(cell, cell);
    }
}

bool SettingsModel::setValue(const Item &item, const Result<Value> &value)
{
    const QModelIndex index = indexOf(item, ValueColumn);
    if (!value) {
        refuse(subject(index), value.error());
        return false;
    }
    const QModelIndexList companions = m_companions ? m_companions(index) : QModelIndexList();
    if (companions.size() > 1)
        return setValues(companions, *value);
    if (*value == item.value())
        return true;
    const KeyPath key = item.node.path();
    const QString file = fileOf(item).shown.path;
    keepInSight(file, key);
    return editAwaited(
        file, subject(index), {index}, *value,
        [key, wanted = *value](const Document &document) { return retune::setValue(document, key, wanted); });
}

/// One step of undo; a file that refuses does not keep the others from it.
bool SettingsModel::setValues(const QModelIndexList &values, const Value &value)
{
    std::map<QString, QModelIndexList> files;
    for (const QModelIndex &index : values)
        files[path(index)] += index;
    bool isDone = true;
    const auto setIn = [&](const QString &path, const QModelIndexList &cells) {
        QList<KeyPath> keys;
        for (const QModelIndex &cell : cells) {
            keys += node(cell).path();
            keepInSight(path, keys.last());
        }
        if (!m_inGesture.isEmpty())
            joinGesture(path);
        const bool isAccepted =
            editAwaited(path, path, cells, value, [keys, value](const Document &document) {
                return retune::setValues(document, keys, value);
            });
        isDone = isDone && isAccepted;
    };
    together([&] {
        for (const auto &[path, cells] : files)
            setIn(path, cells);
    });
    return isDone;
}

bool SettingsModel::setKey(Item &item, const QString &key)
{
    const QPersistentModelIndex row = indexOf(item);
    const KeyPath path = item.node.path();
    item.newKey = key; // the row stays, with what is open below it
    keepInSight(fileOf(item).shown.path, path.parent().child(key));
    const auto accepted = std::make_shared<std::optional<bool>>();
    edit(
        fileOf(item).shown.path,
        [path, key](const Document &document) { return renameKey(document, path, key); },
        [model = QPointer(this), row, accepted](const Result<void> &result) {
            *accepted = result.has_value();
            if (!model)
                return;
            if (row.isValid()) {
                model->itemAt(row)->newKey.reset();
                Q_EMIT model->dataChanged(row, row);
            }
            if (!result)
                Q_EMIT model->editRefused(result.error().message);
        });
    if (!*accepted && row.isValid())
        Q_EMIT dataChanged(row, row); // it has the new key until it is refused
    return accepted->value_or(true);
}

} // namespace retune
