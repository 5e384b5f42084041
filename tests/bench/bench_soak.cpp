// Reload after reload, saved in ways that replace files and move watches: what the process holds must not grow.

#include "benchoptions.h"
#include "numberedfile.h"
#include "processfacts.h"
#include "rawfile.h"
#include "table.h"

#include <retune/store/store.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr int fileCount = 10;
constexpr int wayCount = 4;
constexpr int reportCount = 10;
constexpr double targetGrowthPercent = 5; // of the memory after the first tenth

/// The store's folder, and two others that links lead to.
struct Folders
{
    NumberedFolder settings;
    QString elsewhere;
};

/// Saves a file in one way after the other, until it is a plain file again.
void save(const Folders &folders, int number)
{
    const int index = number % fileCount;
    const int turn = number / fileCount;
    const QString file = folders.settings.absoluteFile(index);
    const QString temporary = file + u".tmp"_s;
    const QByteArray text = numberedText(number);
    switch (turn % wayCount) {
    case 0:
        test::writeInPlace(file, text);
        return;
    case 1: { // the store has to follow the link into another folder
        const QString target = folders.elsewhere + u"/%1/target%2"_s.arg(turn % 8).arg(index);
        test::writeInPlace(target, text);
        test::symbolicLink(target, temporary);
        test::renameTo(temporary, file);
        return;
    }
    case 2: // and to leave it again
        test::writeInPlace(temporary, text);
        test::renameTo(temporary, file);
        return;
    default:
        test::removeFile(file);
        test::createNew(file, text);
    }
}

Row rowOf(int reloads, const ProcessFacts &facts, Milliseconds sinceStart)
{
    return {QString::number(reloads), number(facts.residentMegabytes, 1), QString::number(facts.descriptors),
            QString::number(facts.watches), number(sinceStart.count() / 1000, 1)};
}

struct Outcome
{
    ProcessFacts start;
    ProcessFacts early; ///< after the first tenth
    ProcessFacts end;
    int unseen = 0; ///< saves that the next read did not give
    qint64 revisions = 0;
};

/// Saves and reads as quickly as `refresh` allows, and adds a row for each tenth.
Outcome soak(Store &store, const Folders &folders, int reloads, QList<Row> &rows)
{
    std::vector<Live<NumberedSettings>> handles;
    for (int index = 0; index < fileCount; ++index)
        handles.push_back(store.live<NumberedSettings>(folders.settings.file(index), {}));
    const auto begin = Monotonic::now();
    const quint64 revision = store.revision();
    Outcome outcome;
    outcome.start = outcome.end = processFacts();
    rows += rowOf(0, outcome.start, {});
    for (int number = 1; number <= reloads; ++number) {
        save(folders, number);
        static_cast<void>(store.refresh(folders.settings.file(number % fileCount)));
        outcome.unseen += handles[std::size_t(number % fileCount)].get().last != number;
        if (number % std::max(reloads / reportCount, 1) == 0) {
            outcome.end = processFacts();
            rows += rowOf(number, outcome.end, Monotonic::now() - begin);
        }
        if (number == std::max(reloads / reportCount, 1))
            outcome.early = outcome.end;
    }
    outcome.revisions = qint64(store.revision() - revision);
    return outcome;
}

/// The sentences that say what is wrong; none where all is well. `reloads` has to end with plain files.
QStringList mistakesIn(const Outcome &outcome, int reloads)
{
    QStringList mistakes;
    if (outcome.unseen > 0)
        mistakes += u"%1 saves were not seen at once"_s.arg(outcome.unseen);
    if (outcome.revisions != reloads)
        mistakes += u"expected %1 revisions, found %2"_s.arg(reloads).arg(outcome.revisions);
    if (outcome.end.descriptors != outcome.start.descriptors)
        mistakes += u"descriptors are left behind"_s;
    if (outcome.end.watches != outcome.start.watches)
        mistakes += u"watches are left behind"_s;
    return mistakes;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    auto numbers = numbersFrom(u"Reloads ten files again and again and shows what the process holds."_s,
                               {{u"reloads"_s, u"How many."_s, 100'000}});
    // Whole rounds of all ways, so that the files end as they began.
    constexpr int round = fileCount * wayCount;
    const int reloads = std::max(numbers[u"reloads"_s] / round, 1) * round - 1;
    const QTemporaryDir temporary;
    const Folders folders{{temporary.filePath(u"settings"_s), fileCount}, temporary.filePath(u"elsewhere"_s)};
    test::makeFolder(folders.settings.path);
    test::makeFolder(folders.elsewhere);
    for (int turn = 0; turn < 8; ++turn)
        test::makeFolder(folders.elsewhere + u"/%1"_s.arg(turn));
    folders.settings.make(0);
    const auto store = Store::open(folders.settings.path);
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().toString()));
        return 1;
    }
    (*store)->waitUntilLoaded();

    QTextStream out(stdout);
    QList<Row> rows{{u"reloads"_s, u"RSS MB"_s, u"descriptors"_s, u"watches"_s, u"seconds"_s}};
    const Outcome outcome = soak(**store, folders, reloads, rows);
    print(rows, out);
    const double growth = 100 * (outcome.end.residentMegabytes / outcome.early.residentMegabytes - 1);
    out << "RSS from the first tenth to the last: " << atMost(growth, targetGrowthPercent, u"%"_s).text
        << Qt::endl;
    const QStringList mistakes = mistakesIn(outcome, reloads);
    for (const QString &mistake : mistakes)
        out << mistake << Qt::endl;
    return mistakes.isEmpty() ? 0 : 1;
}
