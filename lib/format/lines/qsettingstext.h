#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace retune {

// The spelling of keys and values in the INI files of QSettings.

/// The key that `text` spells: `%20` and `%U4F60` decoded, `\` as `/`.
QString decodedQSettingsKey(QByteArrayView text);
QByteArray qSettingsKey(const QString &key);

/// The members of a list value, blanks around them left out: one range where the value is no list.
QList<ByteRange> qSettingsMembers(QByteArrayView text, ByteRange value);

/// The characters of one member, without its quotes and escapes.
QString decodedQSettings(QByteArrayView text);
/// The bytes that spell `text`; quoted where it needs quotes, or where `isQuoted`.
QByteArray qSettingsText(const QString &text, bool isAscii, bool isQuoted);

} // namespace retune
