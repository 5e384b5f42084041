#include <retune/format/python/pythonspelling.h>

#include <retune/format/python/pythonnumber.h>
#include <retune/format/python/pythonstring.h>
#include <retune/format/python/pythonwriter.h>

#include <algorithm>

namespace retune::python {

namespace {

/// An empty string in the quotes that `text` begins with after a prefix; nothing where it is no string.
QByteArray quotesOf(QByteArrayView text)
{
    const auto quote = std::find_if(text.begin(), text.end(), [](char c) { return c == '"' || c == '\''; });
    const QByteArrayView prefix = text.first(quote - text.begin());
    if (quote == text.end() || (!prefix.isEmpty() && !isStringPrefix(prefix)))
        return {};
    return QByteArray(2, *quote);
}

/// The quotes that new strings get: those of the last value or key in `container`, else those of the first in the document.
QByteArray quotesFor(const Document &document, const Node &container, bool isKey)
{
    QByteArray quotes;
    for (Node member = container.firstChild(); member; member = member.nextSibling()) {
        const ByteRange range = isKey ? member.keyRange() : member.range();
        const QByteArray found = quotesOf(QByteArrayView(document.bytes()).sliced(range.begin, range.size()));
        if (!found.isEmpty() && (isKey || !member.isContainer()))
            quotes = found;
    }
    for (quint32 id = 0; quotes.isEmpty() && id < quint32(document.nodeCount()); ++id) {
        if (document.node(id).kind() == Kind::String)
            quotes = quotesOf(document.node(id).text());
    }
    return quotes;
}

} // namespace

Result<QByteArray> spelledValue(const Document &document, const Node &container, const Value &value)
{
    if (value.kind == Kind::Table)
        return QByteArray("{}");
    if (value.kind == Kind::List)
        return QByteArray("[]");
    return writeScalar(value, quotesFor(document, container, false), document.facts().newLine);
}

bool isTextKey(QByteArrayView key)
{
    const auto quote = std::find_if(key.begin(), key.end(), [](char c) { return c == '"' || c == '\''; });
    const QByteArrayView prefix = key.first(quote - key.begin());
    return quote != key.end() && (prefix.isEmpty() || isStringPrefix(prefix)) && !prefix.contains('b') &&
           !prefix.contains('B');
}

QByteArrayView keyText(const Document &document, const Node &member)
{
    return QByteArrayView(document.bytes()).sliced(member.keyRange().begin, member.keyRange().size());
}

bool isNumberLike(const Document &document, const Node &dict, const QString &key)
{
    if (dict.childCount() == 0 || numberKind(key.toUtf8()) != NumberKind::Integer)
        return false;
    for (Node member = dict.firstChild(); member; member = member.nextSibling()) {
        if (numberKind(keyText(document, member).toByteArray()) != NumberKind::Integer)
            return false;
    }
    return true;
}

Result<QByteArray> spelledKey(const Document &document, const Node &dict, const QString &key)
{
    if (isNumberLike(document, dict, key))
        return key.toUtf8();
    return writeScalar(Value::string(key), quotesFor(document, dict, true), document.facts().newLine);
}

QByteArray betweenKeyAndValue(const Document &document, const Node &container, char mark,
                              const QByteArray &usual)
{
    QByteArray found = usual;
    for (Node member = container.firstChild(); member; member = member.nextSibling()) {
        const qsizetype begin = member.keyRange().end;
        const QByteArray between = document.bytes().mid(begin, member.range().begin - begin);
        const bool isPlain = std::all_of(between.begin(), between.end(),
                                         [mark](char c) { return c == mark || c == ' ' || c == '\t'; });
        if (isPlain && between.count(mark) == 1)
            found = between;
    }
    return found;
}

} // namespace retune::python
