#include "formatbench.h"

#include "generatedfile.h"
#include "yardstick.h"

#include <retune/format/edit.h>

#include <algorithm>
#include <vector>

#ifdef __GLIBC__
#    include <malloc.h>
#endif

namespace retune {

namespace {

double megabytesPerSecond(qsizetype bytes, Milliseconds time)
{
    return double(bytes) / 1000 / std::max(time.count(), 1e-6);
}

/// What is allocated now, in bytes; nothing where the allocator does not tell, as under a sanitizer.
std::optional<double> allocatedBytes()
{
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const auto info = mallinfo2();
    return double(info.uordblks) + double(info.hblkhd);
#else
    return std::nullopt;
#endif
}

Unexpected<Problem> failed(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Failure, {}, {}, {}, message}};
}

/// The memory that the document and its bytes take, in sizes of the file.
std::optional<double> memoryFactor(const Format &format, qsizetype size)
{
    const auto before = allocatedBytes();
    const Result<Document> document = format.parse(generatedFile(format.shortName(), size).value());
    const auto after = allocatedBytes();
    if (!before || !after || !document)
        return std::nullopt;
    return (*after - *before) / double(document->bytes().size());
}

Node textInTheMiddle(const Document &document)
{
    for (int id = document.nodeCount() / 2; id < document.nodeCount(); ++id) {
        if (const Node node = document.node(quint32(id)); node.kind() == Kind::String)
            return node;
    }
    return {};
}

Result<Milliseconds> editTime(const Format &format, const BenchSizes &sizes)
{
    const Result<Document> document =
        format.parse(generatedFile(format.shortName(), sizes.editBytes).value());
    if (!document)
        return Unexpected{document.error()};
    const Node node = textInTheMiddle(*document);
    if (!node)
        return failed(QStringLiteral("expected a text in the middle of the generated file, found none"));
    const KeyPath path = node.path();
    const Value value = Value::string(node.value().text + QLatin1Char('x'));
    if (const Result<Edit> edit = setValue(*document, path, value); !edit)
        return Unexpected{edit.error()};
    std::vector<Milliseconds> times;
    for (int run = 0; run < sizes.runs; ++run)
        times.push_back(timeOf([&] { return setValue(*document, path, value); }));
    return median(times);
}

/// Reads with the format and with the yardstick by turns, so that a slower moment of the machine slows both.
Result<FormatFigures> readingFigures(const Format &format, const BenchSizes &sizes)
{
    const QByteArray text = generatedFile(format.shortName(), sizes.readBytes).value();
    const auto yardstick = yardstickFor(format.shortName(), sizes.readBytes);
    if (const Result<Document> document = format.parse(text); !document)
        return Unexpected{document.error()};
    if (yardstick && !yardstick->parse(yardstick->text))
        return failed(QStringLiteral("expected %1 to read its file").arg(yardstick->name));
    std::vector<Milliseconds> times;
    std::vector<Milliseconds> yardstickTimes;
    for (int run = 0; run < sizes.runs; ++run) {
        times.push_back(timeOf([&] { return format.parse(text); }));
        if (yardstick)
            yardstickTimes.push_back(timeOf([&] { return yardstick->parse(yardstick->text); }));
    }
    FormatFigures figures;
    figures.megabytesPerSecond = megabytesPerSecond(text.size(), median(times));
    if (yardstick) {
        figures.yardstick = yardstick->name;
        figures.yardstickMegabytesPerSecond =
            megabytesPerSecond(yardstick->text.size(), median(yardstickTimes));
    }
    return figures;
}

} // namespace

FormatTargets targetsFor(QStringView format)
{
    const bool hasLibrary = format == u"toml" || format == u"yaml";
    const bool isJson = format == u"json" || format == u"jsonc";
    return {isJson ? 1.0 : 0.5, 25, Milliseconds(hasLibrary ? 150 : 20)};
}

Result<FormatFigures> measure(const Format &format, const BenchSizes &sizes)
{
    if (!generatedFile(format.shortName(), 1))
        return failed(QStringLiteral("no file can be generated for it yet"));
    const std::optional<double> memory = memoryFactor(format, sizes.readBytes);
    Result<FormatFigures> figures = readingFigures(format, sizes);
    if (!figures)
        return figures;
    const Result<Milliseconds> edit = editTime(format, sizes);
    if (!edit)
        return Unexpected{edit.error()};
    figures->memoryFactor = memory;
    figures->edit = *edit;
    return figures;
}

} // namespace retune
