#include <retune/text/lineindex.h>

#include <retune/text/utf8.h>

#include <algorithm>

namespace retune {

namespace {

qsizetype byteOrderMarkSize(QByteArrayView text)
{
    return text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
}

} // namespace

LineIndex::LineIndex(QByteArrayView text)
{
    m_starts.append(0);
    const char *const data = text.data();
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char byte = data[i];
        const bool crBeforeLf = byte == '\r' && i + 1 < text.size() && data[i + 1] == '\n';
        if (byte == '\n' || (byte == '\r' && !crBeforeLf))
            m_starts.append(i + 1);
    }
}

ByteRange LineIndex::lineRange(QByteArrayView text, int line) const
{
    const qsizetype begin = lineStart(line);
    qsizetype end = line < lineCount() ? lineStart(line + 1) : text.size();
    if (end > begin && text[end - 1] == '\n' && line < lineCount())
        --end;
    if (end > begin && text[end - 1] == '\r' && line < lineCount())
        --end;
    return {begin, end};
}

int LineIndex::lineAt(qsizetype offset) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
    return static_cast<int>(after - m_starts.begin());
}

TextPosition LineIndex::position(QByteArrayView text, qsizetype offset) const
{
    const int line = lineAt(offset);
    const qsizetype start = line == 1 ? std::min(byteOrderMarkSize(text), offset) : lineStart(line);
    const QByteArrayView before = text.sliced(start, std::min(offset, text.size()) - start);
    const auto codePoints =
        std::count_if(before.begin(), before.end(), [](char c) { return !isContinuation(c); });
    return {line, static_cast<int>(codePoints) + 1};
}

qsizetype LineIndex::offset(QByteArrayView text, TextPosition position) const
{
    const ByteRange range = lineRange(text, std::clamp(position.line, 1, lineCount()));
    qsizetype at = range.begin == 0 ? byteOrderMarkSize(text) : range.begin;
    for (int column = 1; column < position.column && at < range.end; ++column) {
        ++at;
        while (at < range.end && isContinuation(text[at]))
            ++at;
    }
    return at;
}

TextPosition positionAt(QByteArrayView text, qsizetype offset)
{
    return LineIndex(text.first(std::min(offset + 1, text.size()))).position(text, offset);
}

} // namespace retune
