#include "text/displaytext.h"

#include <retune/text/utf8.h>

#include <algorithm>
#include <array>

namespace retune {

namespace {

constexpr char32_t notShown = 0xFFFD;

struct Character
{
    char32_t code;
    int size; ///< in bytes
    bool isUtf8;
};

int sequenceSize(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// The character that begins at `at`; a byte that begins none is one by itself.
Character characterAt(QByteArrayView text, qsizetype at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const int size = sequenceSize(lead);
    if (size == 1)
        return {lead, 1, true};
    const Character broken{notShown, 1, false};
    if (size == 0 || at + size > text.size())
        return broken;
    char32_t code = lead & (0x7F >> size);
    for (int i = 1; i < size; ++i) {
        if (!isContinuation(text[at + i]))
            return broken;
        code = (code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3F);
    }
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest.at(size) || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return broken;
    return {code, size, true};
}

/// The character to show for `code`: itself, unless QTextDocument would split a block at it or not keep it.
char32_t shownFor(char32_t code)
{
    if (code < 0x20 && code != '\t')
        return 0x2400 + code;
    if (code == 0x7F)
        return 0x2421;
    const bool isControl = code >= 0x80 && code < 0xA0;
    const bool isNonCharacter = (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
    const bool isReplaced = code == 0x2029 || code == 0xFFFC;
    // A plane's last two code points are two units long: they are kept, because one unit would not map to them.
    return isControl || isReplaced || (isNonCharacter && code <= 0xFFFF) ? notShown : code;
}

int unitCount(char32_t code)
{
    return code > 0xFFFF ? 2 : 1;
}

int lineEndSize(QByteArrayView text, qsizetype at)
{
    if (text[at] == '\n')
        return 1;
    if (text[at] != '\r')
        return 0;
    return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
}

/// One past the last of the bytes from `at` on that are shown as they are, one character each.
qsizetype endOfPlainAscii(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && ((text[at] >= 0x20 && text[at] < 0x7F) || text[at] == '\t'))
        ++at;
    return at;
}

int lineEndCount(QByteArrayView text)
{
    int count = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int size = lineEndSize(text, i);
        count += size > 0;
        i += size == 2;
    }
    return count;
}

struct Group
{
    ByteRange range;
    qsizetype growth = 0;
};

/// The replacements from `i` on that are so close together that they could share a line end; `i` moves past them.
Group nextGroup(const QList<Replacement> &replacements, qsizetype &i)
{
    Group group{replacements.at(i).range, 0};
    do {
        const Replacement &replacement = replacements.at(i);
        group.range.end = replacement.range.end;
        group.growth += replacement.text.size() - replacement.range.size();
        ++i;
    } while (i < replacements.size() && replacements.at(i).range.begin - group.range.end <= 2);
    return group;
}

/// The range with a CR before it and an LF after it: with what is replaced they may come together to one line end.
ByteRange withLineEnds(QByteArrayView bytes, ByteRange range)
{
    const bool afterCr = range.begin > 0 && bytes[range.begin - 1] == '\r';
    const bool beforeLf = range.end < bytes.size() && bytes[range.end] == '\n';
    return {range.begin - (afterCr ? 1 : 0), range.end + (beforeLf ? 1 : 0)};
}

ByteRange bytesOf(const DisplayText &shown, const DisplayEdit &edit)
{
    return {shown.offset(edit.begin), shown.offset(edit.end)};
}

} // namespace

DisplayText::DisplayText(const QByteArray &bytes)
    : m_bytes(bytes)
{
    m_text.reserve(bytes.size());
    const qsizetype begin = bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    endLine(begin);
    show(begin);
}

void DisplayText::extend(const QByteArray &bytes)
{
    Q_ASSERT(m_bytes.endsWith('\n') && bytes.startsWith(m_bytes));
    const qsizetype from = m_bytes.size();
    m_bytes = bytes;
    show(from);
}

void DisplayText::show(qsizetype from)
{
    const QByteArray &bytes = m_bytes;
    qsizetype at = from;
    while (at < bytes.size()) {
        // Most of a settings file is this, and the whole is shown anew at each key that is pressed.
        const qsizetype plainEnd = endOfPlainAscii(bytes, at);
        m_text.append(QLatin1String(bytes.constData() + at, plainEnd - at));
        at = plainEnd;
        if (at == bytes.size())
            break;
        if (const int size = lineEndSize(bytes, at)) {
            at += size;
            m_text.append(QChar::ParagraphSeparator);
            endLine(at);
            continue;
        }
        const Character character = characterAt(bytes, at);
        at += character.size;
        m_isUtf8 = m_isUtf8 && character.isUtf8;
        m_text.append(QChar::fromUcs4(shownFor(character.code)));
    }
}

void DisplayText::endLine(qsizetype offset)
{
    m_lines.append({offset, m_text.size()});
}

ByteRange DisplayText::lineBytes(int line) const
{
    const qsizetype begin = m_lines.at(line).offset;
    if (line + 1 == m_lines.size())
        return {begin, m_bytes.size()};
    const qsizetype next = m_lines.at(line + 1).offset;
    const bool isCrLf = next - begin >= 2 && m_bytes.at(next - 1) == '\n' && m_bytes.at(next - 2) == '\r';
    return {begin, next - (isCrLf ? 2 : 1)};
}

qsizetype DisplayText::offset(qsizetype position) const
{
    if (position >= m_text.size())
        return m_bytes.size();
    const int number = lineAt(position);
    const Line &line = m_lines.at(number);
    const qsizetype end = lineBytes(number).end;
    qsizetype at = line.offset;
    for (qsizetype p = line.position; at < end && p < position;) {
        // Most are ASCII, and there may be tens of thousands of places to find.
        if (static_cast<unsigned char>(m_bytes[at]) < 0x80) {
            ++p;
            ++at;
            continue;
        }
        const Character character = characterAt(m_bytes, at);
        p += unitCount(character.code);
        if (p > position)
            break;
        at += character.size;
    }
    return at;
}

qsizetype DisplayText::position(qsizetype offset) const
{
    if (offset <= m_lines.first().offset)
        return 0;
    const auto after = std::upper_bound(m_lines.begin(), m_lines.end(), offset,
                                        [](qsizetype o, const Line &line) { return o < line.offset; });
    const auto line = after - 1;
    const qsizetype end = std::min(offset, lineBytes(static_cast<int>(line - m_lines.begin())).end);
    return line->position + shownLength({line->offset, end});
}

int DisplayText::lineAt(qsizetype position) const
{
    const auto after = std::upper_bound(m_lines.begin(), m_lines.end(), position,
                                        [](qsizetype p, const Line &line) { return p < line.position; });
    return static_cast<int>(after - m_lines.begin()) - 1;
}

qsizetype DisplayText::shownLength(ByteRange range) const
{
    qsizetype length = 0;
    for (qsizetype at = range.begin; at < range.end;) {
        const Character character = characterAt(m_bytes, at);
        at += character.size;
        if (at > range.end)
            break;
        length += unitCount(character.code);
    }
    return length;
}

DisplayEdit trimmedEdit(QStringView before, QStringView after, qsizetype cursor)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype suffix = 0;
    qsizetype prefix = 0;
    const auto extendSuffix = [&](qsizetype limit) {
        while (suffix < limit && before[before.size() - 1 - suffix] == after[after.size() - 1 - suffix])
            ++suffix;
    };
    extendSuffix(std::min(shorter, after.size() - cursor));
    while (prefix < shorter - suffix && before[prefix] == after[prefix])
        ++prefix;
    extendSuffix(shorter - prefix);
    // No pair of surrogates is cut: both halves stand for the same bytes.
    if (prefix > 0 && before[prefix - 1].isHighSurrogate())
        --prefix;
    if (suffix > 0 && before[before.size() - suffix].isLowSurrogate())
        --suffix;
    return {prefix, before.size() - suffix, after.sliced(prefix, after.size() - suffix - prefix).toString()};
}

QByteArray typedBytes(QStringView text, const QByteArray &newLine, QByteArrayView before,
                      QByteArrayView after)
{
    QString lines = text.toString();
    lines.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
    const QByteArray utf8 = lines.toUtf8();
    const int breaks = static_cast<int>(utf8.count('\n'));
    if (breaks == 0)
        return utf8;
    const QByteArrayView left = before.last(std::min<qsizetype>(before.size(), 1));
    const QByteArrayView right = after.first(std::min<qsizetype>(after.size(), 1));
    const int expected = breaks + lineEndCount(left) + lineEndCount(right);
    const auto spelled = [&](const QByteArray &lineEnd) { return QByteArray(utf8).replace('\n', lineEnd); };
    const std::array<QByteArray, 4> lineEnds{newLine, QByteArrayLiteral("\r\n"), QByteArrayLiteral("\n"),
                                             QByteArrayLiteral("\r")};
    for (const QByteArray &lineEnd : lineEnds) {
        const QByteArray typed = spelled(lineEnd);
        if (lineEndCount(left.toByteArray() + typed + right.toByteArray()) == expected)
            return typed;
    }
    return spelled(newLine);
}

Replacement toReplacement(const DisplayText &shown, const DisplayEdit &edit, const QByteArray &newLine)
{
    const ByteRange range = bytesOf(shown, edit);
    if (!breaksLine(edit.text))
        return {range, edit.text.toUtf8()};
    QString text = edit.text;
    text.replace(QChar::ParagraphSeparator, u'\n');
    const QByteArrayView bytes = shown.bytes();
    return {range, typedBytes(text, newLine, bytes.first(range.begin), bytes.sliced(range.end))};
}

QList<Replacement> toReplacements(const DisplayText &shown, const QList<DisplayEdit> &edits,
                                  const QByteArray &newLine)
{
    QList<Replacement> replacements;
    replacements.reserve(edits.size());
    for (qsizetype i = 0; i < edits.size(); ++i) {
        const DisplayEdit &edit = edits.at(i);
        // Tens of thousands of hits mostly become one text, which is encoded once and shared.
        const bool isRepeated = i > 0 && edit.text == edits.at(i - 1).text && !breaksLine(edit.text);
        replacements.append(isRepeated ? Replacement{bytesOf(shown, edit), replacements.last().text}
                                       : toReplacement(shown, edit, newLine));
    }
    return replacements;
}

bool breaksLine(QStringView text)
{
    return std::any_of(text.begin(), text.end(),
                       [](QChar c) { return c == u'\n' || c == u'\r' || c == QChar::ParagraphSeparator; });
}

QList<DisplayEdit> toDisplayEdits(const DisplayText &before, const DisplayText &after,
                                  const QList<Replacement> &replacements)
{
    if (!before.isUtf8() || !after.isUtf8())
        return {trimmedEdit(before.text(), after.text(), after.text().size())};
    QList<DisplayEdit> edits;
    qsizetype shift = 0;
    for (qsizetype i = 0; i < replacements.size();) {
        const auto [range, growth] = nextGroup(replacements, i);
        const ByteRange wide = withLineEnds(before.bytes(), range);
        const qsizetype oldBegin = before.position(wide.begin);
        const qsizetype newBegin = after.position(wide.begin + shift);
        shift += growth;
        const qsizetype oldEnd = before.position(wide.end);
        const qsizetype newEnd = after.position(wide.end + shift);
        const QStringView newText = QStringView(after.text()).sliced(newBegin, newEnd - newBegin);
        DisplayEdit edit = trimmedEdit(QStringView(before.text()).sliced(oldBegin, oldEnd - oldBegin),
                                       newText, newText.size());
        edit.begin += oldBegin;
        edit.end += oldBegin;
        if (!edit.isEmpty())
            edits.append(edit);
    }
    return edits;
}

qsizetype moved(qsizetype position, Side side, const QList<DisplayEdit> &edits)
{
    qsizetype shift = 0;
    for (const DisplayEdit &edit : edits) {
        const bool isReached = edit.begin == position && (side == Side::Before || edit.end > position);
        if (edit.begin > position || isReached)
            break;
        if (edit.end > position) // it went with what is replaced
            return edit.begin + shift + std::min(position - edit.begin, edit.text.size());
        shift += edit.text.size() - (edit.end - edit.begin);
    }
    return position + shift;
}

CursorPlace moved(const CursorPlace &place, const QList<DisplayEdit> &edits)
{
    const qsizetype begin = std::min(place.anchor, place.position);
    const qsizetype end = std::max(place.anchor, place.position);
    const bool isTouched = std::any_of(edits.begin(), edits.end(), [&](const DisplayEdit &edit) {
        return edit.begin < end && edit.end > begin;
    });
    if (begin == end || isTouched) {
        const qsizetype position = moved(place.position, Side::Behind, edits);
        return {position, position};
    }
    const qsizetype newBegin = moved(begin, Side::Behind, edits);
    const qsizetype newEnd = moved(end, Side::Before, edits);
    return place.anchor < place.position ? CursorPlace{newBegin, newEnd} : CursorPlace{newEnd, newBegin};
}

qsizetype comfortableSize(QByteArrayView text)
{
    constexpr qsizetype largest = 2 * 1024 * 1024;
    constexpr qsizetype longestLine = 20'000;
    constexpr qsizetype part = 512 * 1024; // laid out in some 30 ms
    qsizetype size = text.size() > largest ? part : text.size();
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < size; ++i) {
        if (text[i] == '\n' || text[i] == '\r')
            lineStart = i + 1;
        else if (i - lineStart >= longestLine)
            size = i;
    }
    while (size > 0 && size < text.size() && isContinuation(text[size]))
        --size;
    return size;
}

} // namespace retune
