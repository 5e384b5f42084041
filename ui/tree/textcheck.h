#pragma once

#include <QtCore/QString>

#include <functional>

class QLineEdit;

namespace retune {

/// Says why a text cannot be taken; an empty text where it can.
using TextCheck = std::function<QString(const QString &text)>;

/// Shows in a line of text why it cannot be taken, by its colour, its tool tip and its accessible description; nothing where
/// `objection` is empty.
void showObjection(QLineEdit *edit, const QString &objection);

} // namespace retune
