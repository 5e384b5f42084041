#pragma once

#include <retune/diff/threewaymerge.h>

#include <QtCore/QString>

namespace retune {

/// Whether what stands at a clash is to be masked until somebody asks to see it. Lines have no key that could say so; they
/// count as secret where any word of their text does.
bool isSecretClash(const MergeClash &clash);

/// Where a clash is: its key, or the line.
QString clashPlace(const MergeClash &clash);

/// One side of a clash as people see it, on as many lines as it has up to a limit; what stands there where there is none.
QString sideText(const MergeClash &clash, const std::optional<Value> &side);

/// What is asked, for the top of the pane.
QString mergeQuestion(const QString &path, const ThreeWayMerge &merge);

/// What a merge did, for a message: how many of my changes went into the disk's text, and which keys they are of.
QString mergeSummary(const QString &path, const ThreeWayMerge &merge);

/// The kind that a value has which a person types at a clash instead of both sides; nothing where a value cannot be typed.
std::optional<Kind> typedKind(const MergeClash &clash);

} // namespace retune
