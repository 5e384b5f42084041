#include "run/commandline.h"

#include <retune/format/secret.h>

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct CommandText
{
    Q_DECLARE_TR_FUNCTIONS(CommandText)
};

constexpr QStringView shellSigns = u"|&;<>";

Unexpected<Problem> refusal(qsizetype offset, const QString &message)
{
    return Unexpected{Problem{ProblemKind::Syntax, {}, {1, int(offset) + 1}, {}, message}};
}

/// `NAME=value`, which a shell would take as a variable of the program.
bool isAssignment(const QString &word)
{
    const QString name = word.section(u'=', 0, 0);
    const auto isNameSign = [](QChar sign) { return sign.isLetterOrNumber() || sign == u'_'; };
    return name != word && !name.isEmpty() && std::all_of(name.begin(), name.end(), isNameSign);
}

/// Reads one line word by word.
class WordReader
{
public:
    explicit WordReader(const QString &line)
        : m_line(line)
    {}

    Result<QStringList> read()
    {
        for (; m_at < m_line.size(); ++m_at) {
            if (const Result<void> taken = takeSign(m_line.at(m_at)); !taken)
                return Unexpected{taken.error()};
        }
        endWord();
        return m_words;
    }

private:
    Result<void> takeSign(QChar sign)
    {
        if (sign.isSpace()) {
            endWord();
        } else if (sign == u'\'' || sign == u'"') {
            return takeQuoted(sign);
        } else if (sign == u'\\') {
            if (++m_at == m_line.size())
                return refusal(m_at - 1, CommandText::tr("expected a character after \\, found the end"));
            add(m_line.at(m_at));
        } else if (shellSigns.contains(sign)) {
            return refusal(
                m_at, CommandText::tr("expected a program and its arguments, found %1, which only a shell "
                                      "understands: write sh -c '…', or quote it")
                          .arg(sign));
        } else {
            add(sign);
        }
        return {};
    }

    Result<void> takeQuoted(QChar quote)
    {
        const qsizetype begin = m_at;
        m_isInWord = true;
        for (++m_at; m_at < m_line.size() && m_line.at(m_at) != quote; ++m_at) {
            if (quote == u'"' && isEscape())
                ++m_at;
            add(m_line.at(m_at));
        }
        if (m_at < m_line.size())
            return {};
        return refusal(begin,
                       CommandText::tr("expected a closing %1, found the end of the command").arg(quote));
    }

    bool isEscape() const
    {
        const QStringView next = QStringView(m_line).sliced(m_at).left(2);
        return next == u"\\\"" || next == u"\\\\";
    }

    void add(QChar sign)
    {
        m_isInWord = true;
        m_word += sign;
    }

    void endWord()
    {
        if (std::exchange(m_isInWord, false))
            m_words += std::exchange(m_word, {});
    }

    const QString &m_line;
    qsizetype m_at = 0;
    bool m_isInWord = false; ///< also while it is empty: ''
    QString m_word;
    QStringList m_words;
};

} // namespace

Result<QStringList> splitCommandLine(const QString &line)
{
    const Result<QStringList> words = WordReader(line).read();
    if (!words)
        return words;
    if (words->isEmpty() || words->first().isEmpty())
        return refusal(0, CommandText::tr("expected a command such as python3 loop.py, found none"));
    if (isAssignment(words->first())) {
        return refusal(0,
                       CommandText::tr("expected a program, found %1: write env %1 PROGRAM to set a variable")
                           .arg(words->first()));
    }
    return words;
}

QString quotedWord(const QString &word)
{
    const auto isPlain = [](QChar sign) {
        return sign.isLetterOrNumber() || QStringView(u"/._-+,:@%=~").contains(sign);
    };
    if (!word.isEmpty() && std::all_of(word.begin(), word.end(), isPlain))
        return word;
    return u'\'' + QString(word).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

bool holdsSecret(const QStringList &command)
{
    return std::any_of(command.begin(), command.end(), [](const QString &word) {
        const QString name = word.section(u'=', 0, 0);
        return (word.contains(u'=') || word.startsWith(u'-')) && isSecretKey({name});
    });
}

} // namespace retune
