#include "fontlanguage.h"
#include "translations.h"

#include <retune/text/tr.h>

#include <QtCore/QFile>
#include <QtCore/QLocale>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

// The words of 简体中文, one for each thing:
// settings file 设置文件, setting 设置, key 键, value 值, list 列表, table 表, reload 重新加载, in force 生效, revision 修订,
// history 历史, change 更改, difference 差异, conflict 冲突, merge 合并, save 保存, unsaved 未保存, undo 撤销, redo 重做,
// put back 恢复, watch 监视, scan 扫描, folder 文件夹, worker 工作程序, code 代码, log 日志, problem 问题, secret 机密,
// preferences 首选项, expected … found … 应为……，却发现了……. The user is 您.

namespace {

struct Message
{
    QString source;
    QStringList translations;
    bool isFinished = true;
};

/// By context, sentence and comment.
using Messages = QMap<QString, Message>;

QStringList translationsIn(QXmlStreamReader &xml)
{
    QStringList forms;
    QString text;
    while (xml.readNext() != QXmlStreamReader::EndElement || xml.name() != u"translation") {
        if (xml.isStartElement())
            forms.append(xml.readElementText());
        else if (xml.isCharacters())
            text += xml.text();
    }
    return forms.isEmpty() ? QStringList(text) : forms;
}

Messages messagesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    Messages messages;
    QString context;
    QString comment;
    Message message;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == u"message")
            messages.insert(context + u" | "_s + message.source +
                                (comment.isEmpty() ? QString() : u" | "_s + comment),
                            message);
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"message") {
            message = {};
            comment.clear();
        } else if (xml.name() == u"source") {
            message.source = xml.readElementText();
        } else if (xml.name() == u"comment") {
            comment = xml.readElementText();
        } else if (xml.name() == u"translation") {
            message.isFinished = !xml.attributes().hasAttribute(u"type"_s);
            message.translations = translationsIn(xml);
        }
    }
    return xml.hasError() ? Messages() : messages;
}

/// What a translation has to have as well: places for values, keys of menus, the mark of unsaved edits, markup, line breaks.
QStringList marksOf(const QString &text)
{
    static const QRegularExpression mark(uR"(%L?\d+|%n|&|\[\*\]|</?\w+>|\n)"_s);
    QStringList marks;
    for (auto matches = mark.globalMatch(text); matches.hasNext();)
        marks.append(matches.next().captured());
    marks.sort();
    return marks;
}

QString shippedPath()
{
    return QStringLiteral(RETUNE_SOURCE "/resources/translations/retune_zh_CN.ts");
}

class TestTranslation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everySentenceOfTheSourcesIsTranslated();
    void nothingIsTranslatedThatTheSourcesDoNotSay();
    void noTranslationIsUnfinished();
    void marksAreKept();
    void marksAreFound();
    void sentencesComeInChineseWhereItIsChosen();
    void fontsAreChosenForTheLanguageThatIsSpoken();

private:
    Messages m_inSources;
    Messages m_shipped;
};

void TestTranslation::initTestCase()
{
    const QTemporaryDir folder;
    const QString collected = folder.filePath(u"collected.ts"_s);
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(RETUNE_SOURCE));
    lupdate.start(QStringLiteral(LUPDATE),
                  {u"-silent"_s, u"-locations"_s, u"none"_s, u"-I"_s, QStringLiteral(RETUNE_INCLUDE),
                   u"lib"_s, u"ui"_s, u"app"_s, u"-ts"_s, collected});
    QVERIFY(lupdate.waitForFinished(60'000));
    QCOMPARE(lupdate.exitCode(), 0);
    m_inSources = messagesOf(collected);
    m_shipped = messagesOf(shippedPath());
    QVERIFY(m_inSources.size() > 800);
    QVERIFY(!m_shipped.isEmpty());
}

void TestTranslation::everySentenceOfTheSourcesIsTranslated()
{
    QStringList missing;
    for (const QString &key : m_inSources.keys()) {
        if (!m_shipped.contains(key))
            missing.append(key);
    }
    QCOMPARE(missing.join(u'\n'), QString());
}

void TestTranslation::nothingIsTranslatedThatTheSourcesDoNotSay()
{
    QStringList leftOver;
    for (const QString &key : m_shipped.keys()) {
        if (!m_inSources.contains(key))
            leftOver.append(key);
    }
    QCOMPARE(leftOver.join(u'\n'), QString());
}

void TestTranslation::noTranslationIsUnfinished()
{
    QStringList unfinished;
    for (auto message = m_shipped.cbegin(); message != m_shipped.cend(); ++message) {
        if (!message->isFinished || message->translations.contains(QString()))
            unfinished.append(message.key());
    }
    QCOMPARE(unfinished.join(u'\n'), QString());
}

void TestTranslation::marksAreKept()
{
    QStringList wrong;
    for (const Message &message : std::as_const(m_shipped)) {
        for (const QString &translation : message.translations) {
            if (marksOf(translation) != marksOf(message.source))
                wrong.append(message.source + u" → "_s + translation);
        }
    }
    QCOMPARE(wrong.join(u'\n'), QString());
}

void TestTranslation::marksAreFound()
{
    QCOMPARE(marksOf(u"&Open <b>%1</b>[*]: %n of %2\n"_s),
             QStringList({u"\n"_s, u"%1"_s, u"%2"_s, u"%n"_s, u"&"_s, u"</b>"_s, u"<b>"_s, u"[*]"_s}));
}

void TestTranslation::sentencesComeInChineseWhereItIsChosen()
{
    QCOMPARE(Tr::tr("the file"), u"the file"_s);
    installTranslations(u"en"_s);
    QCOMPARE(Tr::tr("the file"), u"the file"_s);
    installTranslations(u"zh_CN"_s);
    QCOMPARE(Tr::tr("the file"), u"此文件"_s);
    QCOMPARE(Tr::tr("%n files in %1 (%2), revision %3", nullptr, 12).left(10), u"%1 中有 12 个"_s);
    QCOMPARE(QLocale().language(), QLocale::Chinese);
}

void TestTranslation::fontsAreChosenForTheLanguageThatIsSpoken()
{
    const auto language = [] { return qgetenv("FC_LANG"); };
    qunsetenv("FC_LANG");
    {
        const FontLanguage english(spokenLanguage(u"en"_s));
        QCOMPARE(language(), QByteArray());
    }
    {
        const FontLanguage chinese(spokenLanguage(u"zh_CN"_s));
        QCOMPARE(language(), "zh-cn"_ba);
    }
    QCOMPARE(language(), QByteArray());
    qputenv("FC_LANG", "ja"); // who says so knows why
    {
        const FontLanguage chinese(spokenLanguage(u"zh_CN"_s));
        QCOMPARE(language(), "ja"_ba);
    }
    QCOMPARE(language(), "ja"_ba);
    qunsetenv("FC_LANG");
}

} // namespace

QTEST_GUILESS_MAIN(TestTranslation)
#include "tst_translation.moc"
