#pragma once

#include <retune/format/lines/lineformat.h>

namespace retune {

/// Files as `git config` reads them. `[a "b"]` is the table `b` in the table `a`, so that keys are called as git calls them:
/// `remote.origin.url`; the older `[a.b]` is the same with `b` in lower case. Keys and sections are kept as written, but
/// are equal whatever their case; subsections are not. A key that is given several times is a list of what it is given,
/// with all of it (`remote.origin.fetch[1]`); where git asks for a single value it takes the last one.
///
/// A plain value that reads as a decimal number or as true, false, yes, no, on or off has that kind, and a key without
/// `=` is true. What has a unit (`64k`) or is written with quotes or escapes is text. Blanks inside of a value stay as they
/// are, as in git since 2.45; older versions read a tab as a blank. A subsection with the name of a key of its section
/// shadows that key, although git knows both.
class GitFormat final : public LineFormat
{
public:
    GitFormat();
    FormatId id() const override { return FormatId::Git; }
    QString name() const override;
    QString shortName() const override;
    QString typeName(const NodeData &node) const override;
    QString decodeKey(QByteArrayView text, const NodeData &node) const override;
    std::unique_ptr<LineScanner> scanner(QByteArrayView text, qsizetype begin) const override;
    Kind kindOf(QByteArrayView value, bool hasDelimiter) const override;
    QString decodeText(QByteArrayView text) const override;
    quint8 subsectionStyleOf(QByteArrayView text) const override;
    QStringList sectionPath(QByteArrayView text, const LineItem &header) const override;
    QByteArray sectionIdentity(QByteArrayView text, const LineItem &header, int level) const override;
    Result<QByteArray> keyText(const QString &key, const ValueSlot &slot) const override;
    Result<QByteArray> headerText(const QStringList &path) const override;
    Result<Replacement> renamedHeader(QByteArrayView text, const LineItem &header, int level,
                                      const QString &name) const override;

protected:
    Result<QByteArray> stringText(const QString &text, const ValueSlot &slot) const override;
};

} // namespace retune
