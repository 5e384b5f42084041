#pragma once

#include <retune/format/lines/lineformat.h>

namespace retune {

/// Unit files and the other settings of systemd: `Key=value` in sections, comments on lines of their own, a backslash at
/// the end of a line lets the value go on in the next one and stands for a blank. A section that is written several
/// times is one table. A key that is given several times is a list of what it is given, as written: an empty value, with
/// which systemd drops what came before it, is a member like any other.
///
/// The text of a value is what stands there: quotes, `%` and escapes mean something only to single keys. A value that reads
/// as a decimal number or as true, false, yes, no, on or off has that kind. Unlike systemd, which logs them and goes
/// on, it refuses lines that are no assignment, and keys outside of sections.
class SystemdFormat final : public LineFormat
{
public:
    SystemdFormat();
    FormatId id() const override { return FormatId::Systemd; }
    QString name() const override;
    QString shortName() const override;
    std::unique_ptr<LineScanner> scanner(QByteArrayView text, qsizetype begin) const override;
    Kind kindOf(QByteArrayView value, bool hasDelimiter) const override;
    QString decodeText(QByteArrayView text) const override;
    Result<QByteArray> keyText(const QString &key, const ValueSlot &slot) const override;
    Result<QByteArray> headerText(const QStringList &path) const override;

protected:
    Result<QByteArray> stringText(const QString &text, const ValueSlot &slot) const override;
};

} // namespace retune
