#include "log/logexport.h"

#include "log/logrecord.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSaveFile>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct LogExportText
{
    Q_DECLARE_TR_FUNCTIONS(LogExportText)
};

/// Calls `take(number, record)` for each row of the block.
template<typename Take>
void forEachRecord(const LogBlock &block, Take take)
{
    const QByteArray records = block.records();
    QByteArrayView rest = records;
    for (quint64 number = block.first; !rest.isEmpty(); ++number)
        take(number, takeLogRecord(rest));
}

Unexpected<Problem> writeFailure(const QString &path, const QString &message)
{
    return Unexpected{Problem{ProblemKind::WriteFailed, path, {}, {}, message}};
}

} // namespace

QString logRowsText(const LogBlocks &log, const std::vector<quint64> &numbers, const QString &timeFormat)
{
    QStringList rows;
    auto wanted = numbers.begin();
    for (const LogBlock &block : log.blocks) {
        wanted = std::lower_bound(wanted, numbers.end(), block.first);
        if (wanted == numbers.end())
            break;
        if (*wanted >= block.end())
            continue;
        forEachRecord(block, [&](quint64 number, const LogRecord &record) {
            if (wanted == numbers.end() || *wanted != number)
                return;
            rows += logText(logEntry(record), timeFormat);
            ++wanted;
        });
    }
    return rows.join(u'\n');
}

Result<qint64> saveLog(const LogBlocks &log, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return writeFailure(path, file.errorString());
    qint64 count = 0;
    for (const LogBlock &block : log.blocks) {
        QString text;
        qint64 found = 0;
        forEachRecord(block, [&](quint64 number, const LogRecord &record) {
            ++found;
            if (number < log.begin)
                return;
            text += logText(logEntry(record), QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")) + u'\n';
            ++count;
        });
        if (found != block.rows) {
            return writeFailure(path, LogExportText::tr("the rows of the log could not be read back from "
                                                        "their temporary file"));
        }
        if (const QByteArray bytes = text.toUtf8(); file.write(bytes) != bytes.size())
            return writeFailure(path, file.errorString());
    }
    if (!file.flush() || !file.commit())
        return writeFailure(path, file.errorString());
    return count;
}

} // namespace retune
