#pragma once

#include <retune/edit/diskcontent.h>
#include <retune/edit/savefile.h>

namespace retune {

/// One save of an editor, as values that any thread can carry out.
struct SaveJob
{
    QString file; ///< absolute
    QByteArray bytes;
    QByteArray base;        ///< the disk's content that the user knows
    bool isMissing = false; ///< whether the file is believed to be gone
    InPlace inPlace = InPlace::Refuse;
    qsizetype maximumSize = Limits().bytes; ///< up to which the disk's content is read
    QString
        madeBelow; ///< folders between this one, which has to be there, and a missing file are made; empty: none
    IfGone ifGone = IfGone::MakeAnew;
};

struct SaveOutcome
{
    Result<Saved> saved;
    DiskContent disk; ///< what the disk holds instead: known where the error is Conflict, or Missing
};

/// That the file is gone, and is not to be made anew.
Problem removedProblem();

/// Saves as `saveFile` does. A file that is gone, or is back with the content that the user knows, is no conflict: there is
/// nothing on disk that the user has not seen. One that has changed and cannot be read is none either, for nobody could decide about it:
/// the error is then why it cannot. Blocks while it writes.
SaveOutcome runSave(const SaveJob &job);

} // namespace retune
