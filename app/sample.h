#pragma once

#include <retune/text/result.h>

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace retune {

/// Where the sample folder is, or will be: in the user's data folder.
QString sampleFolder();
/// Whether `folder` is the sample folder, however it is spelled.
bool isSampleFolder(const QString &folder);

/// Makes the sample folder from the files that the program brings along, unless something of that name is there already:
/// then nothing is touched. A folder that is there is complete: it appears in one step. Gives its path.
Result<QString> makeSampleFolder();

/// Gives the files that the program brings along their first content again, in one step each and through `saveFile`;
/// files of other names stay as they are. Makes the folder where it is missing. Gives the names of the files that were
/// changed. Blocks while it writes: not for a GUI thread.
Result<QStringList> resetSample();

} // namespace retune
