#include "arguments.h"

#include <retune/text/tr.h>

namespace retune {

namespace {

Unexpected<Problem> misuse(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Misuse, {}, {}, {}, message}};
}

bool isOption(const QString &word)
{
    return word.size() > 1 && word.startsWith(u'-') && !word[1].isDigit() && word[1] != u'.';
}

/// Takes the option at `at` apart and moves `at` to its last word.
Result<void> readOption(const QStringList &words, qsizetype &at, const Syntax &syntax, Arguments &arguments)
{
    const QString &word = words[at];
    const qsizetype equals = word.indexOf(u'=');
    const QString name = word.left(equals);
    if (syntax.flags.contains(name)) {
        if (equals >= 0)
            return misuse(Tr::tr("the option %1 takes no value").arg(name));
        arguments.flags.insert(name);
        return {};
    }
    if (!syntax.valueOptions.contains(name))
        return misuse(Tr::tr("there is no option %1").arg(name));
    if (equals < 0 && at + 1 >= words.size())
        return misuse(Tr::tr("the option %1 needs a value").arg(name));
    arguments.values.insert(name, equals >= 0 ? word.sliced(equals + 1) : words[++at]);
    return {};
}

Result<void> checkOperands(const QStringList &operands, const Syntax &syntax)
{
    if (operands.size() < syntax.required)
        return misuse(Tr::tr("expected %1").arg(syntax.operands[operands.size()]));
    if (!syntax.repeatsLast && operands.size() > syntax.operands.size())
        return misuse(Tr::tr("did not expect \"%1\"").arg(operands[syntax.operands.size()]));
    return {};
}

} // namespace

Result<Arguments> parseArguments(const QStringList &words, const Syntax &syntax)
{
    Arguments arguments;
    for (qsizetype at = 0; at < words.size(); ++at) {
        if (words[at] == u"--") {
            arguments.operands += words.sliced(at + 1);
            break;
        }
        if (!isOption(words[at])) {
            arguments.operands += words[at];
            continue;
        }
        if (const Result<void> read = readOption(words, at, syntax, arguments); !read)
            return Unexpected{read.error()};
    }
    if (const Result<void> checked = checkOperands(arguments.operands, syntax); !checked)
        return Unexpected{checked.error()};
    return arguments;
}

} // namespace retune
