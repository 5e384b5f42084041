#pragma once

#include <QtCore/QString>

namespace retune {

// The pieces of manual pages that several commands share, each ending with a line break.

/// `text` broken into lines that are as wide as those of the manual pages, each indented by so many blanks.
QString paragraph(const QString &text, int indentation);

/// How KEY is written.
QString keyParagraph();
/// What all commands that change a file promise.
QString savingParagraph();
/// Of which format `what` is read: "FILE".
QString formatOption(const QString &what = QStringLiteral("FILE"));
/// The options that every command has.
QString commonOptions();
/// The options of all commands that change a file; see `editSyntax`.
QString editOptions();
/// What these commands end with; `good` is the sentence for 0, `bad` what else 1 may mean: "has no such key".
QString editExitStatus(const QString &good, const QString &bad);

} // namespace retune
