#include "processfacts.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <sys/resource.h>
#include <unistd.h>

namespace retune {

namespace {

namespace fs = std::filesystem;

int entriesOf(const char *folder)
{
    std::error_code error;
    int count = 0;
    for (fs::directory_iterator entry(folder, error); entry != fs::directory_iterator(); ++entry)
        ++count;
    return count;
}

int watchesOf(const fs::path &descriptor)
{
    int watches = 0;
    std::ifstream lines(descriptor);
    for (std::string line; std::getline(lines, line);)
        watches += line.starts_with("inotify wd:");
    return watches;
}

double residentMegabytes()
{
    long total = 0;
    long resident = 0;
    std::ifstream("/proc/self/statm") >> total >> resident;
    return double(resident) * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

Milliseconds millisecondsOf(const timeval &time)
{
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

} // namespace

ProcessFacts processFacts()
{
    ProcessFacts facts;
    facts.residentMegabytes = residentMegabytes();
    facts.descriptors = entriesOf("/proc/self/fd") - 1;
    std::error_code error;
    for (fs::directory_iterator entry("/proc/self/fdinfo", error); entry != fs::directory_iterator(); ++entry)
        facts.watches += watchesOf(entry->path());
    return facts;
}

ProcessUse processUse()
{
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    return {millisecondsOf(use.ru_utime) + millisecondsOf(use.ru_stime), use.ru_nvcsw};
}

} // namespace retune
