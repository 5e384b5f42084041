#pragma once

#include <retune/format/document.h>

#include <QtCore/QString>

namespace retune {

/// What stands in the row of a node before its value: the key, or `[3]` for the member of a list.
QString nameText(const Node &node, int position);

/// A value on one line, cut where it would be longer than anybody reads in a row: scalars as programs see them, short
/// containers as they are written, others and those with secrets by their size ("12 keys"). Secret scalars are not masked here.
QString valueText(const Node &node);
/// The same of a scalar.
QString valueText(const Value &value);

/// How much a container holds: "12 keys".
QString sizeText(const Node &container);

/// Whether the source text of a node tells a value whose key says that it is secret: that of the node, or one below it. Of very
/// large ones it is taken for granted.
bool holdsSecrets(const Node &node);

/// A text on one line: line ends become `⏎`, and what follows `maximumLength` characters `…`.
QString onOneLine(QStringView text, int maximumLength);

/// What a node is, for a tooltip: "text", "whole number", "tuple".
QString typeText(const Node &node);

/// Why the value of a node cannot be edited in the tree; empty where it can.
QString whyNotEditable(const Node &node);

} // namespace retune
