#pragma once

#include <retune/format/documentbuilder.h>
#include <retune/format/format.h>
#include <retune/format/lines/linescanner.h>

#include <QtCore/QStringList>

#include <memory>

namespace retune {

/// What tells the line-oriented formats apart, as far as a table can.
struct LineDialect
{
    QByteArrayView delimiter;   ///< between a new key and its value, where the file shows no other
    QByteArrayView indentation; ///< in front of a new key in a section, likewise
    bool hasSections = true;
    bool hasSubsections = false;
    bool hasKeysAtTop = true;     ///< whether keys may stand in front of all sections
    bool gathersRepeated = false; ///< a key that is given several times is the list of what it is given
    bool ignoresCase = false;     ///< of keys and sections, but not of subsections
};

/// How line-oriented formats wrote a node (`NodeData::style`).
enum class LineStyle : quint8 {
    Plain,
    Bare,      ///< a key without delimiter and value
    Repeated,  ///< a list: the values of a key that is given several times
    CommaList, ///< a list in one value
    Implied    ///< a table without a header of its own, there for a subsection
};

/// The place that a value is written into.
struct ValueSlot
{
    QByteArrayView old;     ///< what stood there, so that its style can be kept; empty for a new key
    QByteArray newLine;     ///< the line end of the file
    QByteArray indentation; ///< in front of lines that a value goes on in
    bool isAsciiFile = true;
    bool endsLine = true; ///< whether nothing follows on the line, such as a comment
};

/// What INI and its relatives, `.env` and `.properties` have in common: a key and its value take a line or more, sections
/// have headers on lines of their own, and none knows types: the kind of a value is how it reads, and an edit may change it.
/// One reader builds the tree for all of them and one writer changes it; a dialect says in a record and in the functions
/// below what is its own.
class LineFormat : public Format
{
public:
    QString typeName(const NodeData &node) const override;
    bool hasTypes() const override { return false; }
    bool isListOfOne(const NodeData &node) const override;
    bool isImplied(const NodeData &node) const override;
    QString decodeKey(QByteArrayView text, const NodeData &node) const override;
    bool isPlainKey(const NodeData &node) const override { return node.keyStyle == 0; }
    Value decode(QByteArrayView text, const NodeData &node) const override;
    Result<QByteArray> encode(const Value &value, const Node &node) const override;

    Result<QList<Replacement>> insertion(const Document &document, const Node &container,
                                         const NewMember &member) const override;
    Result<QList<Replacement>> removal(const Document &document, const Node &member) const override;
    Result<QList<Replacement>> renaming(const Document &document, const Node &member,
                                        const QString &key) const override;
    Result<QList<Replacement>> movement(const Document &document, const Node &member,
                                        int position) const override;

    const LineDialect &dialect() const { return m_dialect; }
    /// Finds the items of `text` from `begin` on.
    virtual std::unique_ptr<LineScanner> scanner(QByteArrayView text, qsizetype begin) const = 0;
    /// How a value reads.
    virtual Kind kindOf(QByteArrayView value, bool hasDelimiter) const = 0;
    /// The characters that a value of text spells.
    virtual QString decodeText(QByteArrayView text) const = 0;
    /// How a key is written: 0 where its bytes are the key, else known to the dialect alone.
    virtual quint8 keyStyleOf(QByteArrayView) const { return 0; }
    /// The same for the name of a subsection.
    virtual quint8 subsectionStyleOf(QByteArrayView) const { return 0; }
    /// Adds the node of an entry to the section that is open; false where there are too many.
    [[nodiscard]] virtual bool addEntry(DocumentBuilder &builder, QByteArrayView text,
                                        const LineItem &entry) const;
    /// The keys that lead from the root to the section of a header.
    virtual QStringList sectionPath(QByteArrayView text, const LineItem &header) const;
    /// What all headers of one section, or of the section that a subsection is in, have in common. Quicker than the path.
    virtual QByteArray sectionIdentity(QByteArrayView text, const LineItem &header, int level) const;

    // What is written. All refuse in one sentence what the dialect cannot say.

    /// The bytes of a key.
    virtual Result<QByteArray> keyText(const QString &key, const ValueSlot &slot) const = 0;
    /// The header of a section.
    virtual Result<QByteArray> headerText(const QStringList &path) const;
    /// The replacement of one header that gives the section at `level` of its path another name.
    virtual Result<Replacement> renamedHeader(QByteArrayView text, const LineItem &header, int level,
                                              const QString &name) const;
    /// The bytes of a scalar.
    virtual Result<QByteArray> valueText(const Value &value, const ValueSlot &slot) const;
    /// Whether a new key with this value is written alone, without a delimiter.
    virtual bool isWrittenBare(const Value &) const { return false; }

protected:
    explicit LineFormat(const LineDialect &dialect)
        : m_dialect(dialect)
    {}
    ~LineFormat() = default;

    /// The bytes of text, or of a number's digits.
    virtual Result<QByteArray> stringText(const QString &text, const ValueSlot &slot) const = 0;

    Result<Document> read(const QByteArray &bytes, const TextFacts &facts,
                          const Limits &limits) const override;

private:
    LineDialect m_dialect;
};

/// All items of a text without errors, in order.
std::vector<LineItem> lineItems(const LineFormat &format, QByteArrayView text, qsizetype begin);

/// What a dialect answers to what it cannot write.
Unexpected<Problem> refusedLine(const QString &message);

} // namespace retune
