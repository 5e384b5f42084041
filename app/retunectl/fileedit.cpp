#include "fileedit.h"

#include "json.h"
#include "settingsfile.h"
#include "terminal.h"

#include <retune/edit/savefile.h>
#include <retune/format/keydiff.h>
#include <retune/text/tr.h>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

/// Writes the edited text over the one it was made of; gives what changed.
Result<QList<Change>> savedChanges(const QString &file, const Document &document, const Edit &edit,
                                   InPlace inPlace)
{
    if (edit.replacements.isEmpty())
        return QList<Change>();
    const Result<Saved> saved = saveFile(file, edit.result.bytes(), document.bytes(), inPlace);
    if (!saved) {
        Problem problem = saved.error();
        if (problem.kind == ProblemKind::Refused)
            problem.message += u"; "_s + Tr::tr("--in-place allows that");
        return Unexpected{problem};
    }
    for (const QString &note : saved->notes)
        printProblem({ProblemKind::WriteFailed, file, {}, {}, note});
    return keyDiff(document, edit.result);
}

int failure(const Problem &problem)
{
    printProblem(problem);
    return problem.kind == ProblemKind::Misuse ? WrongUsage : Failed;
}

} // namespace

Syntax editSyntax(const QStringList &operands, int required)
{
    return {{u"--in-place"_s, u"--verbose"_s, u"--show-secrets"_s}, {u"--format"_s}, operands, required};
}

int editFile(const Arguments &arguments, const DocumentEdit &edit)
{
    const QString &file = arguments.operands[0];
    const Result<Document> document = readSettings(file, arguments, EmptyFile::Allow);
    if (!document)
        return failure(document.error());
    const Result<Edit> edited = edit(*document);
    if (!edited)
        return failure(inFile(edited.error(), file));
    const InPlace inPlace = arguments.has(u"--in-place"_s) ? InPlace::Allow : InPlace::Refuse;
    const Result<QList<Change>> changes = savedChanges(file, *document, *edited, inPlace);
    if (!changes)
        return failure(inFile(changes.error(), file));
    if (arguments.has(u"--verbose"_s)) {
        for (const Change &change : *changes)
            printLine(changeText(change, arguments.has(u"--show-secrets"_s)));
    }
    return Good;
}

int editKey(const Arguments &arguments,
            const std::function<Result<Edit>(const Document &, const KeyPath &)> &edit)
{
    const Result<KeyPath> path = KeyPath::parse(arguments.operands[1]);
    if (!path)
        return failure(path.error());
    return editFile(arguments, [&](const Document &document) { return edit(document, *path); });
}

Result<std::optional<Kind>> wantedKind(const Arguments &arguments)
{
    const QString type = arguments.values.value(u"--type"_s);
    if (type.isEmpty())
        return std::optional<Kind>();
    const std::optional<Kind> kind = kindById(type);
    if (!kind || *kind == Kind::Opaque)
        return Unexpected{Problem{
            ProblemKind::Misuse, {}, {}, {}, Tr::tr("there is no type \"%1\" for a value").arg(type)}};
    return kind;
}

} // namespace retune
