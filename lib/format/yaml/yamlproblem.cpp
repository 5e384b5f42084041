#include <retune/format/yaml/yamlproblem.h>

#include <retune/format/yaml/yamllines.h>
#include <retune/format/yaml/yamlseen.h>
#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>

#include <algorithm>
#include <array>

namespace retune::yaml {

namespace {

/// One error of libyaml, and what most sentences about it need.
struct Failure
{
    const LibraryError &error;
    QByteArrayView text;

    Problem at(ByteRange range, const QString &message) const { return syntaxProblem(text, range, message); }
    Problem found(const QString &expected) const
    {
        return at(tokenAt(text, error.at),
                  Tr::tr("expected %1, found %2").arg(expected, seenAt(text, error.at)));
    }
    /// The character that what was being read begins with.
    char opening() const { return error.contextAt < text.size() ? text[error.contextAt] : ' '; }
    int lineOf(qsizetype offset) const { return positionAt(text, offset).line; }
    int columnOf(qsizetype offset) const { return positionAt(text, offset).column; }
};

Problem missingColon(const Failure &failure)
{
    qsizetype end = lineEnd(failure.text, failure.error.contextAt);
    while (end > failure.error.contextAt && isBlank(failure.text[end - 1]))
        --end;
    return failure.at({end, end},
                      Tr::tr("expected \":\" after this key, found %1").arg(seenAt(failure.text, end)));
}

Problem colonInValue(const Failure &failure)
{
    const ByteRange colon{failure.error.at, failure.error.at + 1};
    const qsizetype begin = lineStart(failure.text, failure.error.at);
    const QByteArrayView before = failure.text.sliced(begin, failure.error.at - begin);
    if (before.contains(": ") || before.contains(":\t"))
        return failure.at(colon,
                          Tr::tr("expected one \":\" on a line, found a second one; a text that holds \": \" "
                                 "needs quotes"));
    const qsizetype key = afterBlanks(failure.text, begin);
    return failure.at(
        {key, failure.error.at},
        Tr::tr("expected a key at the column of the keys around it, found one that is indented as part "
               "of the value before it"));
}

Problem listOnKeyLine(const Failure &failure)
{
    return failure.found(Tr::tr("the items of a list on lines of their own"));
}

Problem keyOnKeyLine(const Failure &failure)
{
    return failure.found(Tr::tr("the keys of a table on lines of their own"));
}

Problem noKey(const Failure &failure)
{
    if (!isFirstOnLine(failure.text, failure.error.at))
        return failure.found(Tr::tr("the end of the line after the value"));
    const int wanted = failure.columnOf(failure.error.contextAt);
    const int column = failure.columnOf(failure.error.at);
    if (column == wanted)
        return failure.found(
            Tr::tr("a key, as before in this table (line %1)").arg(failure.lineOf(failure.error.contextAt)));
    return failure.at(
        tokenAt(failure.text, failure.error.at),
        Tr::tr("expected a key at column %1, where the keys of this table stand (line %2), found %3 at "
               "column %4")
            .arg(QString::number(wanted), QString::number(failure.lineOf(failure.error.contextAt)),
                 seenAt(failure.text, failure.error.at), QString::number(column)));
}

Problem noDash(const Failure &failure)
{
    if (!isFirstOnLine(failure.text, failure.error.at))
        return failure.found(Tr::tr("the end of the line after the value"));
    const int wanted = failure.columnOf(failure.error.contextAt);
    const int column = failure.columnOf(failure.error.at);
    if (column == wanted)
        return failure.found(Tr::tr("\"- \", as before the other items of this list (line %1)")
                                 .arg(failure.lineOf(failure.error.contextAt)));
    return failure.at(
        tokenAt(failure.text, failure.error.at),
        Tr::tr("expected \"- \" at column %1, where the items of this list stand (line %2), found %3 at "
               "column %4")
            .arg(QString::number(wanted), QString::number(failure.lineOf(failure.error.contextAt)),
                 seenAt(failure.text, failure.error.at), QString::number(column)));
}

Problem noComma(const Failure &failure)
{
    const QString open(QLatin1Char(failure.opening() == '{' ? '{' : '['));
    const QString closing(QLatin1Char(failure.opening() == '{' ? '}' : ']'));
    if (isAtEnd(failure.text, failure.error.at)) {
        return failure.at(
            {failure.error.contextAt, failure.error.contextAt + 1},
            Tr::tr("expected \"%1\" to close this \"%2\", found the end of the file").arg(closing, open));
    }
    return failure.found(Tr::tr("\",\" or \"%1\" for the \"%2\" of line %3")
                             .arg(closing, open, QString::number(failure.lineOf(failure.error.contextAt))));
}

Problem noValue(const Failure &failure)
{
    return failure.found(Tr::tr("a value"));
}

Problem afterDocument(const Failure &failure)
{
    return failure.found(Tr::tr("the end of the file or \"---\" after the value"));
}

Problem openQuote(const Failure &failure)
{
    const ByteRange quote{failure.error.contextAt,
                          std::min(failure.error.contextAt + 1, failure.text.size())};
    return failure.at(quote, failure.opening() == '\''
                                 ? Tr::tr("expected a closing single quote, found the end of the file")
                                 : Tr::tr("expected a closing double quote, found the end of the file"));
}

Problem markerInQuotes(const Failure &failure)
{
    const ByteRange quote{failure.error.contextAt,
                          std::min(failure.error.contextAt + 1, failure.text.size())};
    const QString marker = decodedUtf8(failure.text.sliced(
        failure.error.at, std::min<qsizetype>(3, failure.text.size() - failure.error.at)));
    return failure.at(quote, Tr::tr("expected a closing quote, found the document marker \"%1\" in line %2")
                                 .arg(marker, QString::number(failure.lineOf(failure.error.at))));
}

/// libyaml takes `a:}` and `a:,` for the begin of a plain text.
Problem colonWithoutBlank(const Failure &failure)
{
    qsizetype after = failure.error.at;
    if (after < failure.text.size() && failure.text[after] == ':')
        ++after;
    return failure.at(tokenAt(failure.text, after),
                      Tr::tr("expected a blank between \":\" and what follows it in flow style, found %1")
                          .arg(seenAt(failure.text, after)));
}

Problem unknownEscape(const Failure &failure)
{
    const qsizetype after = std::min(failure.error.at + 1, failure.text.size());
    const ByteRange range{failure.error.at, std::max(tokenAt(failure.text, after).begin + 1, after)};
    return failure.at(
        {range.begin, std::min(range.end, failure.text.size())},
        Tr::tr("expected one of 0 a b t n v f r e \" / \\ N _ L P x u U after \"\\\", found %1; in single "
               "quotes \"\\\" is a character like any other")
            .arg(seenAt(failure.text, after)));
}

Problem wrongDigits(const Failure &failure)
{
    // The place is behind the letter, or behind "%" in a tag.
    const char letter = failure.error.at > 0 ? failure.text[failure.error.at - 1] : 'x';
    const int digits = letter == 'U' ? 8 : letter == 'u' ? 4 : 2;
    qsizetype wrong = failure.error.at;
    const auto isHexadecimal = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    while (wrong < failure.text.size() && wrong < failure.error.at + digits &&
           isHexadecimal(failure.text[wrong]))
        ++wrong;
    return failure.at(
        {std::max<qsizetype>(failure.error.at - 2, 0), wrong},
        Tr::tr("expected %1 hexadecimal digits after \"\\%2\", found %3")
            .arg(QString::number(digits), QString(QLatin1Char(letter)), seenAt(failure.text, wrong)));
}

Problem noCharacter(const Failure &failure)
{
    return failure.at({std::max<qsizetype>(failure.error.at - 2, 0), failure.error.at},
                      Tr::tr("expected the number of a Unicode character, found one that is none"));
}

Problem tab(const Failure &failure)
{
    return failure.at({failure.error.at, failure.error.at + 1},
                      Tr::tr("expected blanks for indentation, found a tab"));
}

Problem noStart(const Failure &failure)
{
    if (failure.error.at < failure.text.size() && failure.text[failure.error.at] == '\t')
        return tab(failure);
    return failure.at({failure.error.at, std::min(failure.error.at + 1, failure.text.size())},
                      Tr::tr("expected a value or a key, found %1; a text that begins with it needs quotes")
                          .arg(seenAt(failure.text, failure.error.at)));
}

Problem unknownHandle(const Failure &failure)
{
    const qsizetype begin = failure.error.at;
    const qsizetype handleEnd = failure.text.indexOf('!', begin + 1);
    const ByteRange handle{begin, handleEnd < 0 ? begin + 1 : handleEnd + 1};
    return failure.at(
        handle, Tr::tr("expected a tag that a %TAG line explains, found \"%1\"")
                    .arg(decodedUtf8(failure.text.sliced(begin, std::min<qsizetype>(handle.size(), 40)))));
}

Problem wrongName(const Failure &failure)
{
    return failure.found(failure.opening() == '*'
                             ? Tr::tr("the name of an anchor after \"*\"; a text that begins with \"*\" "
                                      "needs quotes")
                             : Tr::tr("a name of letters, digits, \"-\" and \"_\" after \"&\""));
}

Problem afterHeader(const Failure &failure)
{
    return failure.error.context == "while scanning a block scalar"
               ? failure.found(Tr::tr("the end of the line after \"%1\"").arg(QLatin1Char(failure.opening())))
               : failure.found(Tr::tr("the end of the line after the directive"));
}

Problem zeroIndentation(const Failure &failure)
{
    return failure.found(Tr::tr("an indentation from 1 to 9"));
}

Problem openTag(const Failure &failure)
{
    return failure.found(Tr::tr("\">\" to close the tag"));
}

Problem unknownDirective(const Failure &failure)
{
    return failure.at(
        {failure.error.contextAt, failure.error.contextAt + 1},
        Tr::tr(
            "expected %YAML or %TAG, found another directive; a text that begins with \"%\" needs quotes"));
}

Problem otherVersion(const Failure &failure)
{
    return failure.at({failure.error.at, std::min(failure.error.at + 1, failure.text.size())},
                      Tr::tr("expected YAML of version 1, found a directive for another one"));
}

Problem secondDirective(const Failure &failure)
{
    return failure.at({failure.error.at, std::min(failure.error.at + 1, failure.text.size())},
                      Tr::tr("expected each directive once, found the same one again"));
}

Problem control(const Failure &failure)
{
    return failure.at(
        {failure.error.at, std::min(failure.error.at + 1, failure.text.size())},
        Tr::tr("expected text, found the control character %1").arg(seenAt(failure.text, failure.error.at)));
}

/// Rare errors keep libyaml's words, in our form.
Problem anythingElse(const Failure &failure)
{
    for (const QByteArrayView start :
         {QByteArrayView("did not find expected "), QByteArrayView("could not find expected ")}) {
        if (failure.error.problem.startsWith(start))
            return failure.found(QString::fromLatin1(failure.error.problem.sliced(start.size())));
    }
    if (failure.error.problem.startsWith("found ")) {
        return failure.at(tokenAt(failure.text, failure.error.at),
                          Tr::tr("expected something else, found %1")
                              .arg(QString::fromLatin1(failure.error.problem.sliced(6))));
    }
    return failure.at(tokenAt(failure.text, failure.error.at),
                      Tr::tr("expected YAML, found %1").arg(QString::fromLatin1(failure.error.problem)));
}

struct Rule
{
    QByteArrayView problem; ///< how libyaml's words begin
    Problem (*words)(const Failure &failure);
};

constexpr std::array rules{
    Rule{"could not find expected ':'", missingColon},
    Rule{"mapping values are not allowed", colonInValue},
    Rule{"block sequence entries are not allowed", listOnKeyLine},
    Rule{"mapping keys are not allowed", keyOnKeyLine},
    Rule{"did not find expected key", noKey},
    Rule{"did not find expected '-' indicator", noDash},
    Rule{"did not find expected ',' or", noComma},
    Rule{"did not find expected node content", noValue},
    Rule{"did not find expected <document start>", afterDocument},
    Rule{"found unexpected end of stream", openQuote},
    Rule{"found unexpected document indicator", markerInQuotes},
    Rule{"found unexpected ':'", colonWithoutBlank},
    Rule{"found unknown escape character", unknownEscape},
    Rule{"did not find expected hexdecimal number", wrongDigits},
    Rule{"found invalid Unicode character escape code", noCharacter},
    Rule{"found a tab character", tab},
    Rule{"found character that cannot start any token", noStart},
    Rule{"found undefined tag handle", unknownHandle},
    Rule{"did not find expected alphabetic or numeric character", wrongName},
    Rule{"did not find expected comment or line break", afterHeader},
    Rule{"found an indentation indicator equal to 0", zeroIndentation},
    Rule{"did not find the expected '>'", openTag},
    Rule{"found unknown directive name", unknownDirective},
    Rule{"found incompatible YAML document", otherVersion},
    Rule{"found duplicate %", secondDirective},
    Rule{"control characters are not allowed", control},
};

} // namespace

Problem problemOf(const LibraryError &error, QByteArrayView text)
{
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule &candidate) {
        return error.problem.startsWith(candidate.problem);
    });
    const Failure failure{error, text};
    return rule == rules.end() ? anythingElse(failure) : rule->words(failure);
}

} // namespace retune::yaml
