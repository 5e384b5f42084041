// Reading speed, memory and the time of an edit for every format, as one table.

#include "formatbench.h"
#include "table.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Row rowOf(const Format &format, const FormatFigures &figures)
{
    const FormatTargets targets = targetsFor(format.shortName());
    const bool hasYardstick = !figures.yardstick.isEmpty();
    const Comparison speed = hasYardstick
                                 ? atLeast(figures.megabytesPerSecond / figures.yardstickMegabytesPerSecond,
                                           targets.ratioToYardstick)
                                 : Comparison{u"no yardstick"_s, true};
    const Comparison memory = figures.memoryFactor
                                  ? atMost(*figures.memoryFactor, targets.memoryFactor, u"×"_s)
                                  : Comparison{u"not told"_s, true};
    const Comparison edit = atMost(figures.edit.count(), targets.edit.count(), u"ms"_s);
    QStringList missed;
    if (!speed.isMet)
        missed += u"speed"_s;
    if (!memory.isMet)
        missed += u"memory"_s;
    if (!edit.isMet)
        missed += u"edit"_s;
    return {format.name(),
            number(figures.megabytesPerSecond, 0),
            hasYardstick ? u"%1 %2"_s.arg(figures.yardstick, number(figures.yardstickMegabytesPerSecond, 0))
                         : u"–"_s,
            speed.text,
            memory.text,
            edit.text,
            metOrMissed(missed)};
}

struct Request
{
    BenchSizes sizes;
    std::vector<const Format *> formats;
};

Request requested(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Measures every format, or those named: reading speed on one thread, memory, and the time of one verified edit."_s);
    parser.addHelpOption();
    const QCommandLineOption read(u"read"_s, u"The size of the file that is read, in kB."_s, u"kB"_s,
                                  u"10000"_s);
    const QCommandLineOption edit(u"edit"_s, u"The size of the file that is edited, in kB."_s, u"kB"_s,
                                  u"1000"_s);
    const QCommandLineOption runs(u"runs"_s, u"How often each is measured; the median counts."_s, u"n"_s,
                                  u"7"_s);
    parser.addOptions({read, edit, runs});
    parser.addPositionalArgument(u"format"_s, u"Short names: json, ini, python."_s, u"[format…]"_s);
    parser.process(arguments);
    Request request;
    request.sizes = {parser.value(read).toLongLong() * 1000, parser.value(edit).toLongLong() * 1000,
                     std::max(parser.value(runs).toInt(), 1)};
    for (const Format *format : formats()) {
        const QStringList names = parser.positionalArguments();
        if (names.isEmpty() || names.contains(format->shortName()))
            request.formats.push_back(format);
    }
    return request;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const Request request = requested(QCoreApplication::arguments());
    QTextStream out(stdout);
    QList<Row> rows{
        {u"format"_s, u"MB/s"_s, u"yardstick MB/s"_s, u"ratio"_s, u"memory"_s, u"edit"_s, u"met"_s}};
    bool isComplete = true;
    for (const Format *format : request.formats) {
        const Result<FormatFigures> figures = measure(*format, request.sizes);
        if (figures)
            rows += rowOf(*format, *figures);
        else
            out << format->name() << ": " << figures.error().toString() << Qt::endl;
        isComplete = isComplete && figures;
    }
    print(rows, out);
    return isComplete ? 0 : 1;
}
