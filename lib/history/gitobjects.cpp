#include <retune/history/gitobjects.h>

#include <retune/text/tr.h>

#include <algorithm>
#include <array>

namespace retune {

namespace {

/// The part of `updates` that is below the folder `name`, with names relative to it.
TreeUpdates updatesBelow(const TreeUpdates &updates, const QByteArray &name)
{
    TreeUpdates below;
    const QByteArray prefix = name + '/';
    for (auto update = updates.lower_bound(prefix);
         update != updates.end() && update->first.startsWith(prefix); ++update)
        below.emplace(update->first.mid(prefix.size()), update->second);
    return below;
}

GitTree subtree(git_repository *repository, git_treebuilder *builder, const QByteArray &name)
{
    const git_tree_entry *entry = git_treebuilder_get(builder, name.constData());
    if (!entry || git_tree_entry_type(entry) != GIT_OBJECT_TREE)
        return nullptr;
    return gitMade<GitTree>(git_tree_lookup, repository, git_tree_entry_id(entry));
}

int removeEntry(git_treebuilder *builder, const QByteArray &name)
{
    if (!git_treebuilder_get(builder, name.constData()))
        return 0;
    return git_treebuilder_remove(builder, name.constData());
}

int updateFolder(git_repository *repository, git_treebuilder *builder, const QByteArray &name,
                 const TreeUpdates &updates)
{
    const GitTree before = subtree(repository, builder, name);
    const bool isEmptying =
        std::all_of(updates.begin(), updates.end(), [](const auto &update) { return !update.second; });
    if (!before && isEmptying)
        return 0; // nothing below it that could go, and a file of that name stays
    git_oid id;
    if (const int failed = writeTree(id, repository, before.get(), updates))
        return failed;
    const GitTree after = gitMade<GitTree>(git_tree_lookup, repository, &id);
    if (after && git_tree_entrycount(after.get()) == 0)
        return removeEntry(builder, name);
    return git_treebuilder_insert(nullptr, builder, name.constData(), &id, GIT_FILEMODE_TREE);
}

int updateFile(git_treebuilder *builder, const QByteArray &name, const std::optional<git_oid> &blob)
{
    if (blob)
        return git_treebuilder_insert(nullptr, builder, name.constData(), &*blob, GIT_FILEMODE_BLOB);
    const git_tree_entry *entry = git_treebuilder_get(builder, name.constData());
    // The file may have given way to a folder in the same update.
    return entry && git_tree_entry_type(entry) == GIT_OBJECT_BLOB ? removeEntry(builder, name) : 0;
}

} // namespace

Unexpected<Problem> gitProblem(ProblemKind kind, const QString &location)
{
    const git_error *error = git_error_last();
    const QString reason =
        error && error->message ? QString::fromUtf8(error->message) : Tr::tr("unknown error");
    return Unexpected{Problem{kind, location, {}, {}, Tr::tr("the kept history: %1").arg(reason)}};
}

QString idText(const git_oid &id)
{
    std::array<char, GIT_OID_HEXSZ + 1> text;
    return QString::fromLatin1(git_oid_tostr(text.data(), text.size(), &id));
}

std::optional<git_oid> idFromText(const QString &text)
{
    git_oid id;
    if (text.size() != GIT_OID_HEXSZ || git_oid_fromstr(&id, text.toLatin1().constData()) != 0)
        return std::nullopt;
    return id;
}

int writeTree(git_oid &result, git_repository *repository, const git_tree *base, const TreeUpdates &updates)
{
    const auto builder = gitMade<GitTreeBuilder>(git_treebuilder_new, repository, base);
    if (!builder)
        return -1;
    for (auto update = updates.begin(); update != updates.end();) {
        const qsizetype slash = update->first.indexOf('/');
        const QByteArray name = slash < 0 ? update->first : update->first.first(slash);
        const int failed = slash < 0
                               ? updateFile(builder.get(), name, update->second)
                               : updateFolder(repository, builder.get(), name, updatesBelow(updates, name));
        if (failed)
            return failed;
        ++update;
        while (slash >= 0 && update != updates.end() && update->first.startsWith(name + '/'))
            ++update;
    }
    return git_treebuilder_write(&result, builder.get());
}

std::optional<QList<KeptChange>> treeChanges(git_repository *repository, git_tree *before, git_tree *after)
{
    git_diff_options options;
    if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION) != 0)
        return std::nullopt;
    const auto diff = gitMade<GitDiff>(git_diff_tree_to_tree, repository, before, after,
                                       static_cast<const git_diff_options *>(&options));
    if (!diff)
        return std::nullopt;
    QList<KeptChange> changes;
    for (std::size_t i = 0; i < git_diff_num_deltas(diff.get()); ++i) {
        const git_diff_delta *delta = git_diff_get_delta(diff.get(), i);
        const auto idOf = [](const git_diff_file &file) {
            return git_oid_is_zero(&file.id) ? QString() : idText(file.id);
        };
        changes.append(
            {QString::fromUtf8(delta->new_file.path), idOf(delta->old_file), idOf(delta->new_file)});
    }
    return changes;
}

std::optional<git_oid> blobAt(const git_tree *tree, const QByteArray &path)
{
    if (!tree)
        return std::nullopt;
    const auto entry = gitMade<GitTreeEntry>(git_tree_entry_bypath, tree, path.constData());
    if (!entry || git_tree_entry_type(entry.get()) != GIT_OBJECT_BLOB)
        return std::nullopt;
    return *git_tree_entry_id(entry.get());
}

} // namespace retune
