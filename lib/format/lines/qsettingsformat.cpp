#include <retune/format/lines/qsettingsformat.h>

#include <retune/format/lines/qsettingsscanner.h>
#include <retune/format/lines/qsettingstext.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

/// Keys with groups are equal where their bytes are: `/` alone could spell the same, and counts as an escape.
enum class QSettingsKeyStyle : quint8 { Plain, Grouped, Escaped };

constexpr QLatin1String bytesMark("@ByteArray(");
constexpr QByteArrayView bytesStart("@ByteArray(");
constexpr QLatin1String textMark("@String(");

bool isMarked(const QString &text, QLatin1String mark)
{
    return text.startsWith(mark) && text.endsWith(QLatin1Char(')'));
}

/// What a value that begins with `@` stands for.
Kind kindOfMarked(const QString &text)
{
    if (isMarked(text, bytesMark))
        return Kind::Bytes;
    if (text == QLatin1String("@Invalid()"))
        return Kind::Null;
    static const QList<QLatin1String> opaque{QLatin1String("@Variant("), QLatin1String("@DateTime("),
                                             QLatin1String("@Rect("), QLatin1String("@Size("),
                                             QLatin1String("@Point(")};
    const bool isOpaque =
        std::any_of(opaque.begin(), opaque.end(), [&](QLatin1String mark) { return isMarked(text, mark); });
    return isOpaque ? Kind::Opaque : Kind::String;
}

/// What stands between the members of the list: what stands between its first two, where nothing is empty.
QByteArray separatorIn(const Document &document, const Node &list)
{
    const Node second = list.childCount() > 1 ? list.child(1) : Node();
    if (!second || list.firstChild().range().isEmpty() || second.range().isEmpty())
        return ", ";
    const ByteRange gap{list.firstChild().range().end, second.range().begin};
    return document.bytes().sliced(gap.begin, gap.size());
}

/// Why programs cannot ask QSettings for this key or section; empty where they can.
QString objection(const QString &key)
{
    if (key.isEmpty())
        return Tr::tr("expected a key, found none");
    const QLatin1Char slash('/');
    if (key.startsWith(slash) || key.endsWith(slash) || key.contains(QLatin1String("//")))
        return Tr::tr("QSettings drops \"/\" at the ends of a key, and one of two");
    return {};
}

bool isCommaList(const Node &node)
{
    return node.kind() == Kind::List;
}

} // namespace

QSettingsFormat::QSettingsFormat()
    : LineFormat({.delimiter = "=", .indentation = "", .hasKeysAtTop = false})
{}

QString QSettingsFormat::name() const
{
    return QStringLiteral("QSettings INI");
}

QString QSettingsFormat::shortName() const
{
    return QStringLiteral("qsettings");
}

bool QSettingsFormat::isListOfOne(const NodeData &node) const
{
    return isScalar(node.kind) && node.kind != Kind::Null && node.keyEnd > node.keyBegin;
}

QString QSettingsFormat::decodeKey(QByteArrayView text, const NodeData &) const
{
    return decodedQSettingsKey(text);
}

bool QSettingsFormat::isPlainKey(const NodeData &node) const
{
    return node.keyStyle != quint8(QSettingsKeyStyle::Escaped);
}

std::unique_ptr<LineScanner> QSettingsFormat::scanner(QByteArrayView text, qsizetype begin) const
{
    return std::make_unique<QSettingsScanner>(text, begin);
}

Kind QSettingsFormat::kindOf(QByteArrayView value, bool) const
{
    if (value.startsWith(bytesStart) && value.endsWith(')') && !value.endsWith("\\)"))
        return Kind::Bytes; // without decoding what may be long
    if (value.startsWith('@') || value.startsWith("\"@"))
        return kindOfMarked(decodedQSettings(value));
    const Kind kind = kindOfPlain(value);
    const bool isOtherWord = kind == Kind::Boolean && value.size() < 4; // yes, no, on, off
    return isOtherWord ? Kind::String : kind;
}

QString QSettingsFormat::decodeText(QByteArrayView text) const
{
    const QString decoded = decodedQSettings(text);
    if (!decoded.startsWith(QLatin1Char('@')))
        return decoded;
    for (const QLatin1String mark : {bytesMark, textMark}) {
        if (isMarked(decoded, mark))
            return decoded.sliced(mark.size()).chopped(1);
    }
    return decoded.startsWith(QLatin1String("@@")) ? decoded.sliced(1) : decoded;
}

quint8 QSettingsFormat::keyStyleOf(QByteArrayView text) const
{
    if (text.contains('%') || text.contains('/'))
        return quint8(QSettingsKeyStyle::Escaped);
    return quint8(text.contains('\\') ? QSettingsKeyStyle::Grouped : QSettingsKeyStyle::Plain);
}

bool QSettingsFormat::addEntry(DocumentBuilder &builder, QByteArrayView text, const LineItem &entry) const
{
    const QByteArrayView value = text.sliced(entry.value.begin, entry.value.size());
    if (!value.contains(','))
        return LineFormat::addEntry(builder, text, entry);
    const QList<ByteRange> members = qSettingsMembers(text, entry.value);
    if (members.size() == 1)
        return LineFormat::addEntry(builder, text, entry);
    const QByteArrayView name = text.sliced(entry.name.begin, entry.name.size());
    if (!builder.open(Kind::List, entry.name, entry.value.begin, quint8(LineStyle::CommaList),
                      keyStyleOf(name)))
        return false;
    for (const ByteRange &member : members) {
        const Kind kind = kindOf(text.sliced(member.begin, member.size()), true);
        if (!builder.add(kind, {member.begin, member.begin}, member))
            return false;
    }
    builder.close(entry.value.end);
    return true;
}

Result<QByteArray> QSettingsFormat::keyText(const QString &key, const ValueSlot &) const
{
    if (const QString why = objection(key); !why.isEmpty())
        return refusedLine(why);
    return qSettingsKey(key);
}

Result<QByteArray> QSettingsFormat::headerText(const QStringList &path) const
{
    if (path.size() > 1)
        return refusedLine(
            Tr::tr("QSettings has no sections inside of sections; \"/\" in a key makes groups"));
    if (const QString why = objection(path.first()); !why.isEmpty())
        return refusedLine(why);
    return '[' + qSettingsKey(path.first()) + ']';
}

Result<QByteArray> QSettingsFormat::valueText(const Value &value, const ValueSlot &slot) const
{
    switch (value.kind) {
    case Kind::Null:
        return QByteArray("@Invalid()");
    case Kind::Bytes:
        return qSettingsText(bytesMark + value.text + QLatin1Char(')'), true, false);
    case Kind::Boolean:
        return truthWord(value.text == QLatin1String("true"),
                         slot.old.size() > 3 ? slot.old : QByteArrayView());
    default:
        return LineFormat::valueText(value, slot);
    }
}

Result<QByteArray> QSettingsFormat::stringText(const QString &text, const ValueSlot &slot) const
{
    const bool wasQuoted = slot.old.startsWith('"') && slot.old.endsWith('"');
    const QString escape = text.startsWith(QLatin1Char('@')) ? QStringLiteral("@") : QString();
    return qSettingsText(escape + text, slot.isAsciiFile, wasQuoted);
}

// Lists in one value

Result<QList<Replacement>> QSettingsFormat::insertion(const Document &document, const Node &container,
                                                      const NewMember &member) const
{
    if (container.kind() == Kind::Table)
        return LineFormat::insertion(document, container, member);
    const Result<QByteArray> text = valueText(member.value, {{}, {}, {}, !hasNonAscii(document.bytes())});
    if (!text)
        return Unexpected{text.error()};
    const QByteArray separator = separatorIn(document, container);
    const bool isLast = member.position > 0 && member.position >= container.childCount();
    if (isLast) {
        const qsizetype end = container.range().end;
        return QList{Replacement{{end, end}, separator + *text}};
    }
    const Node next = isCommaList(container) ? container.child(member.position) : container;
    const qsizetype begin = next.range().begin;
    return QList{Replacement{{begin, begin}, *text + separator}};
}

Result<QList<Replacement>> QSettingsFormat::removal(const Document &document, const Node &member) const
{
    if (!isCommaList(member.parent()))
        return LineFormat::removal(document, member);
    const Node next = member.nextSibling();
    if (next)
        return QList{Replacement{{member.range().begin, next.range().begin}, {}}};
    const Node previous = member.parent().child(member.position() - 1);
    return QList{Replacement{{previous.range().end, member.range().end}, {}}};
}

Result<QList<Replacement>> QSettingsFormat::movement(const Document &document, const Node &member,
                                                     int position) const
{
    QList<Node> members;
    for (Node each = member.parent().firstChild(); each; each = each.nextSibling())
        members += each;
    QList<Node> moved = members;
    moved.move(member.position(), position);
    QList<Replacement> replacements;
    for (qsizetype i = 0; i < members.size(); ++i) {
        if (members.at(i) != moved.at(i))
            replacements += Replacement{members.at(i).range(), moved.at(i).text().toByteArray()};
    }
    Q_UNUSED(document);
    return replacements;
}

} // namespace retune
