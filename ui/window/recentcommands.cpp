#include "window/recentcommands.h"

#include "run/commandline.h"
#include "window/preferencefile.h"

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr int mostCommands = 10;
constexpr int mostFolders = 50;

/// Entries are lists: the folder, then its commands. A folder as a key would be spoiled by its slashes.
class CommandList : public PreferenceFile
{
public:
    QList<QStringList> read()
    {
        QList<QStringList> entries;
        const int count = beginReadArray(u"commands"_s);
        for (int i = 0; i < count; ++i) {
            setArrayIndex(i);
            entries += value(u"run"_s).toStringList();
        }
        endArray();
        return entries;
    }

    void write(const QList<QStringList> &entries)
    {
        remove(u"commands"_s);
        beginWriteArray(u"commands"_s, int(entries.size()));
        for (int i = 0; i < int(entries.size()); ++i) {
            setArrayIndex(i);
            setValue(u"run"_s, entries.at(i));
        }
        endArray();
    }
};

} // namespace

QStringList recentCommands(const QString &folder)
{
    for (const QStringList &entry : CommandList().read()) {
        if (entry.value(0) == folder)
            return entry.sliced(1);
    }
    return {};
}

void addRecentCommand(const QString &folder, const QString &command)
{
    if (holdsSecret(splitCommandLine(command).value_or(QStringList())))
        return;
    CommandList list;
    QList<QStringList> entries = list.read();
    QStringList commands = recentCommands(folder);
    commands.removeAll(command);
    commands.prepend(command);
    entries.removeIf([&folder](const QStringList &entry) { return entry.value(0) == folder; });
    entries.prepend(QStringList{folder} + commands.mid(0, mostCommands));
    list.write(entries.mid(0, mostFolders));
}

} // namespace retune
