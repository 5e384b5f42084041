#pragma once

#include "tree/settingsitem.h"

#include <QtCore/QVariant>
#include <QtGui/QIcon>

namespace retune {

// What the columns of the settings tree say about a row, role by role.

QVariant nameData(const SettingsItem &item, int role);
QVariant valueData(const SettingsItem &item, int role);
QVariant markData(const SettingsItem &item, int role);
QList<QIcon> marks(const SettingsItem &item);

/// Lines as a tool tip that looks like what it says, not like HTML.
QString plainToolTip(const QStringList &lines);

/// Against what the value of a row, which is none of a file, changed: what is in force, and what there was when the folder was
/// opened.
QStringList changeTexts(const SettingsItem &item);

/// Whether the value of a row is covered because its key says it is secret.
bool isMasked(const SettingsItem &item);
bool isSecretValue(const SettingsItem &item);

} // namespace retune
