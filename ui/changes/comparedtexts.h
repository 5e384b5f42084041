#pragma once

#include <retune/store/reload.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace retune {

struct Limits;

/// What a reload would change that goes from one text of a file to another, which need not have been on disk. A text that
/// cannot be read has no document but its problem, and gives no changed keys. Any thread.
FileReload comparedTexts(const QString &path, const Format &format, const QByteArray &before,
                         const QByteArray &after, const Limits &limits);

} // namespace retune
