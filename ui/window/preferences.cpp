#include "window/preferences.h"

#include "window/preferencefile.h"

#include <retune/format/document.h>
#include <retune/text/bytesize.h>

#include <QtCore/QFileInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr int maximumRecentFolders = 10;

void keepList(QSettings &kept, const QString &key, const QStringList &list)
{
    if (list.isEmpty())
        kept.remove(key);
    else
        kept.setValue(key, list);
}

QString liveFilesKey(bool isLive)
{
    return isLive ? u"liveFiles"_s : u"filesNotLive"_s;
}

} // namespace

QStringList recentFolders()
{
    QStringList folders = PreferenceFile().value(u"recentFolders"_s).toStringList();
    folders.removeIf([](const QString &folder) { return !QFileInfo(folder).isDir(); });
    return folders;
}

void addRecentFolder(const QString &folder)
{
    QStringList folders = recentFolders();
    folders.removeAll(folder);
    folders.prepend(folder);
    PreferenceFile().setValue(u"recentFolders"_s, QStringList(folders.mid(0, maximumRecentFolders)));
}

void clearRecentFolders()
{
    PreferenceFile().remove(u"recentFolders"_s);
}

DiffOptions preferredDiffOptions()
{
    const PreferenceFile preferences;
    DiffOptions options;
    if (preferences.value(u"diffInline"_s).toBool())
        options.mode = DiffMode::Inline;
    if (preferences.value(u"diffIgnoresWhiteSpace"_s).toBool())
        options.whiteSpace = WhiteSpace::Ignore;
    options.isWrapping = preferences.value(u"diffWraps"_s).toBool();
    options.fontSize = std::clamp(preferences.value(u"diffFontSize"_s).toDouble(), 0.0, 100.0);
    return options;
}

void setPreferredDiffOptions(const DiffOptions &options)
{
    PreferenceFile preferences;
    preferences.setValue(u"diffInline"_s, options.mode == DiffMode::Inline);
    preferences.setValue(u"diffIgnoresWhiteSpace"_s, options.whiteSpace == WhiteSpace::Ignore);
    preferences.setValue(u"diffWraps"_s, options.isWrapping);
    preferences.setValue(u"diffFontSize"_s, options.fontSize);
}

Theme preferredTheme()
{
    return themeFromName(PreferenceFile().value(u"theme"_s).toString());
}

void setPreferredTheme(Theme theme)
{
    PreferenceFile().setValue(u"theme"_s, themeName(theme));
}

QString preferredLanguage()
{
    const QString language = PreferenceFile().value(u"language"_s).toString();
    return language == u"en" || language == u"zh_CN" ? language : QString();
}

void setPreferredLanguage(const QString &language)
{
    PreferenceFile().setValue(u"language"_s, language);
}

int preferredTextSize()
{
    const int points = PreferenceFile().value(u"textSize"_s).toInt();
    return points == 0 ? 0 : std::clamp(points, smallestTextSize, largestTextSize);
}

void setPreferredTextSize(int points)
{
    PreferenceFile().setValue(u"textSize"_s, points);
}

bool hasSeenHint()
{
    return PreferenceFile().value(u"hintSeen"_s, false).toBool();
}

void setHintSeen()
{
    PreferenceFile().setValue(u"hintSeen"_s, true);
}

HistoryLimits historyLimits()
{
    const HistoryLimits usual;
    const auto number = [](const QString &key, int otherwise) {
        const int found = PreferenceFile().value(key).toInt();
        return found > 0 ? found : otherwise;
    };
    return {number(u"historyDays"_s, usual.days), number(u"historyMegabytes"_s, usual.megabytes)};
}

void setHistoryLimits(const HistoryLimits &limits)
{
    PreferenceFile().setValue(u"historyDays"_s, limits.days);
    PreferenceFile().setValue(u"historyMegabytes"_s, limits.megabytes);
}

std::optional<WatcherKind> preferredWatcher()
{
    const std::vector<WatcherKind> kinds = watcherKinds();
    const std::optional<WatcherKind> kind = watcherByName(PreferenceFile().value(u"watcher"_s).toString());
    return kind && std::find(kinds.begin(), kinds.end(), *kind) != kinds.end() ? kind : std::nullopt;
}

void setPreferredWatcher(std::optional<WatcherKind> kind)
{
    PreferenceFile().setValue(u"watcher"_s, kind ? watcherName(*kind) : u"automatic"_s);
}

qint64 maximumFileSize()
{
    return parseByteSize(PreferenceFile().value(u"maximumFileSize"_s).toString()).value_or(Limits().bytes);
}

void setMaximumFileSize(qint64 bytes)
{
    PreferenceFile().setValue(u"maximumFileSize"_s, QString::number(bytes));
}

bool isTrustedFolder(const QString &folder)
{
    const QString path = QFileInfo(folder).canonicalFilePath();
    return !path.isEmpty() && PreferenceFile().value(u"trustedFolders"_s).toStringList().contains(path);
}

void setTrustedFolder(const QString &folder, bool isTrusted)
{
    const QString path = QFileInfo(folder).canonicalFilePath();
    QStringList folders = PreferenceFile().value(u"trustedFolders"_s).toStringList();
    folders.removeAll(path);
    if (isTrusted && !path.isEmpty())
        folders.append(path);
    PreferenceFile().setValue(u"trustedFolders"_s, folders);
}

bool keepsHistory(const QString &folder)
{
    return !PreferenceFile().value(u"foldersWithoutHistory"_s).toStringList().contains(folder);
}

void setKeepsHistory(const QString &folder, bool isKept)
{
    QStringList folders = PreferenceFile().value(u"foldersWithoutHistory"_s).toStringList();
    folders.removeAll(folder);
    if (!isKept)
        folders.append(folder);
    PreferenceFile().setValue(u"foldersWithoutHistory"_s, folders);
}

LiveSwitches liveSwitches(const QString &folder)
{
    const PreferenceFile kept;
    LiveSwitches switches;
    switches.all = kept.value(u"liveFolders"_s).toStringList().contains(folder);
    for (const bool isLive : {true, false}) {
        for (const QString &file : kept.value(liveFilesKey(isLive)).toStringList()) {
            if (file.startsWith(folder + u'/'))
                switches.files.insert(file.mid(folder.size() + 1), isLive);
        }
    }
    return switches;
}

void setLiveSwitches(const QString &folder, const LiveSwitches &switches)
{
    PreferenceFile kept;
    QStringList folders = kept.value(u"liveFolders"_s).toStringList();
    folders.removeAll(folder);
    if (switches.all)
        folders.append(folder);
    keepList(kept, u"liveFolders"_s, folders);
    for (const bool isLive : {true, false}) {
        QStringList files = kept.value(liveFilesKey(isLive)).toStringList();
        files.removeIf([&folder](const QString &file) { return file.startsWith(folder + u'/'); });
        for (const QString &path : switches.files.keys(isLive))
            files.append(folder + u'/' + path);
        keepList(kept, liveFilesKey(isLive), files);
    }
}

bool compilesSources()
{
    return PreferenceFile().value(u"compilesSources"_s, false).toBool();
}

void setCompilesSources(bool isCompiling)
{
    PreferenceFile().setValue(u"compilesSources"_s, isCompiling);
}

QByteArray savedLayout(const QString &part)
{
    return PreferenceFile().value(u"layout/"_s + part).toByteArray();
}

void saveLayout(const QMap<QString, QByteArray> &layout)
{
    PreferenceFile preferences; // written once, at its end: that waits for the disk
    for (const auto &[part, state] : layout.asKeyValueRange()) {
        const QString key = u"layout/"_s + part;
        if (preferences.value(key).toByteArray() != state)
            preferences.setValue(key, state);
    }
}

} // namespace retune
