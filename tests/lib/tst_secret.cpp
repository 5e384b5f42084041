#include <retune/format/format.h>
#include <retune/format/secret.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

class tst_Secret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSecretKey_data();
    void isSecretKey();
    void problemsQuoteNoSecrets_data();
    void problemsQuoteNoSecrets();
};

void tst_Secret::isSecretKey_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("secret");

    QTest::newRow("the word itself") << u"password"_s << true;
    QTest::newRow("in capitals") << u"PASSWORD"_s << true;
    QTest::newRow("in the plural") << u"passwords"_s << true;
    QTest::newRow("the short form") << u"passwd"_s << true;
    QTest::newRow("a passphrase") << u"keyPassphrase"_s << true;
    QTest::newRow("words joined by an underscore") << u"db_password"_s << true;
    QTest::newRow("words joined by a hyphen") << u"DB-PASSWORD"_s << true;
    QTest::newRow("words joined by a blank") << u"\"db password\""_s << true;
    QTest::newRow("words told by capitals") << u"dbPassword"_s << true;
    QTest::newRow("a word after an abbreviation") << u"HTTPToken"_s << true;
    QTest::newRow("words written in one go") << u"accesstoken"_s << true;
    QTest::newRow("a word after a digit") << u"oauth2Secret"_s << true;
    QTest::newRow("a word before others") << u"password_hash"_s << true;
    QTest::newRow("a credential") << u"aws.credential"_s << true;
    QTest::newRow("a private key in two words") << u"private_key"_s << true;
    QTest::newRow("a private key told by capitals") << u"sslPrivateKey"_s << true;
    QTest::newRow("a private key in one go") << u"privatekey"_s << true;
    QTest::newRow("private keys") << u"private-keys[0]"_s << true;
    QTest::newRow("a key of an interface") << u"API_KEY"_s << true;
    QTest::newRow("a key of an interface in one go") << u"stripeApikey"_s << true;
    QTest::newRow("an access key") << u"aws.accessKey"_s << true;
    QTest::newRow("a member of a list of tokens") << u"api.tokens[3]"_s << true;
    QTest::newRow("below a table of credentials") << u"credentials.aws.id"_s << true;
    QTest::newRow("a password in Chinese") << u"数据库密码"_s << true;
    QTest::newRow("the root") << QString() << false;
    QTest::newRow("an ordinary key") << u"http.port"_s << false;
    QTest::newRow("a public key") << u"public_key"_s << false;
    QTest::newRow("a key alone") << u"key"_s << false;
    QTest::newRow("private alone") << u"private"_s << false;
    QTest::newRow("private and key apart") << u"private.key_size"_s << false;
    QTest::newRow("a longer word that begins alike") << u"tokenizer"_s << false;
    QTest::newRow("a secretary") << u"secretary"_s << false;
    QTest::newRow("a pass") << u"compass"_s << false;
    QTest::newRow("an ordinary key in Chinese") << u"端口"_s << false;
}

void tst_Secret::isSecretKey()
{
    QFETCH(QString, path);
    QFETCH(bool, secret);
    const Result<KeyPath> parsed = KeyPath::parse(path);
    QVERIFY2(parsed, qPrintable(path));
    QCOMPARE(retune::isSecretKey(*parsed), secret);
}

void tst_Secret::problemsQuoteNoSecrets_data()
{
    QTest::addColumn<FormatId>("format");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");

    QTest::newRow("a JSON text without quotes")
        << FormatId::Json << "{\"password\": hunter2secret}"_ba << u"expected a value, found \"••••••\""_s;
    QTest::newRow("a long one, which is cut")
        << FormatId::Json << "{\"apiToken\": abcdefghijklmnopqrstuvwxyz1234}"_ba
        << u"expected a value, found \"••••••…\""_s;
    QTest::newRow("a JSON text with a wrong escape")
        << FormatId::Json << "{\"port\": 1,\n \"secret\": \"hunter2\\qwerty\"}"_ba
        << u"expected one of \" \\ / b f n r t u after \"\\\", found \"••••••\""_s;
    QTest::newRow("a TOML text without quotes")
        << FormatId::Toml << "db.password = hunter2\n"_ba
        << u"expected a value; texts stand in quotes, found \"••••••\""_s;
    QTest::newRow("a YAML text that looks like an alias")
        << FormatId::Yaml << "token: *hunter2\n"_ba
        << u"expected an anchor \"&••••••\" before this alias, found none"_s;
    QTest::newRow("what is no secret is quoted")
        << FormatId::Json << "{\"password\": \"x\",\n \"port\": eighty}"_ba
        << u"expected a value, found \"eighty\""_s;
    QTest::newRow("the secret key itself is quoted")
        << FormatId::Json << "{password: 1}"_ba << u"expected a key in double quotes, found \"password\""_s;
}

void tst_Secret::problemsQuoteNoSecrets()
{
    QFETCH(FormatId, format);
    QFETCH(QByteArray, text);
    const Result<Document> read = retune::format(format).parse(text);
    QVERIFY(!read);
    QTEST(read.error().message, "message");
}

QTEST_GUILESS_MAIN(tst_Secret)
#include "tst_secret.moc"
