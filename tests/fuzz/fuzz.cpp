// One libFuzzer target: its first argument is the short name of a format, the others are libFuzzer's own.

#include "formatprobe.h"

#include <QtCore/QHashFunctions>

#include <cstdio>
#include <cstdlib>

using namespace retune;

namespace {

const Format *chosenFormat = nullptr;

/// Says which formats there are, one on each line.
[[noreturn]] void listFormats(int status)
{
    for (const Format *format : formats())
        std::puts(qPrintable(format->shortName()));
    std::exit(status);
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    QHashSeed::setDeterministicGlobalSeed(); // the same input takes the same way again
    if (*argc < 2)
        listFormats(EXIT_FAILURE);
    char **const arguments = *argv;
    if (qstrcmp(arguments[1], "--list") == 0)
        listFormats(EXIT_SUCCESS);
    chosenFormat = formatByName(QString::fromLocal8Bit(arguments[1]));
    if (!chosenFormat)
        listFormats(EXIT_FAILURE);
    for (int i = 1; i < *argc; ++i)
        arguments[i] = arguments[i + 1];
    --*argc;
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString why = test::RETUNE_PROBE(*chosenFormat, bytes);
    if (why.isEmpty())
        return 0;
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::abort();
}
