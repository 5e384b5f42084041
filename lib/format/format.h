#pragma once

#include <retune/format/document.h>
#include <retune/text/replacement.h>
#include <retune/text/result.h>

#include <optional>
#include <vector>

namespace retune {

enum class FormatId : quint8 {
    Json,
    Jsonc,
    Toml,
    Yaml,
    Ini,
    Git,
    Systemd,
    QSettings,
    Env,
    Properties,
    Python,
    JavaScript, ///< this and what follows: code, which has no values (`isCode`)
    Cpp,
    NativeLibrary
};

/// Whether files of this format hold code and no settings: a plugin host may run it, the store keeps it as it stands.
constexpr bool isCode(FormatId id)
{
    return id >= FormatId::JavaScript;
}

/// A member that a container is to get.
struct NewMember
{
    QString key;      ///< for a table
    int position = 0; ///< for a list: where the member stands afterwards
    Value value;      ///< of kind Table or List: an empty container
};

/// One way to write settings: reads bytes into a document, and writes single values in its own spelling. The formats are
/// stateless objects that live for ever; every function may be called from any thread.
class Format
{
public:
    Format(const Format &) = delete;
    Format &operator=(const Format &) = delete;

    virtual FormatId id() const = 0;
    /// The name people know: "JSON", "Python".
    virtual QString name() const = 0;
    /// A short name for options and `.retune.toml`: "json", "python".
    virtual QString shortName() const = 0;

    /// The tree of `bytes`, or the first error with its position. Opens no file and runs nothing. The problem's `file` is
    /// left empty. Checks limits and, where it is text, the encoding first, then calls the format's own reader.
    Result<Document> parse(const QByteArray &bytes, const Limits &limits = {}) const;

    /// Whether the files are text in UTF-8, which people can be shown.
    virtual bool isText() const { return true; }
    /// Whether a text that was cut somewhere may still parse, so that a half-written file can look finished.
    virtual bool mayParseWhenCut() const { return true; }

    /// What the format calls a node ("tuple"); the general name where it has no word of its own.
    virtual QString typeName(const NodeData &node) const;
    /// The key that `text` spells.
    virtual QString decodeKey(QByteArrayView text, const NodeData &node) const = 0;
    /// Whether keys of this style are equal exactly where their bytes are, so that they can be compared without decoding.
    virtual bool isPlainKey(const NodeData &) const { return false; }
    /// Whether the file itself says of which kind a value is. Where it does not (INI), the kind is only how a value reads,
    /// and an edit may change it.
    virtual bool hasTypes() const { return true; }
    /// Whether a value stands for a list of one as well, because the format writes a list by giving a key several times: with a
    /// second member it becomes a list, and a list that is left with one member reads as that value.
    virtual bool isListOfOne(const NodeData &) const { return false; }
    /// Whether a table is there only because of its members, so that it goes with the last of them.
    virtual bool isImplied(const NodeData &) const { return false; }
    /// The value that `text` spells; called for scalars only.
    virtual Value decode(QByteArrayView text, const NodeData &node) const = 0;
    /// The bytes to put in the place of `node` so that it holds `value`. Keeps the style of the old text where the new
    /// value allows it (quotes, number style). Refuses in one sentence what the format cannot say there.
    virtual Result<QByteArray> encode(const Value &value, const Node &node) const = 0;

    // How the format spells a change of what members a container has, as sorted replacements of the document's bytes in the
    // style of what stands around. They refuse what the format cannot say; that the rest of the tree stays is for the
    // caller to check (`edit.h`), who also sees to it that keys are not given twice and positions exist.

    virtual Result<QList<Replacement>> insertion(const Document &document, const Node &container,
                                                 const NewMember &member) const;
    virtual Result<QList<Replacement>> removal(const Document &document, const Node &member) const;
    virtual Result<QList<Replacement>> renaming(const Document &document, const Node &member,
                                                const QString &key) const;
    /// Puts a member of a list to another position, counted without it.
    virtual Result<QList<Replacement>> movement(const Document &document, const Node &member,
                                                int position) const;

protected:
    Format() = default;
    ~Format() = default;

    /// Reads text that passed the checks that all formats share. `facts.bomSize` bytes at the start are not text.
    virtual Result<Document> read(const QByteArray &bytes, const TextFacts &facts,
                                  const Limits &limits) const = 0;
};

/// What is wrong with a file that holds not a single byte, in every format: it was made and not written, or emptied by
/// accident. Not part of `parse`, since a text that is being edited may be empty for a while.
Problem emptyFile();

/// The format with this id.
const Format &format(FormatId id);
/// All formats of settings, in the order in which people are shown them.
const std::vector<const Format *> &formats();
/// The format with this short name, or null.
const Format *formatByName(QStringView shortName);
/// The format that settings files at this path have by the table of names, or null where it is no settings file.
/// `path` is relative to the opened folder and uses `/`; only the name counts, never the content.
const Format *formatForPath(QStringView path);

/// The format of code at this path, by its extension (`.js`, `.cpp`, `.so`), or null.
const Format *codeFormatForPath(QStringView path);

/// One row of the table of names, for people.
struct FormatRule
{
    QString pattern; ///< wildcards as in a shell: `*.json`, `.vscode/*.json`
    FormatId format;
};
/// The table of names, first match wins.
const std::vector<FormatRule> &formatRules();

/// Whether a file of this name is never a settings file: backups, swap files and other traces of a save.
bool isTraceOfSaving(QStringView fileName);

} // namespace retune
