#pragma once

#include <retune/text/result.h>

#include <QtCore/QString>

namespace retune {

/// A number of bytes for people: "1000 bytes", "64 MB", "80.6 MB". One KB is 1024 bytes, one MB 1024 KB, one GB 1024 MB; what
/// is no whole number of them is rounded up to a tenth, so that more than 64 MB never reads as 64 MB.
QString byteSizeText(qint64 bytes);

/// The number of bytes that people write as "100M", "1.5 GB", "64 kb" or "65536". Error: Misuse where it is no number above
/// zero, or too large a one.
Result<qint64> parseByteSize(QStringView text);

/// What is wrong with a text of more than `maximum` bytes.
Problem tooLarge(qint64 bytes, qint64 maximum);

} // namespace retune
