#include "merge/mergetext.h"

#include <retune/format/secret.h>

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct MergeText
{
    Q_DECLARE_TR_FUNCTIONS(MergeText)
};

/// More of a long text or list is left out: it is compared, not read.
constexpr qsizetype maximumLines = 12;
constexpr qsizetype maximumLength = 400;
/// So many keys are named in a message.
constexpr qsizetype keysNamed = 3;

QString shortened(const QString &text)
{
    QStringList lines = text.split(u'\n');
    if (lines.size() > 1 && lines.last().isEmpty())
        lines.removeLast(); // the end of the last line
    const bool isLong = lines.size() > maximumLines;
    if (isLong)
        lines.resize(maximumLines);
    QString shown = lines.join(u'\n');
    if (shown.size() > maximumLength)
        shown = shown.first(maximumLength) + u'…';
    else if (isLong)
        shown += QStringLiteral("\n…");
    return shown;
}

QString keysOf(const QList<Change> &changes)
{
    QStringList keys;
    for (const Change &change : changes) {
        if (keys.size() == keysNamed) {
            keys += QStringLiteral("…");
            break;
        }
        keys += change.path.isEmpty() ? MergeText::tr("the whole file") : change.path.toString();
    }
    return keys.join(MergeText::tr(", "));
}

} // namespace

bool isSecretClash(const MergeClash &clash)
{
    if (clash.key && isSecretKey(*clash.key))
        return true;
    const auto saysSecret = [&](const std::optional<Value> &side) {
        const bool isText = !clash.key || (side && isContainer(side->kind));
        return side && isText && isSecretKey({side->text});
    };
    return saysSecret(clash.base) || saysSecret(clash.mine) || saysSecret(clash.disk);
}

QString clashPlace(const MergeClash &clash)
{
    if (!clash.key)
        return MergeText::tr("Line %1").arg(clash.line);
    return clash.key->isEmpty() ? MergeText::tr("The whole file") : clash.key->toString();
}

QString sideText(const MergeClash &clash, const std::optional<Value> &side)
{
    if (!side)
        return clash.base ? MergeText::tr("removed") : MergeText::tr("not there");
    if (side->text.isEmpty())
        return clash.key ? QStringLiteral("\"\"") : MergeText::tr("no lines");
    return shortened(side->text);
}

QString mergeQuestion(const QString &path, const ThreeWayMerge &merge)
{
    const auto count = int(merge.clashes.size());
    if (count == 0)
        return MergeText::tr("Nothing of %1 clashes any more: both sides' changes can go together.")
            .arg(path);
    if (merge.way == ThreeWayMerge::Way::ByLines) {
        return count == 1 ? MergeText::tr("1 place of %1 was changed here and on disk in different ways. "
                                          "It is merged by lines; choose what it shall be.")
                                .arg(path)
                          : MergeText::tr("%n places of %1 were changed here and on disk in different "
                                          "ways. They are merged by lines; choose what they shall be.",
                                          nullptr, count)
                                .arg(path);
    }
    return count == 1 ? MergeText::tr("1 setting of %1 was changed here and on disk in different ways. "
                                      "Choose what it shall be; everything else merges on its own.")
                            .arg(path)
                      : MergeText::tr("%n settings of %1 were changed here and on disk in different ways. "
                                      "Choose what they shall be; everything else merges on its own.",
                                      nullptr, count)
                            .arg(path);
}

QString mergeSummary(const QString &path, const ThreeWayMerge &merge)
{
    const auto count = int(merge.changes.size());
    if (count == 0)
        return MergeText::tr("%1 was merged with the text on disk.").arg(path);
    return count == 1 ? MergeText::tr("%1 was merged: your change of %2 is now in the text from disk.")
                            .arg(path, keysOf(merge.changes))
                      : MergeText::tr("%1 was merged: your %n changes (%2) are now in the text from disk.",
                                      nullptr, count)
                            .arg(path, keysOf(merge.changes));
}

std::optional<Kind> typedKind(const MergeClash &clash)
{
    if (!clash.key || clash.key->isEmpty())
        return std::nullopt;
    for (const std::optional<Value> &side : {clash.mine, clash.disk}) {
        if (side &&
            (!isScalar(side->kind) || side->text.contains(u'\n') || side->text.size() > maximumLength))
            return std::nullopt;
    }
    for (const std::optional<Value> &side : {clash.mine, clash.disk}) {
        if (side && side->kind != Kind::Null)
            return side->kind;
    }
    return std::nullopt;
}

} // namespace retune
