#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace retune {

/// One stretch of a three-way comparison by lines, as the bytes that each side holds there.
struct LineMergeBlock
{
    enum class Type : quint8 {
        Same, ///< nobody changed it, or both did in the same way
        Mine, ///< only mine differs from the base
        Disk, ///< only the disk differs from the base
        Clash ///< both changed it, each in another way
    };

    Type type = Type::Same;
    QByteArray base;
    QByteArray mine;
    QByteArray disk;
    int mineLine = 1; ///< the 1-based line of `mine` where the stretch begins

    bool operator==(const LineMergeBlock &) const = default;
};

/// What changes that touch without overlapping are: of neighbouring lines, or a new line beside a changed one.
enum class TouchingChanges : quint8 {
    Clash, ///< as in git: what belongs together may stand in neighbouring lines
    Merge  ///< both are made; for who can check what comes of it
};

/// Compares `mine` and `disk` with the `base` that both come from. The blocks cover all three texts in order. Lines end as in
/// `lineDiff`. A pure function: any thread.
QList<LineMergeBlock> lineMerge(const QByteArray &base, const QByteArray &mine, const QByteArray &disk,
                                TouchingChanges touching = TouchingChanges::Clash);

/// Both texts as if they had been written with the byte order mark and the line ends that the merged text is to have: those of the
/// side that changed them, the disk's where both did.
struct AlignedTexts
{
    QByteArray base;
    QByteArray mine;
    QByteArray disk;
};

/// Texts in which line ends are mixed, or that are no UTF-8, keep theirs.
AlignedTexts alignedTexts(const QByteArray &base, const QByteArray &mine, const QByteArray &disk);

/// The bytes of blocks one after the other, with a line end between two lines where a side had none at its end.
class JoinedLines
{
public:
    /// `newLine` is the line end to put in where one is missing.
    explicit JoinedLines(QByteArray newLine)
        : m_newLine(std::move(newLine))
    {}

    void append(const QByteArray &lines);
    const QByteArray &text() const { return m_text; }

private:
    QByteArray m_newLine;
    QByteArray m_text;
};

} // namespace retune
