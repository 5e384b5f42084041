#include <retune/format/secret.h>

#include <retune/text/encoding.h>

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <array>

namespace retune {

namespace {

/// The words of a key in lower case, split where the spelling changes: `dbPassword`, `db_password` and `DB-PASSWORD` give
/// "db" and "password"; `HTTPToken` gives "http" and "token".
QStringList wordsOf(const QString &key)
{
    QStringList words;
    QString word;
    const auto endWord = [&] {
        if (!word.isEmpty())
            words.append(std::exchange(word, {}).toLower());
    };
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QChar c = key[i];
        if (!c.isLetterOrNumber()) {
            endWord();
            continue;
        }
        const bool afterLower = i > 0 && !key[i - 1].isUpper();
        const bool beforeLower = i + 1 < key.size() && key[i + 1].isLower();
        if (c.isUpper() && (afterLower || beforeLower))
            endWord();
        word += c;
    }
    endWord();
    return words;
}

QString singular(const QString &word)
{
    return word.endsWith(u's') && !word.endsWith(QLatin1String("ss")) ? word.chopped(1) : word;
}

/// Compared at the end of the word, for keys that are written in one go: `accesstoken`.
bool isSecretWord(const QString &word)
{
    static constexpr std::array<QStringView, 13> secrets{
        u"password", u"passwd", u"passphrase", u"secret", u"token", u"credential", u"privatekey",
        u"apikey",   u"密码",   u"口令",       u"私钥",   u"令牌",  u"凭据"};
    return std::any_of(secrets.begin(), secrets.end(),
                       [&](QStringView secret) { return word.endsWith(secret); });
}

/// Whether a key of that kind is a secret, unlike one of a table.
bool opensDoors(const QString &word)
{
    return word == u"private" || word == u"api" || word == u"access";
}

bool saysSecret(const QString &key)
{
    const QStringList words = wordsOf(key);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString word = singular(words[i]);
        if (isSecretWord(word) || (word == u"key" && i > 0 && opensDoors(words[i - 1])))
            return true;
    }
    return false;
}

/// What stands before and behind a place in its line; of a long line what is near.
struct Surroundings
{
    QString before;
    QString behind;

    Surroundings(QByteArrayView text, qsizetype at)
    {
        constexpr qsizetype farthest = 256;
        const qsizetype least = std::max(at - farthest, qsizetype(0));
        const qsizetype most = std::min(at + farthest, text.size());
        qsizetype begin = at;
        while (begin > least && text[begin - 1] != '\n')
            --begin;
        qsizetype end = at;
        while (end < most && text[end] != '\n')
            ++end;
        before = decodedUtf8(text.sliced(begin, at - begin));
        behind = decodedUtf8(text.sliced(at, end - at));
    }
};

} // namespace

Problem withoutSecrets(Problem problem, QByteArrayView text)
{
    // What stands between any two quotes, since a message may quote a quote. `&` begins an anchor.
    static const QRegularExpression quotes(QStringLiteral("(?=[\"“]&?(?<quoted>[^\"”]{2,})[\"”])"));
    const Surroundings line(text, std::min(problem.range.begin, text.size()));
    const QString message = problem.message;
    for (auto match = quotes.globalMatch(message); match.hasNext();) {
        QString quoted = match.next().captured(u"quoted");
        if (quoted.endsWith(u'…'))
            quoted.chop(1);
        const qsizetype at = line.behind.indexOf(quoted);
        if (at >= 0 && saysSecret(line.before + line.behind.first(at)))
            problem.message.replace(quoted, secretMask());
    }
    return problem;
}

bool isSecretKey(const KeyPath &path)
{
    return std::any_of(path.segments().begin(), path.segments().end(), [](const KeyPath::Segment &segment) {
        const QString *key = std::get_if<QString>(&segment);
        return key && saysSecret(*key);
    });
}

bool isSecretAt(const KeyPath &path, const Value &value)
{
    return isSecretKey(path) || (isContainer(value.kind) && saysSecret(value.text));
}

QString secretMask()
{
    return QStringLiteral("••••••");
}

} // namespace retune
