#include <retune/format/duplicate.h>

#include <retune/format/editcheck.h>
#include <retune/format/format.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

/// A copy that is made value by value reads the text twice for each.
constexpr int maximumCopiedNodes = 300;

Unexpected<Problem> refused(const Document &document, const Node &node, const QString &message)
{
    return Unexpected{
        Problem{ProblemKind::Refused, {}, document.position(node.range().begin), node.range(), message}};
}

bool isLineBreak(char c)
{
    return c == '\n' || c == '\r';
}

/// The bytes that the format would cut to remove the member, where they are whole lines.
std::optional<ByteRange> ownLines(const Document &document, const Node &member)
{
    const auto removal = document.format().removal(document, member);
    if (!removal || removal->size() != 1 || !removal->first().text.isEmpty())
        return std::nullopt;
    const ByteRange lines = removal->first().range;
    const QByteArray &bytes = document.bytes();
    const bool beginsLine = lines.begin <= document.facts().bomSize ||
                            isLineBreak(bytes.at(lines.begin - 1)) || isLineBreak(bytes.at(lines.begin));
    const bool endsLine =
        lines.end == bytes.size() || isLineBreak(bytes.at(lines.end - 1)) || isLineBreak(bytes.at(lines.end));
    return beginsLine && endsLine && !lines.isEmpty() ? std::optional(lines) : std::nullopt;
}

/// The lines once more, with another key in them; nothing where the key is also named elsewhere.
std::optional<QByteArray> renamedLines(const Document &document, const Node &member, ByteRange lines,
                                       const QString &key)
{
    QByteArray copy = document.bytes().sliced(lines.begin, lines.size());
    if (member.parent().kind() == Kind::List)
        return copy;
    auto names = document.format().renaming(document, member, key);
    if (!names)
        return std::nullopt;
    for (Replacement &name : *names) {
        if (name.range.begin < lines.begin || name.range.end > lines.end)
            return std::nullopt;
        name.range.begin -= lines.begin;
        name.range.end -= lines.begin;
    }
    return applied(copy, *names);
}

/// Where the lines end with the file, without a line break, the copy needs one in front of it.
QByteArray lineBreakBefore(const Document &document, ByteRange lines, const QByteArray &copy)
{
    const QByteArray &bytes = document.bytes();
    if (isLineBreak(copy.front()) || isLineBreak(bytes.at(lines.end - 1)))
        return {};
    return bytes.contains("\r\n") ? "\r\n" : "\n";
}

/// How the copy is checked: it is a member that was added.
ExpectedEdit expectedCopy(const Node &member, const QString &key)
{
    const bool isInList = member.parent().kind() == Kind::List;
    return {ExpectedEdit::Type::Add, member.parent(), key, isInList ? member.position() + 1 : 0};
}

Result<Edit> checkedCopy(const Document &document, const Node &member, const QString &key,
                         const QList<Replacement> &replacements)
{
    const Result<CheckedEdit> after = checkedEdit(document, expectedCopy(member, key), replacements);
    if (!after)
        return Unexpected{after.error()};
    if (!isSameTree(member, after->node))
        return refused(document, member, Tr::tr("expected a copy that reads like the value itself"));
    return Edit{replacements, after->document};
}

/// The lines of the member behind themselves.
std::optional<Edit> copiedByLines(const Document &document, const Node &member, const QString &key)
{
    const std::optional<ByteRange> lines = ownLines(document, member);
    const auto copy = lines ? renamedLines(document, member, *lines, key) : std::nullopt;
    if (!copy)
        return std::nullopt;
    const QByteArray text = lineBreakBefore(document, *lines, *copy) + *copy;
    const auto checked = checkedCopy(document, member, key, {Replacement{{lines->end, lines->end}, text}});
    return checked ? std::optional(*checked) : std::nullopt;
}

KeyPath pathOfCopy(const Node &member, const QString &key)
{
    const KeyPath container = member.parent().path();
    return member.parent().kind() == Kind::List ? container.child(member.position() + 1)
                                                : container.child(key);
}

/// Any value that can stand there, to be replaced by the text of the member; of a container an empty one serves where no
/// scalar is taken.
Result<Edit> placed(const Document &document, const Node &member, const KeyPath &path)
{
    if (member.kind() == Kind::Opaque)
        return addValue(document, path, Value::string(QString()));
    Result<Edit> added =
        addValue(document, path, member.isContainer() ? Value{member.kind(), {}} : member.value());
    return added || !member.isContainer() ? added : addValue(document, path, Value::string(QString()));
}

/// Adds the values below a container one by one.
Result<Document> withMembers(Document document, const Node &container, const KeyPath &path)
{
    int position = 0;
    for (Node member = container.firstChild(); member; member = member.nextSibling(), ++position) {
        if (member.isShadowed())
            return refused(document, container, Tr::tr("a key in it is given twice; copy it in the text"));
        const KeyPath at = container.kind() == Kind::List ? path.child(position) : path.child(member.key());
        const Result<Edit> added = placed(document, member, at);
        if (!added)
            return Unexpected{added.error()};
        document = added->result;
        const Result<Edit> spelled = setText(document, at, member.text().toByteArray());
        if (spelled && isSameTree(member, spelled->result.find(at))) {
            document = spelled->result;
        } else if (member.isContainer()) {
            const Result<Document> filled = withMembers(document, member, at);
            if (!filled)
                return filled;
            document = *filled;
        }
    }
    return document;
}

int nodesBelow(const Node &node)
{
    int count = 0;
    for (Node member = node.firstChild(); member; member = member.nextSibling())
        count += 1 + nodesBelow(member);
    return count;
}

/// Adds the member anew, with its own text where that serves and value by value where not.
Result<Edit> copiedByValues(const Document &document, const Node &member, const QString &key)
{
    const KeyPath path = pathOfCopy(member, key);
    Result<Edit> added = placed(document, member, path);
    if (!added)
        return added;
    const auto inOneStep = [&](const Document &result) {
        return checkedCopy(document, member, key, {difference(document.bytes(), result.bytes())});
    };
    if (const Result<Edit> spelled = setText(added->result, path, member.text().toByteArray())) {
        if (Result<Edit> copy = inOneStep(spelled->result))
            return copy;
    }
    if (!member.isContainer())
        return inOneStep(added->result);
    if (nodesBelow(member) > maximumCopiedNodes)
        return refused(document, member,
                       Tr::tr("it holds too much to be copied value by value; copy it in the text"));
    const Result<Document> filled = withMembers(added->result, member, path);
    return filled ? inOneStep(*filled) : Result<Edit>(Unexpected{filled.error()});
}

} // namespace

Result<Edit> duplicateValue(const Document &document, const KeyPath &path, const QString &key)
{
    if (document.isNull() || path.isEmpty())
        return Unexpected{Problem{ProblemKind::Misuse,
                                  {},
                                  {},
                                  {},
                                  Tr::tr("expected a key or a position, found the file as a whole")}};
    const Node member = document.find(path);
    if (!member)
        return Unexpected{
            Problem{ProblemKind::NoSuchKey, {}, {}, {}, Tr::tr("there is no %1").arg(path.toString())}};
    if (member.parent().kind() == Kind::Table && member.parent().child(key))
        return refused(document, member,
                       Tr::tr("there is a key %1 already").arg(QLatin1Char('"') + key + QLatin1Char('"')));
    if (std::optional<Edit> copy = copiedByLines(document, member, key))
        return *copy;
    return copiedByValues(document, member, key);
}

QString keyOfCopy(const Node &node)
{
    const Node table = node.parent();
    if (!table || table.kind() != Kind::Table)
        return {};
    const QString key = node.key();
    const bool isUpper = key == key.toUpper() && key != key.toLower();
    const bool hasHyphen = key.contains(QLatin1Char('-')) && !key.contains(QLatin1Char('_'));
    const QString word = isUpper ? QStringLiteral("COPY") : QStringLiteral("copy");
    // Git's keys hold no underscore.
    const bool takesUnderscore = !hasHyphen && node.format().id() != FormatId::Git;
    const QString suffix = QLatin1Char(takesUnderscore ? '_' : '-') + word;
    QString copy = key + suffix;
    for (int number = 2; table.child(copy); ++number)
        copy = key + suffix + QString::number(number);
    return copy;
}

} // namespace retune
