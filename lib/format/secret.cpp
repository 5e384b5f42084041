#include <retune/format/secret.h>

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
    static constexpr std::array<QStringView, 12> secrets{u"password", u"passwd",     u"passphrase", u"secret",
                                                         u"token",    u"credential", u"privatekey", u"密码",
                                                         u"口令",     u"私钥",       u"令牌",       u"凭据"};
    return std::any_of(secrets.begin(), secrets.end(),
                       [&](QStringView secret) { return word.endsWith(secret); });
}

bool saysSecret(const QString &key)
{
    const QStringList words = wordsOf(key);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString word = singular(words[i]);
        if (isSecretWord(word) || (word == u"key" && i > 0 && words[i - 1] == u"private"))
            return true;
    }
    return false;
}

} // namespace

bool isSecretKey(const KeyPath &path)
{
    return std::any_of(path.segments().begin(), path.segments().end(), [](const KeyPath::Segment &segment) {
        const QString *key = std::get_if<QString>(&segment);
        return key && saysSecret(*key);
    });
}

QString secretMask()
{
    return QStringLiteral("••••••");
}

} // namespace retune
