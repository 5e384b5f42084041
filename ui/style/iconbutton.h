#pragma once

class QString;
class QToolButton;
class QWidget;

namespace retune {

/// A flat button of an icon alone, for the tools of a pane: `tip` is its tool tip and what a screen reader calls it, and the Tab
/// key reaches it.
QToolButton *makeIconButton(const QString &iconName, const QString &tip, QWidget *parent);

} // namespace retune
