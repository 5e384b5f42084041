#pragma once

#include <retune/history/reloadhistory.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace retune {

/// A change on one line, as `Change::toString` gives it; of a secret value only that it changed, came or went.
QString changeText(const Change &change, int maximumLength);
/// What a reload changed, on one line: `redis: 你好 → 你好，精神小伙 and 2 more`. Secret values are masked.
QString reloadSummary(const FileReload &reload);
/// The same, after what was done where that is known.
QString reloadSummary(const HistoryEntry &entry);
/// Whether it tells of edits that have not been saved.
bool isUnsaved(const HistoryEntry &entry);
/// What people call the state that a reload brought: the moment of it, or that it is unsaved.
QString stateText(const HistoryEntry &entry);
/// The moment in full, with the revision as the log tells it, or as git shows it where it is from an earlier run.
QString momentTip(const HistoryEntry &entry);
/// When a reload was: the time alone where that is today.
QString momentText(const QDateTime &published);
/// The same within a sentence, in the way of the user's country.
QString momentInSentence(const QDateTime &moment);
/// Who brought a revision about.
QString sourceText(RevisionSource source);
/// How long a reload took: `0.4 ms`.
QString latencyText(std::chrono::microseconds latency);
/// A change's value, on one line. Secret values are masked; a side without a value gives the empty text.
QString valueText(const Change &change, const std::optional<Value> &value);

/// The texts of both sides of a reload.
struct ReloadTexts
{
    QByteArray before;
    QByteArray after;
    bool hasSecrets = false; ///< something is masked

    bool operator==(const ReloadTexts &) const = default;
};

/// The texts before and after, with secret values masked. A secret that changed is masked differently on both sides, so
/// that a comparison shows where, but not what.
ReloadTexts maskedTexts(const FileReload &reload);
ReloadTexts plainTexts(const FileReload &reload);

} // namespace retune
