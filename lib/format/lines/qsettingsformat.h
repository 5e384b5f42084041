#pragma once

#include <retune/format/lines/lineformat.h>

namespace retune {

/// INI files as QSettings of Qt 6 reads and writes them. Keys and sections are shown without their `%20` escapes; the
/// backslash between groups in a key is the `/` that programs write, and makes no table. `[General]` is shown as
/// written, though programs name its keys without it. A value with commas outside of quotes is a list.
///
/// A plain value that reads as a decimal number or as true or false has that kind; `@ByteArray()` is bytes, `@Invalid()` is
/// null, other values with an `@` (`@Variant()`, `@Rect()`, …) are kept and shown, but only their program understands
/// them. Quoted values are text. New text is written as UTF-8 where the file has some already, else escaped as
/// `\x4f60`, which every version of Qt reads. Unlike QSettings it takes a line that begins with `#` for a comment, and
/// refuses lines without `=` and quotes that do not end.
class QSettingsFormat final : public LineFormat
{
public:
    QSettingsFormat();
    FormatId id() const override { return FormatId::QSettings; }
    QString name() const override;
    QString shortName() const override;
    bool isListOfOne(const NodeData &node) const override;
    bool isPlainKey(const NodeData &node) const override;
    QString decodeKey(QByteArrayView text, const NodeData &node) const override;
    std::unique_ptr<LineScanner> scanner(QByteArrayView text, qsizetype begin) const override;
    Kind kindOf(QByteArrayView value, bool hasDelimiter) const override;
    QString decodeText(QByteArrayView text) const override;
    quint8 keyStyleOf(QByteArrayView text) const override;
    bool addEntry(DocumentBuilder &builder, QByteArrayView text, const LineItem &entry) const override;
    Result<QByteArray> keyText(const QString &key, const ValueSlot &slot) const override;
    Result<QByteArray> headerText(const QStringList &path) const override;
    Result<QByteArray> valueText(const Value &value, const ValueSlot &slot) const override;

    Result<QList<Replacement>> insertion(const Document &document, const Node &container,
                                         const NewMember &member) const override;
    Result<QList<Replacement>> removal(const Document &document, const Node &member) const override;
    Result<QList<Replacement>> movement(const Document &document, const Node &member,
                                        int position) const override;

protected:
    Result<QByteArray> stringText(const QString &text, const ValueSlot &slot) const override;
};

} // namespace retune
