#include <retune/format/lines/gitformat.h>

#include <retune/format/lines/gitscanner.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

/// How a subsection is written; 0 is for keys and sections.
enum class GitKeyStyle : quint8 { Plain, Quoted, Dotted };

QString unquoted(QByteArrayView text)
{
    QByteArray result;
    for (qsizetype i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        result += text[i];
    }
    return decodedUtf8(result);
}

/// `b` of `[a.b]`, or `b "c"` of `[a.b "c"]`.
QString dotted(QByteArrayView text)
{
    const qsizetype quote = text.indexOf('"');
    if (quote < 0)
        return QString::fromLatin1(text).toLower();
    const QByteArrayView name = trimmed(text.first(quote), isSpaceOrTab);
    return QString::fromLatin1(name).toLower() + QLatin1Char('.') + unquoted(text.sliced(quote));
}

QByteArray quoted(const QString &subsection)
{
    QByteArray text = subsection.toUtf8();
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

char escaped(char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'b':
        return '\b';
    default:
        return c;
    }
}

bool isNameOf(const QString &text)
{
    const auto isAllowed = [](QChar c) { return c.unicode() < 0x80 && isGitKeyCharacter(c.toLatin1()); };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isAllowed);
}

} // namespace

GitFormat::GitFormat()
    : LineFormat({.delimiter = " = ",
                  .indentation = "\t",
                  .hasSubsections = true,
                  .hasKeysAtTop = false,
                  .gathersRepeated = true,
                  .ignoresCase = true})
{}

QString GitFormat::name() const
{
    return QStringLiteral("Git config");
}

QString GitFormat::shortName() const
{
    return QStringLiteral("git");
}

QString GitFormat::typeName(const NodeData &node) const
{
    const bool isSubsection = node.kind == Kind::Table && node.keyStyle != quint8(GitKeyStyle::Plain);
    return isSubsection ? Tr::tr("subsection") : LineFormat::typeName(node);
}

QString GitFormat::decodeKey(QByteArrayView text, const NodeData &node) const
{
    switch (static_cast<GitKeyStyle>(node.keyStyle)) {
    case GitKeyStyle::Quoted:
        return unquoted(text);
    case GitKeyStyle::Dotted:
        return dotted(text);
    case GitKeyStyle::Plain:
        break;
    }
    return QString::fromLatin1(text);
}

std::unique_ptr<LineScanner> GitFormat::scanner(QByteArrayView text, qsizetype begin) const
{
    return std::make_unique<GitScanner>(text, begin);
}

Kind GitFormat::kindOf(QByteArrayView value, bool hasDelimiter) const
{
    return hasDelimiter ? kindOfPlain(value) : Kind::Boolean;
}

/// What git does with a value, character by character: blanks outside of quotes count only between others.
QString GitFormat::decodeText(QByteArrayView text) const
{
    QByteArray result;
    QByteArray blanks;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!isQuoted && isSpaceOrLineEnd(c)) {
            if (!result.isEmpty())
                blanks += c;
            continue;
        }
        result += blanks;
        blanks.clear();
        if (c == '"') {
            isQuoted = !isQuoted;
        } else if (c != '\\') {
            result += c;
        } else if (++i < text.size() && !isLineEnd(text[i])) {
            result += escaped(text[i]);
        } else {
            i = std::max(i, afterLineEnd(text, i) - 1);
        }
    }
    return decodedUtf8(result);
}

quint8 GitFormat::subsectionStyleOf(QByteArrayView text) const
{
    return quint8(text.startsWith('"') ? GitKeyStyle::Quoted : GitKeyStyle::Dotted);
}

QStringList GitFormat::sectionPath(QByteArrayView text, const LineItem &header) const
{
    QStringList path{QString::fromLatin1(text.sliced(header.name.begin, header.name.size()))};
    if (header.subsection.begin == 0)
        return path;
    const QByteArrayView subsection = text.sliced(header.subsection.begin, header.subsection.size());
    return path << (subsection.startsWith('"') ? unquoted(subsection) : dotted(subsection));
}

QByteArray GitFormat::sectionIdentity(QByteArrayView text, const LineItem &header, int level) const
{
    QByteArray identity = text.sliced(header.name.begin, header.name.size()).toByteArray().toLower();
    if (level == 0)
        return identity;
    const QByteArrayView subsection = text.sliced(header.subsection.begin, header.subsection.size());
    const bool isPlain = subsection.startsWith('"') && !subsection.contains('\\');
    identity += '.';
    if (isPlain)
        identity += subsection.sliced(1).chopped(1);
    else
        identity += sectionPath(text, header).at(1).toUtf8();
    return identity;
}

Result<QByteArray> GitFormat::keyText(const QString &key, const ValueSlot &) const
{
    if (!isNameOf(key) || !isAsciiLetter(key.front().toLatin1()))
        return refusedLine(
            Tr::tr("expected a key of letters, digits and \"-\" that begins with a letter, found \"%1\"")
                .arg(key));
    return key.toLatin1();
}

Result<QByteArray> GitFormat::headerText(const QStringList &path) const
{
    if (path.size() > 2)
        return refusedLine(Tr::tr("Git config has no sections inside of subsections"));
    if (!isNameOf(path.first()))
        return refusedLine(
            Tr::tr("expected a section name of letters, digits and \"-\", found \"%1\"").arg(path.first()));
    if (path.size() == 1)
        return '[' + path.first().toLatin1() + ']';
    const QString &subsection = path.at(1);
    if (!subsection.isValidUtf16() || std::any_of(subsection.begin(), subsection.end(), isControl))
        return refusedLine(Tr::tr("Git config has no way to write control characters in a subsection"));
    return '[' + path.first().toLatin1() + ' ' + quoted(subsection) + ']';
}

Result<Replacement> GitFormat::renamedHeader(QByteArrayView text, const LineItem &header, int level,
                                             const QString &name) const
{
    const bool isSection = level == 0;
    const Result<QByteArray> whole =
        headerText(isSection ? QStringList{name} : QStringList{QStringLiteral("a"), name});
    if (!whole)
        return Unexpected{whole.error()};
    if (isSection)
        return Replacement{header.name, name.toLatin1()};
    const bool isQuoted = text[header.subsection.begin] == '"';
    const qsizetype begin = isQuoted ? header.subsection.begin : header.name.end;
    return Replacement{{begin, header.subsection.end}, isQuoted ? quoted(name) : ' ' + quoted(name)};
}

Result<QByteArray> GitFormat::stringText(const QString &text, const ValueSlot &slot) const
{
    const auto isRefused = [](QChar c) {
        return c.unicode() < 0x20 && !QStringLiteral("\n\t\b").contains(c);
    };
    if (!text.isValidUtf16())
        return refusedLine(Tr::tr("Git config has no way to write half of a surrogate pair"));
    if (std::any_of(text.begin(), text.end(), isRefused))
        return refusedLine(Tr::tr("Git config has no way to write control characters in a value"));
    QByteArray result = text.toUtf8();
    const bool needsQuotes = result.isEmpty() || result.startsWith(' ') || result.endsWith(' ') ||
                             result.contains('#') || result.contains(';');
    result.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
        .replace('\b', "\\b");
    const bool wasQuoted = slot.old.size() > 1 && slot.old.startsWith('"') && slot.old.endsWith('"');
    return needsQuotes || wasQuoted ? '"' + result + '"' : result;
}

} // namespace retune
