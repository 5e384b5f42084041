#pragma once

#include <retune/history/keptrevision.h>
#include <retune/text/result.h>

#include <git2.h>

#include <map>
#include <memory>

namespace retune {

/// What libgit2 hands out, with its end.
template<typename T, void (*Free)(T *)>
struct GitFree
{
    void operator()(T *object) const { Free(object); }
};
template<typename T, void (*Free)(T *)>
using GitPointer = std::unique_ptr<T, GitFree<T, Free>>;

using GitRepository = GitPointer<git_repository, git_repository_free>;
using GitOdb = GitPointer<git_odb, git_odb_free>;
using GitConfig = GitPointer<git_config, git_config_free>;
using GitCommit = GitPointer<git_commit, git_commit_free>;
using GitTree = GitPointer<git_tree, git_tree_free>;
using GitTreeEntry = GitPointer<git_tree_entry, git_tree_entry_free>;
using GitBlob = GitPointer<git_blob, git_blob_free>;
using GitReference = GitPointer<git_reference, git_reference_free>;
using GitSignature = GitPointer<git_signature, git_signature_free>;
using GitDiff = GitPointer<git_diff, git_diff_free>;
using GitTreeBuilder = GitPointer<git_treebuilder, git_treebuilder_free>;
using GitPackBuilder = GitPointer<git_packbuilder, git_packbuilder_free>;

/// Calls a function of libgit2 that gives an object by its first parameter; null where it failed.
template<typename Pointer, typename Function, typename... Arguments>
Pointer gitMade(Function function, Arguments... arguments)
{
    typename Pointer::pointer object = nullptr;
    return function(&object, arguments...) == 0 ? Pointer(object) : Pointer();
}

/// The branch that holds the history of a folder.
constexpr char historyBranch[] = "refs/heads/main";

/// What libgit2 said last in this thread, as a problem with the repository at `location`.
Unexpected<Problem> gitProblem(ProblemKind kind, const QString &location);

QString idText(const git_oid &id);
/// Nothing where the text is no id.
std::optional<git_oid> idFromText(const QString &text);

/// The files of a tree that are to change: their blobs, or nothing where a file goes.
using TreeUpdates = std::map<QByteArray, std::optional<git_oid>>;

/// Writes the tree with the updates made to `base`, which may be null: an empty one. A file that stands where a folder was, or the
/// other way round, takes its place. Gives what libgit2 returns: 0, or an error.
int writeTree(git_oid &result, git_repository *repository, const git_tree *base, const TreeUpdates &updates);

/// What differs between two trees, which may be null, in path order; nothing where libgit2 failed.
std::optional<QList<KeptChange>> treeChanges(git_repository *repository, git_tree *before, git_tree *after);
/// The blob of the file at `path`, or nothing where the tree, which may be null, has none.
std::optional<git_oid> blobAt(const git_tree *tree, const QByteArray &path);

} // namespace retune
