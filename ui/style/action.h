#pragma once

class QAction;
class QKeySequence;
class QObject;
class QString;

namespace retune {

/// An action, owned by `parent`. Its tool tip says what it does, and by which key where it has one. `iconName` may be null.
QAction *makeAction(const char *iconName, const QString &text, const QKeySequence &shortcut,
                    const QString &tip, QObject *parent);

} // namespace retune
