#pragma once

#include <QtCore/QString>

class QAction;

namespace retune {

/// The text of an action or menu without the key that its menu shows, and without the dots that promise a dialog.
QString plainText(const QAction &action);

} // namespace retune
