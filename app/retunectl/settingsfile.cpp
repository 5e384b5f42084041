#include "settingsfile.h"

#include <retune/format/format.h>
#include <retune/store/filelook.h>
#include <retune/text/bytesize.h>
#include <retune/text/tr.h>

#include <QtCore/QFile>
#include <QtCore/QThread>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

Result<const Format *> chosenFormat(const QString &path, const QString &name)
{
    if (const Format *format = name.isEmpty() ? formatForPath(path) : formatByName(name))
        return format;
    return Unexpected{
        Problem{ProblemKind::Refused,
                path,
                {},
                {},
                Tr::tr("the name is not that of a settings file; say which format it has with --format")}};
}

Problem withAdvice(Problem problem)
{
    if (problem.kind == ProblemKind::Limit)
        problem.message += u"; "_s + sizeAdvice();
    return problem;
}

/// A file that is being written is read again until it holds still.
Result<QByteArray> readWhole(const QString &path, qsizetype maximumSize)
{
    constexpr int tries = 50;
    constexpr unsigned long pauseMilliseconds = 10;
    for (int i = 0; i < tries; ++i) {
        Result<std::optional<FileContent>> content = readFile(QFile::encodeName(path), maximumSize);
        if (!content)
            return Unexpected{withAdvice(content.error())};
        if (*content)
            return (*content)->bytes;
        QThread::msleep(pauseMilliseconds);
    }
    return Unexpected{Problem{
        ProblemKind::Unreadable, {}, {}, {}, Tr::tr("the file changes all the time while it is read")}};
}

} // namespace

Limits limitsIn(const Arguments &arguments)
{
    Limits limits;
    limits.bytes = parseByteSize(arguments.values.value(u"--max-size"_s)).value_or(limits.bytes);
    return limits;
}

QString sizeAdvice()
{
    return Tr::tr("--max-size raises the limit");
}

Problem missingKey(const QString &file, const KeyPath &path)
{
    return {ProblemKind::NoSuchKey, file, {}, {}, Tr::tr("there is no key %1").arg(path.toString())};
}

Problem inFile(Problem problem, const QString &file)
{
    problem.file = file;
    return problem;
}

Result<Document> readSettings(const QString &path, const Arguments &arguments, EmptyFile empty)
{
    return readSettings(path, arguments, arguments.values.value(u"--format"_s), empty);
}

Result<Document> readSettings(const QString &path, const Arguments &arguments, const QString &formatName,
                              EmptyFile empty)
{
    const Limits limits = limitsIn(arguments);
    const Result<QByteArray> bytes = readWhole(path, limits.bytes);
    if (!bytes)
        return Unexpected{inFile(bytes.error(), path)};
    if (bytes->isEmpty() && empty == EmptyFile::Refuse)
        return Unexpected{inFile(emptyFile(), path)};
    const Result<const Format *> format = chosenFormat(path, formatName);
    if (!format)
        return Unexpected{format.error()};
    Result<Document> document = (*format)->parse(*bytes, limits);
    if (!document)
        return Unexpected{inFile(document.error(), path)};
    return document;
}

} // namespace retune
