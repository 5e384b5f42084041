#pragma once

class QAbstractItemModel;
class QString;
class QTreeView;

namespace retune {

/// A list of rows with a header, as all lists of changes are: the cells begin and end below their headers. `name` is what a
/// screen reader calls it. The caller owns the view.
QTreeView *makeListView(QAbstractItemModel &model, const QString &name);

} // namespace retune
