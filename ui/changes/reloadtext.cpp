#include "changes/reloadtext.h"

#include "style/shortnumber.h"

#include <retune/format/format.h>
#include <retune/format/secret.h>
#include <retune/text/bytesize.h>
#include <retune/text/replacement.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QSet>

namespace retune {

namespace {

constexpr int longestValue = 120;
constexpr int shownDigits = 7;

struct ReloadText
{
    Q_DECLARE_TR_FUNCTIONS(retune::ReloadText)
};

Document documentOf(const SettingsFilePtr &file)
{
    return file ? file->document : Document();
}

/// Whether it is a text that could not be read: unsaved edits may be so.
bool isUnread(const SettingsFilePtr &file)
{
    return file && file->document.isNull() && !file->disk.isEmpty();
}

/// What is compared of a file: its text, or what can be said of one that is none.
QByteArray shownBytes(const Document &document)
{
    if (document.isNull() || document.format().isText())
        return document.bytes();
    return ReloadText::tr("%1, %2\n")
        .arg(document.format().name(), byteSizeText(document.bytes().size()))
        .toUtf8();
}

QString maskOfChanged()
{
    return ReloadText::tr("%1 (changed)").arg(secretMask());
}

/// The replacements that put a mask over each secret value below `node`.
void maskSecrets(const Node &node, bool isSecret, const QSet<QString> &changed, QList<Replacement> &masks)
{
    for (Node member = node.firstChild(); member; member = member.nextSibling()) {
        const bool isSecretMember = isSecret || isSecretKey(KeyPath{member.key()});
        if (member.isContainer()) {
            maskSecrets(member, isSecretMember, changed, masks);
        } else if (isSecretMember && !member.range().isEmpty()) {
            const bool hasChanged = !changed.isEmpty() && changed.contains(member.path().toString());
            masks.append({member.range(), (hasChanged ? maskOfChanged() : secretMask()).toUtf8()});
        }
    }
}

QByteArray masked(const Document &document, const QSet<QString> &changed)
{
    QList<Replacement> masks;
    if (document.isNull() || isCode(document.format().id()))
        return shownBytes(document);
    if (document.root())
        maskSecrets(document.root(), false, changed, masks);
    std::sort(masks.begin(), masks.end(), [](const Replacement &left, const Replacement &right) {
        return left.range.begin < right.range.begin;
    });
    return applied(document.bytes(), masks);
}

bool isSecretSide(const Change &change, const std::optional<Value> &value)
{
    return value && isSecretAt(change.path, *value);
}

} // namespace

QString valueText(const Change &change, const std::optional<Value> &value)
{
    if (!value)
        return {};
    if (isSecretAt(change.path, *value))
        return secretMask();
    QString text = value->text.left(longestValue).replace(u'\n', u'⏎');
    if (value->text.size() > longestValue)
        text.append(u'…');
    return value->kind == Kind::String && text.isEmpty() ? QStringLiteral("\"\"") : text;
}

QString changeText(const Change &change, int maximumLength)
{
    if (!isSecretSide(change, change.before) && !isSecretSide(change, change.after))
        return change.toString(maximumLength);
    if (change.type() == Change::Type::Modified)
        return ReloadText::tr("%1: %2").arg(change.path.toString(), maskOfChanged());
    const Value mask = Value::string(secretMask());
    const auto covered = [&mask](const std::optional<Value> &value) {
        return value ? std::optional<Value>(mask) : std::nullopt;
    };
    return Change{change.path, covered(change.before), covered(change.after)}.toString(maximumLength);
}

QString reloadSummary(const FileReload &reload)
{
    if (!reload.before)
        return ReloadText::tr("read for the first time");
    if (reload.after->document.isNull() && reload.after->disk.isEmpty())
        return ReloadText::tr("file removed");
    if (reload.before->document.isNull() && reload.before->disk.isEmpty())
        return ReloadText::tr("file is there again");
    if (isCode(reload.after->format->id()))
        return ReloadText::tr("code changed");
    if (isUnread(reload.after))
        return ReloadText::tr("cannot be read: %1").arg(reload.after->problem->message);
    if (reload.changes.isEmpty())
        return ReloadText::tr("no value changed, only comments or layout");
    const Change &first = reload.changes.first();
    QString text = changeText(first, longestValue);
    if (reload.changes.size() > 1)
        text =
            ReloadText::tr("%1 and %n more", nullptr, static_cast<int>(reload.changes.size()) - 1).arg(text);
    return text;
}

QString reloadSummary(const HistoryEntry &entry)
{
    const QString summary = reloadSummary(entry.reload);
    return entry.label.isEmpty() ? summary : ReloadText::tr("%1:  %2").arg(entry.label, summary);
}

bool isUnsaved(const HistoryEntry &entry)
{
    return entry.revision == 0 && entry.id.isEmpty();
}

QString stateText(const HistoryEntry &entry)
{
    return isUnsaved(entry) ? ReloadText::tr("unsaved") : momentText(entry.published);
}

QString momentTip(const HistoryEntry &entry)
{
    const QString moment = entry.published.toLocalTime().toString(Qt::ISODateWithMs);
    if (isUnsaved(entry))
        return moment;
    if (entry.id.isEmpty())
        return ReloadText::tr("%1, revision r%2").arg(moment).arg(entry.revision);
    return ReloadText::tr("%1, kept in the history as %2").arg(moment, entry.id.left(shownDigits));
}

QString momentText(const QDateTime &published)
{
    const QDateTime when = published.toLocalTime();
    const bool isToday = when.date() == QDate::currentDate();
    return when.toString(isToday ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString momentInSentence(const QDateTime &moment)
{
    return QLocale().toString(moment.toLocalTime(), QLocale::ShortFormat);
}

QString sourceText(RevisionSource source)
{
    switch (source) {
    case RevisionSource::Found:
        return ReloadText::tr("found at the opening");
    case RevisionSource::Retune:
        return ReloadText::tr("Retune");
    case RevisionSource::AnotherProgram:
        return ReloadText::tr("another program");
    }
    return {};
}

QString latencyText(std::chrono::microseconds latency)
{
    const double milliseconds = static_cast<double>(latency.count()) / 1000;
    return ReloadText::tr("%1 ms").arg(shortNumber(milliseconds));
}

ReloadTexts plainTexts(const FileReload &reload)
{
    const auto bytes = [](const SettingsFilePtr &file) {
        return isUnread(file) ? file->disk : shownBytes(documentOf(file));
    };
    return {bytes(reload.before), bytes(reload.after), false};
}

ReloadTexts maskedTexts(const FileReload &reload)
{
    QSet<QString> changed;
    for (const Change &change : reload.changes) {
        if (isSecretKey(change.path))
            changed.insert(change.path.toString());
    }
    ReloadTexts texts;
    texts.before = masked(documentOf(reload.before), {});
    texts.after = masked(documentOf(reload.after), changed);
    const ReloadTexts plain = plainTexts(reload);
    for (const auto &[file, text] : {std::pair(reload.before, &texts.before), {reload.after, &texts.after}}) {
        if (!isUnread(file))
            continue;
        // Where its secrets stand is not known, so where there may be some all of it is covered.
        const bool maySayAll = texts.before == plain.before && !isUnread(reload.before);
        *text = maySayAll ? file->disk : ReloadText::tr("(covered, as long as it cannot be read)\n").toUtf8();
    }
    texts.hasSecrets = texts.before != plain.before || texts.after != plain.after;
    return texts;
}

} // namespace retune
