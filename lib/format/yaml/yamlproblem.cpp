#include <retune/format/yaml/yamlproblem.h>

#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>
#include <retune/text/utf8.h>

#include <algorithm>
#include <array>

namespace retune::yaml {

namespace {

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// The characters at `at` that a person takes for one word.
ByteRange wordAt(QByteArrayView text, qsizetype at)
{
    const auto isPart = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || byte >= 0x80 ||
               c == '_' || c == '.' || c == '+';
    };
    return {at,
            std::find_if_not(text.begin() + std::min(at, text.size()), text.end(), isPart) - text.begin()};
}

ByteRange tokenAt(QByteArrayView text, qsizetype at)
{
    if (at >= text.size() || isLineEnd(text[at]))
        return {at, at};
    const ByteRange word = wordAt(text, at);
    return word.isEmpty() ? ByteRange{at, at + 1} : word;
}

qsizetype lineStart(QByteArrayView text, qsizetype at)
{
    while (at > 0 && !isLineEnd(text[at - 1]))
        --at;
    return at;
}

qsizetype lineEnd(QByteArrayView text, qsizetype at)
{
    return std::find_if(text.begin() + std::min(at, text.size()), text.end(), isLineEnd) - text.begin();
}

bool isFirstOnLine(QByteArrayView text, qsizetype at)
{
    const qsizetype begin = lineStart(text, at);
    return std::all_of(text.begin() + begin, text.begin() + at, isBlank);
}

qsizetype skippingBlanks(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

bool isAtEnd(QByteArrayView text, qsizetype at)
{
    return std::all_of(text.begin() + std::min(at, text.size()), text.end(),
                       [](char c) { return isBlank(c) || isLineEnd(c); });
}

/// One error of libyaml on its way to a person.
class Translation
{
public:
    Translation(const LibraryError &error, QByteArrayView text)
        : m_error(error)
        , m_text(text)
    {}

    Problem problem() const
    {
        using Rule = Problem (Translation::*)() const;
        struct Row
        {
            QByteArrayView problem;
            Rule rule;
        };
        static const std::array rows{
            Row{"could not find expected ':'", &Translation::missingColon},
            Row{"mapping values are not allowed", &Translation::colonInValue},
            Row{"block sequence entries are not allowed", &Translation::listOnKeyLine},
            Row{"mapping keys are not allowed", &Translation::keyOnKeyLine},
            Row{"did not find expected key", &Translation::noKey},
            Row{"did not find expected '-' indicator", &Translation::noDash},
            Row{"did not find expected ',' or", &Translation::noComma},
            Row{"did not find expected node content", &Translation::noValue},
            Row{"did not find expected <document start>", &Translation::afterDocument},
            Row{"found unexpected end of stream", &Translation::openQuote},
            Row{"found unexpected document indicator", &Translation::markerInQuotes},
            Row{"found unknown escape character", &Translation::unknownEscape},
            Row{"did not find expected hexdecimal number", &Translation::wrongDigits},
            Row{"found invalid Unicode character escape code", &Translation::noCharacter},
            Row{"found a tab character", &Translation::tab},
            Row{"found character that cannot start any token", &Translation::noStart},
            Row{"found undefined tag handle", &Translation::unknownHandle},
            Row{"did not find expected alphabetic or numeric character", &Translation::wrongName},
            Row{"did not find expected comment or line break", &Translation::afterHeader},
            Row{"found an indentation indicator equal to 0", &Translation::zeroIndentation},
            Row{"did not find the expected '>'", &Translation::openTag},
            Row{"found unknown directive name", &Translation::unknownDirective},
            Row{"found incompatible YAML document", &Translation::otherVersion},
            Row{"found duplicate %", &Translation::secondDirective},
            Row{"control characters are not allowed", &Translation::control},
        };
        const auto row = std::find_if(rows.begin(), rows.end(), [this](const Row &candidate) {
            return m_error.problem.startsWith(candidate.problem);
        });
        return row == rows.end() ? anythingElse() : (this->*row->rule)();
    }

private:
    Problem at(ByteRange range, const QString &message) const
    {
        return syntaxProblem(m_text, range, message);
    }
    Problem found(const QString &expected) const { return found(expected, m_error.at); }
    Problem found(const QString &expected, qsizetype place) const
    {
        return at(tokenAt(m_text, place),
                  Tr::tr("expected %1, found %2").arg(expected, seenAt(m_text, place)));
    }
    char opening() const { return m_error.contextAt < m_text.size() ? m_text[m_error.contextAt] : ' '; }
    int lineOf(qsizetype place) const { return positionAt(m_text, place).line; }
    int columnOf(qsizetype place) const { return positionAt(m_text, place).column; }

    Problem missingColon() const;
    Problem colonInValue() const;
    Problem listOnKeyLine() const;
    Problem keyOnKeyLine() const;
    Problem noKey() const;
    Problem noDash() const;
    Problem noComma() const;
    Problem noValue() const;
    Problem afterDocument() const;
    Problem openQuote() const;
    Problem markerInQuotes() const;
    Problem unknownEscape() const;
    Problem wrongDigits() const;
    Problem noCharacter() const;
    Problem tab() const;
    Problem noStart() const;
    Problem unknownHandle() const;
    Problem wrongName() const;
    Problem afterHeader() const;
    Problem zeroIndentation() const;
    Problem openTag() const;
    Problem unknownDirective() const;
    Problem otherVersion() const;
    Problem secondDirective() const;
    Problem control() const;
    Problem anythingElse() const;

    const LibraryError &m_error;
    QByteArrayView m_text;
};

Problem Translation::missingColon() const
{
    qsizetype end = lineEnd(m_text, m_error.contextAt);
    while (end > m_error.contextAt && isBlank(m_text[end - 1]))
        --end;
    return at({end, end}, Tr::tr("expected \":\" after this key, found %1").arg(seenAt(m_text, end)));
}

Problem Translation::colonInValue() const
{
    const ByteRange colon{m_error.at, m_error.at + 1};
    const qsizetype begin = lineStart(m_text, m_error.at);
    const QByteArrayView before = m_text.sliced(begin, m_error.at - begin);
    if (before.contains(": ") || before.contains(":\t"))
        return at(colon, Tr::tr("expected one \":\" on a line, found a second one; a text that holds \": \" "
                                "needs quotes"));
    const qsizetype key = skippingBlanks(m_text, begin);
    return at({key, m_error.at},
              Tr::tr("expected a key at the column of the keys around it, found one that is indented as part "
                     "of the value before it"));
}

Problem Translation::listOnKeyLine() const
{
    return found(Tr::tr("the items of a list on lines of their own"));
}

Problem Translation::keyOnKeyLine() const
{
    return found(Tr::tr("the keys of a table on lines of their own"));
}

Problem Translation::noKey() const
{
    if (!isFirstOnLine(m_text, m_error.at))
        return found(Tr::tr("the end of the line after the value"));
    const int wanted = columnOf(m_error.contextAt);
    const int column = columnOf(m_error.at);
    if (column == wanted)
        return found(Tr::tr("a key, as before in this table (line %1)").arg(lineOf(m_error.contextAt)));
    return at(tokenAt(m_text, m_error.at),
              Tr::tr("expected a key at column %1, where the keys of this table stand (line %2), found %3 at "
                     "column %4")
                  .arg(QString::number(wanted), QString::number(lineOf(m_error.contextAt)),
                       seenAt(m_text, m_error.at), QString::number(column)));
}

Problem Translation::noDash() const
{
    if (!isFirstOnLine(m_text, m_error.at))
        return found(Tr::tr("the end of the line after the value"));
    const int wanted = columnOf(m_error.contextAt);
    const int column = columnOf(m_error.at);
    if (column == wanted)
        return found(Tr::tr("\"- \", as before the other items of this list (line %1)")
                         .arg(lineOf(m_error.contextAt)));
    return at(
        tokenAt(m_text, m_error.at),
        Tr::tr("expected \"- \" at column %1, where the items of this list stand (line %2), found %3 at "
               "column %4")
            .arg(QString::number(wanted), QString::number(lineOf(m_error.contextAt)),
                 seenAt(m_text, m_error.at), QString::number(column)));
}

Problem Translation::noComma() const
{
    const QString open(QLatin1Char(opening() == '{' ? '{' : '['));
    const QString closing(QLatin1Char(opening() == '{' ? '}' : ']'));
    if (isAtEnd(m_text, m_error.at)) {
        return at(
            {m_error.contextAt, m_error.contextAt + 1},
            Tr::tr("expected \"%1\" to close this \"%2\", found the end of the file").arg(closing, open));
    }
    return found(Tr::tr("\",\" or \"%1\" for the \"%2\" of line %3")
                     .arg(closing, open, QString::number(lineOf(m_error.contextAt))));
}

Problem Translation::noValue() const
{
    return found(Tr::tr("a value"));
}

Problem Translation::afterDocument() const
{
    return found(Tr::tr("the end of the file or \"---\" after the value"));
}

Problem Translation::openQuote() const
{
    const ByteRange quote{m_error.contextAt, std::min(m_error.contextAt + 1, m_text.size())};
    return at(quote, opening() == '\''
                         ? Tr::tr("expected a closing single quote, found the end of the file")
                         : Tr::tr("expected a closing double quote, found the end of the file"));
}

Problem Translation::markerInQuotes() const
{
    const ByteRange quote{m_error.contextAt, std::min(m_error.contextAt + 1, m_text.size())};
    const QString marker =
        decodedUtf8(m_text.sliced(m_error.at, std::min<qsizetype>(3, m_text.size() - m_error.at)));
    return at(quote, Tr::tr("expected a closing quote, found the document marker \"%1\" in line %2")
                         .arg(marker, QString::number(lineOf(m_error.at))));
}

Problem Translation::unknownEscape() const
{
    const qsizetype after = std::min(m_error.at + 1, m_text.size());
    const ByteRange range{m_error.at, std::max(tokenAt(m_text, after).begin + 1, after)};
    return at(
        {range.begin, std::min(range.end, m_text.size())},
        Tr::tr("expected one of 0 a b t n v f r e \" / \\ N _ L P x u U after \"\\\", found %1; in single "
               "quotes \"\\\" is a character like any other")
            .arg(seenAt(m_text, after)));
}

Problem Translation::wrongDigits() const
{
    // The place is behind the letter, or behind "%" in a tag.
    const char letter = m_error.at > 0 ? m_text[m_error.at - 1] : 'x';
    const int digits = letter == 'U' ? 8 : letter == 'u' ? 4 : 2;
    qsizetype wrong = m_error.at;
    const auto isHexadecimal = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    while (wrong < m_text.size() && wrong < m_error.at + digits && isHexadecimal(m_text[wrong]))
        ++wrong;
    return at({std::max<qsizetype>(m_error.at - 2, 0), wrong},
              Tr::tr("expected %1 hexadecimal digits after \"\\%2\", found %3")
                  .arg(QString::number(digits), QString(QLatin1Char(letter)), seenAt(m_text, wrong)));
}

Problem Translation::noCharacter() const
{
    return at({std::max<qsizetype>(m_error.at - 2, 0), m_error.at},
              Tr::tr("expected the number of a Unicode character, found one that is none"));
}

Problem Translation::tab() const
{
    return at({m_error.at, m_error.at + 1}, Tr::tr("expected blanks for indentation, found a tab"));
}

Problem Translation::noStart() const
{
    if (m_error.at < m_text.size() && m_text[m_error.at] == '\t')
        return tab();
    return at({m_error.at, std::min(m_error.at + 1, m_text.size())},
              Tr::tr("expected a value or a key, found %1; a text that begins with it needs quotes")
                  .arg(seenAt(m_text, m_error.at)));
}

Problem Translation::unknownHandle() const
{
    const qsizetype begin = m_error.at;
    const qsizetype handleEnd = m_text.indexOf('!', begin + 1);
    const ByteRange handle{begin, handleEnd < 0 ? begin + 1 : handleEnd + 1};
    return at(handle, Tr::tr("expected a tag that a %TAG line explains, found \"%1\"")
                          .arg(decodedUtf8(m_text.sliced(begin, std::min<qsizetype>(handle.size(), 40)))));
}

Problem Translation::wrongName() const
{
    return found(opening() == '*' ? Tr::tr("the name of an anchor after \"*\"; a text that begins with \"*\" "
                                           "needs quotes")
                                  : Tr::tr("a name of letters, digits, \"-\" and \"_\" after \"&\""));
}

Problem Translation::afterHeader() const
{
    return m_error.context == "while scanning a block scalar"
               ? found(Tr::tr("the end of the line after \"%1\"").arg(QLatin1Char(opening())))
               : found(Tr::tr("the end of the line after the directive"));
}

Problem Translation::zeroIndentation() const
{
    return found(Tr::tr("an indentation from 1 to 9"));
}

Problem Translation::openTag() const
{
    return found(Tr::tr("\">\" to close the tag"));
}

Problem Translation::unknownDirective() const
{
    return at(
        {m_error.contextAt, m_error.contextAt + 1},
        Tr::tr(
            "expected %YAML or %TAG, found another directive; a text that begins with \"%\" needs quotes"));
}

Problem Translation::otherVersion() const
{
    return at({m_error.at, std::min(m_error.at + 1, m_text.size())},
              Tr::tr("expected YAML of version 1, found a directive for another one"));
}

Problem Translation::secondDirective() const
{
    return at({m_error.at, std::min(m_error.at + 1, m_text.size())},
              Tr::tr("expected each directive once, found the same one again"));
}

Problem Translation::control() const
{
    return at({m_error.at, std::min(m_error.at + 1, m_text.size())},
              Tr::tr("expected text, found the control character %1").arg(seenAt(m_text, m_error.at)));
}

/// Rare errors keep libyaml's words, in our form.
Problem Translation::anythingElse() const
{
    for (const QByteArrayView start :
         {QByteArrayView("did not find expected "), QByteArrayView("could not find expected ")}) {
        if (m_error.problem.startsWith(start))
            return found(QString::fromLatin1(m_error.problem.sliced(start.size())));
    }
    if (m_error.problem.startsWith("found ")) {
        return at(
            tokenAt(m_text, m_error.at),
            Tr::tr("expected something else, found %1").arg(QString::fromLatin1(m_error.problem.sliced(6))));
    }
    return at(tokenAt(m_text, m_error.at),
              Tr::tr("expected YAML, found %1").arg(QString::fromLatin1(m_error.problem)));
}

} // namespace

Problem syntaxProblem(QByteArrayView text, ByteRange range, const QString &message)
{
    const ByteRange inside{std::clamp<qsizetype>(range.begin, 0, text.size()),
                           std::clamp<qsizetype>(range.end, 0, text.size())};
    return {ProblemKind::Syntax, {}, positionAt(text, inside.begin), inside, message};
}

QString seenAt(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype longest = 24;
    if (at >= text.size())
        return Tr::tr("the end of the file");
    if (isLineEnd(text[at]))
        return isAtEnd(text, at) ? Tr::tr("the end of the file") : Tr::tr("the end of the line");
    if (text[at] == '\t')
        return Tr::tr("a tab");
    if (text[at] == ' ')
        return Tr::tr("a blank");
    if (text[at] == '"' || text[at] == '\'')
        return Tr::tr("a text in quotes");
    const ByteRange word = wordAt(text, at);
    qsizetype end = std::min(word.isEmpty() ? at + 1 : word.end, at + longest);
    while (end < text.size() && isContinuation(text[end]))
        --end;
    const QString shown = decodedUtf8(text.sliced(at, std::max(end, at + 1) - at));
    const QChar first = shown.isEmpty() ? QChar() : shown.front();
    if (!first.isPrint() && !first.isSurrogate())
        return QLatin1String("U+") + QString::number(first.unicode(), 16).toUpper().rightJustified(4, u'0');
    return QLatin1Char('"') + shown + (end < word.end ? QStringLiteral("…\"") : QStringLiteral("\""));
}

Problem problemOf(const LibraryError &error, QByteArrayView text)
{
    return Translation(error, text).problem();
}

} // namespace retune::yaml
