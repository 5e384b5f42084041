// retune-save-pattern NAME FILE: saves what comes on standard input into FILE, in the way that NAME says. Prints
// "saved" when that is done. A writer that keeps its file open does so until it is told to terminate.

#include "savepatterns.h"

#include <QtCore/QFile>

#include <cstdio>
#include <exception>

#include <unistd.h>
#ifdef __linux__
#    include <csignal>
#    include <sys/prctl.h>
#endif

namespace {

int save(const QByteArray &name, const QString &file)
{
    const retune::test::SavePattern *pattern = retune::test::findSavePattern(name);
    if (!pattern) {
        std::fprintf(stderr, "no save pattern has the name \"%s\"\n", name.constData());
        return 2;
    }
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 2;
    pattern->save(file, input.readAll());
    std::puts("saved");
    std::fflush(stdout);
    if (pattern->keepsOpen)
        ::pause();
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 3) {
        std::fputs("usage: retune-save-pattern NAME FILE <CONTENT\n", stderr);
        return 2;
    }
#ifdef __linux__
    ::prctl(PR_SET_PDEATHSIG, SIGTERM); // whoever waits for ever must not outlive the test that started it
#endif
    try {
        return save(argv[1], QFile::decodeName(argv[2]));
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
