#include "log/logrecord.h"

#include <QtCore/QCoreApplication>

#include <cstring>
#include <limits>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct LogRecordText
{
    Q_DECLARE_TR_FUNCTIONS(LogRecordText)
};

constexpr qint64 noTime = std::numeric_limits<qint64>::min();

template<typename Number>
void appendNumber(QByteArray &bytes, Number number)
{
    bytes.append(reinterpret_cast<const char *>(&number), sizeof number);
}

void appendBytes(QByteArray &bytes, QByteArrayView part)
{
    appendNumber(bytes, quint32(part.size()));
    bytes.append(part);
}

template<typename Number>
Number takeNumber(QByteArrayView &bytes)
{
    Number number;
    std::memcpy(&number, bytes.data(), sizeof number);
    bytes = bytes.sliced(sizeof number);
    return number;
}

QByteArrayView takeBytes(QByteArrayView &bytes)
{
    const auto size = qsizetype(takeNumber<quint32>(bytes));
    const QByteArrayView part = bytes.first(size);
    bytes = bytes.sliced(size);
    return part;
}

QString cut(const QString &text)
{
    if (text.size() <= longestLogText)
        return text;
    return text.first(longestLogText) +
           LogRecordText::tr(" … and %n characters more", nullptr, int(text.size() - longestLogText));
}

/// What most rows, lines of a program, have nothing of.
QByteArray restOf(const LogEntry &entry)
{
    QByteArray rest;
    if (entry.path.isEmpty() && entry.revision == 0 && entry.position.isNull())
        return rest;
    appendNumber(rest, entry.revision);
    appendNumber(rest, qint64(entry.latency.count()));
    appendNumber(rest, qint32(entry.position.line));
    appendNumber(rest, qint32(entry.position.column));
    appendBytes(rest, entry.path.toUtf8());
    return rest;
}

} // namespace

void appendLogRecord(QByteArray &bytes, const LogEntry &entry)
{
    appendNumber(bytes, entry.when.isValid() ? entry.when.toMSecsSinceEpoch() : noTime);
    appendNumber(bytes, quint8(entry.kind));
    appendBytes(bytes, cut(entry.text).toUtf8());
    appendBytes(bytes, restOf(entry));
}

LogRecord takeLogRecord(QByteArrayView &bytes)
{
    LogRecord record;
    record.when = takeNumber<qint64>(bytes);
    record.kind = LogEntry::Kind(takeNumber<quint8>(bytes));
    record.text = takeBytes(bytes);
    record.rest = takeBytes(bytes);
    return record;
}

LogEntry logEntry(const LogRecord &record)
{
    LogEntry entry;
    if (record.when != noTime)
        entry.when = QDateTime::fromMSecsSinceEpoch(record.when);
    entry.kind = record.kind;
    entry.text = QString::fromUtf8(record.text);
    QByteArrayView rest = record.rest;
    if (rest.isEmpty())
        return entry;
    entry.revision = takeNumber<quint64>(rest);
    entry.latency = std::chrono::microseconds(takeNumber<qint64>(rest));
    entry.position.line = takeNumber<qint32>(rest);
    entry.position.column = takeNumber<qint32>(rest);
    entry.path = QString::fromUtf8(takeBytes(rest));
    return entry;
}

} // namespace retune
