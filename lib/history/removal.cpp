#include <retune/history/removal.h>

namespace retune {

namespace {

bool isNothing(const SettingsFile &file)
{
    return file.document.isNull() && file.disk.isEmpty() && !file.problem;
}

SettingsFilePtr nothing(const SettingsFile &file)
{
    return std::make_shared<const SettingsFile>(
        SettingsFile{file.path, file.format, {}, {}, std::nullopt, file.revision});
}

} // namespace

FileReload removal(const SettingsFile &file)
{
    SettingsFile before = file;
    before.problem.reset();
    before.disk = file.document.bytes();
    return {
        std::make_shared<const SettingsFile>(before), nothing(file), keyDiff(file.document, Document()), {}};
}

bool isRemoval(const FileReload &reload)
{
    return reload.before && isNothing(*reload.after);
}

FileReload returning(const SettingsFilePtr &file)
{
    return {nothing(*file), file, keyDiff(Document(), file->document), {}};
}

} // namespace retune
