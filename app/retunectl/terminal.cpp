#include "terminal.h"

#include <retune/text/tr.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace retune {

void writeOutput(const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0)
        return;
    const QString reason = QString::fromLocal8Bit(std::strerror(errno));
    printProblem(
        {ProblemKind::WriteFailed, {}, {}, {}, Tr::tr("the output cannot be written: %1").arg(reason)});
    std::_Exit(1); // a second try at the end of the program would fail as well
}

void printLine(const QString &line)
{
    writeOutput(line.toUtf8() + '\n');
}

void printProblem(const Problem &problem)
{
    const QByteArray line = "retunectl: " + printable(problem.toString()).toUtf8() + '\n';
    std::fputs(line.constData(), stderr);
}

QString printable(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        if (c.category() != QChar::Other_Control)
            result += c;
        else if (c == u'\n')
            result += QLatin1String("\\n");
        else if (c == u'\r')
            result += QLatin1String("\\r");
        else if (c == u'\t')
            result += QLatin1String("\\t");
        else
            result += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    return result;
}

} // namespace retune
