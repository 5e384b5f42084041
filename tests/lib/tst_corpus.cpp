#include "nastystrings.h"

#include <editproof.h>

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using test::AskedEdit;

namespace {

QDir corpus()
{
    return QDir(QDir::cleanPath(QStringLiteral(RETUNE_TEST_DATA "/../corpus")));
}

QByteArray contentOf(const QString &path)
{
    QFile file(corpus().filePath(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// `json/package.json`: the folder is the short name of the format the file is written in.
QString folderOf(const QString &path)
{
    return path.section(u'/', 0, 0);
}

/// The format that reads a file of the corpus, or null where none does yet.
const Format *formatOf(const QString &path)
{
    const Format *named = formatByName(folderOf(path));
    return named ? named : formatForPath(path.section(u'/', 1));
}

QStringList corpusFiles()
{
    QStringList files;
    for (const QString &folder : corpus().entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QDirIterator it(corpus().filePath(folder), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext())
            files += corpus().relativeFilePath(it.next());
    }
    files.sort();
    return files;
}

/// One line of `refusals.txt`: edits that are refused, and why.
struct Refusal
{
    QString line;
    QRegularExpression file;
    QString verb;
    QRegularExpression path;
    QString reason; ///< part of the sentence
};

/// `*` stands for anything, also for nothing.
QRegularExpression wildcard(const QString &pattern)
{
    QStringList parts;
    for (const QString &part : pattern.split(u'*'))
        parts += QRegularExpression::escape(part);
    return QRegularExpression(QRegularExpression::anchoredPattern(parts.join(u".*"_s)));
}

QList<Refusal> readRefusals()
{
    QList<Refusal> refusals;
    const QString text = QString::fromUtf8(contentOf(u"refusals.txt"_s));
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        const QStringList parts = line.split(u" | "_s);
        if (parts.size() != 4)
            qFatal("refusals.txt: expected FILE | EDIT | PATH | REASON, found %s", qPrintable(line));
        refusals += Refusal{line, wildcard(parts[0]), parts[1], wildcard(parts[2]), parts[3]};
    }
    return refusals;
}

/// Prints all of them, so that one run shows everything that a new format or file has to explain.
bool areNone(QStringList objections)
{
    objections.removeAll(QString());
    for (const QString &objection : objections)
        qWarning("%s", qPrintable(objection));
    return objections.isEmpty();
}

AskedEdit set(const Node &node, const Value &value)
{
    return {AskedEdit::Type::Set, node.path(), value, {}, 0};
}

/// What a scalar is set to: another value of its kind, and to some nasty strings; which ones is another choice for each.
QList<Value> valuesToSet(const Node &node, qsizetype number)
{
    constexpr qsizetype some = 12;
    QList<Value> values{test::otherValue(node.value())};
    if (node.kind() != Kind::String)
        return values;
    const QStringList &strings = nastyStrings();
    for (qsizetype i = 0; i < some; ++i)
        values += Value::string(strings.at((number * some + i) % strings.size()));
    return values;
}

QList<AskedEdit> additionsTo(const Node &container)
{
    constexpr auto add = AskedEdit::Type::Add;
    const KeyPath path = container.path();
    if (container.kind() == Kind::Table) {
        return {{add, path.child(u"newKey"_s), Value::string(u"new"_s), {}, 0},
                {add, path.child(u"newTable"_s), {Kind::Table, {}}, {}, 0}};
    }
    QList<AskedEdit> additions{{add, path.child(container.childCount()), Value::string(u"new"_s), {}, 0},
                               {add, path.child(container.childCount()), {Kind::Table, {}}, {}, 0}};
    if (container.childCount() > 0)
        additions += {add, path.child(0), Value::integer(7), {}, 0};
    return additions;
}

/// Removing and renaming or moving one member.
QList<AskedEdit> changesOf(const Node &member)
{
    const KeyPath path = member.path();
    QList<AskedEdit> changes{{AskedEdit::Type::Remove, path, {}, {}, 0}};
    if (member.parent().kind() == Kind::Table)
        changes += {AskedEdit::Type::Rename, path, {}, u"renamed"_s, 0};
    else if (const int last = member.parent().childCount() - 1; last > 0)
        changes += {AskedEdit::Type::Move, path, {}, {}, member.position() == last ? 0 : last};
    return changes;
}

QList<Node> containersOf(const Document &document)
{
    QList<Node> containers;
    for (const Node &node : test::reachableNodes(document)) {
        if (node.isContainer())
            containers += node;
    }
    return containers;
}

/// The members that a path leads to.
QList<Node> membersOf(const Node &container)
{
    QList<Node> members;
    for (Node member = container.firstChild(); member; member = member.nextSibling()) {
        if (!member.isShadowed())
            members += member;
    }
    return members;
}

} // namespace

class TestCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFormatHasFiles_data();
    void everyFormatHasFiles();
    void everyTraitIsThere();
    void everyScalarCanBeSet_data() { addFiles(); }
    void everyScalarCanBeSet();
    void equalValuesChangeNothing_data() { addFiles(); }
    void equalValuesChangeNothing();
    void everyContainerCanGetAMember_data() { addFiles(); }
    void everyContainerCanGetAMember();
    void membersCanBeChanged_data() { addFiles(); }
    void membersCanBeChanged();
    void everyListedRefusalHappens();

private:
    static void addFiles();
    /// The document of the row; nothing where no format reads it yet, which the output tells.
    std::optional<Document> document();
    /// Makes the edit; what is wrong with it, or with its refusal.
    QString objectionTo(const Document &before, const AskedEdit &asked);
    QString objectionToRefusal(const Problem &problem, const AskedEdit &asked);

    QList<Refusal> m_refusals;
    QSet<QString> m_happened; ///< lines of refusals.txt
    int m_unread = 0;
    int m_read = 0;
};

void TestCorpus::initTestCase()
{
    m_refusals = readRefusals();
    QVERIFY(!corpusFiles().isEmpty());
}

void TestCorpus::addFiles()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : corpusFiles())
        QTest::newRow(qPrintable(path)) << path;
}

std::optional<Document> TestCorpus::document()
{
    const QString path = QString::fromUtf8(QTest::currentDataTag());
    const Format *format = formatOf(path);
    if (!format) {
        ++m_unread;
        qInfo("no format reads this file yet");
        return std::nullopt;
    }
    const Result<Document> document = format->parse(contentOf(path));
    if (!document)
        QTest::qFail(qPrintable(format->name() + u": "_s + document.error().toString()), __FILE__, __LINE__);
    if (!document)
        return std::nullopt;
    ++m_read;
    return *document;
}

QString TestCorpus::objectionTo(const Document &before, const AskedEdit &asked)
{
    const Result<Edit> edit = test::made(before, asked);
    const QString why =
        edit ? test::objectionTo(*edit, before, asked) : objectionToRefusal(edit.error(), asked);
    return why.isEmpty() ? QString() : asked.toString() + u"\n"_s + why;
}

QString TestCorpus::objectionToRefusal(const Problem &problem, const AskedEdit &asked)
{
    const QString file = QString::fromUtf8(QTest::currentDataTag());
    const QString path = asked.path.toString();
    const auto listed = std::find_if(m_refusals.begin(), m_refusals.end(), [&](const Refusal &refusal) {
        return refusal.verb == asked.verb() && refusal.file.match(file).hasMatch() &&
               refusal.path.match(path).hasMatch() && problem.message.contains(refusal.reason);
    });
    if (problem.kind == ProblemKind::Refused && listed != m_refusals.end()) {
        m_happened += listed->line;
        return {};
    }
    return u"refused, and not listed in tests/corpus/refusals.txt:\n%1 | %2 | %3 | %4"_s.arg(
        file, asked.verb(), path, problem.message);
}

void TestCorpus::everyFormatHasFiles_data()
{
    QTest::addColumn<QString>("name");
    for (const Format *format : formats())
        QTest::newRow(qPrintable(format->name())) << format->shortName();
}

void TestCorpus::everyFormatHasFiles()
{
    QFETCH(QString, name);
    const QStringList files = corpusFiles();
    const auto count = std::count_if(files.begin(), files.end(), [&](const QString &path) {
        return formatOf(path) == formatByName(name);
    });
    QVERIFY2(count >= 2, "expected at least two files");
}

void TestCorpus::everyTraitIsThere()
{
    QByteArrayList contents;
    for (const QString &path : corpusFiles())
        contents += contentOf(path);
    const auto has = [&](auto trait) { return std::any_of(contents.begin(), contents.end(), trait); };
    QVERIFY(has([](const QByteArray &text) { return text.contains("\r\n"); }));
    QVERIFY(has([](const QByteArray &text) { return text.startsWith("\xEF\xBB\xBF"); }));
    QVERIFY(has([](const QByteArray &text) { return !text.endsWith('\n'); }));
    QVERIFY(has([](const QByteArray &text) { return text.contains("\n\t"); }));
    QVERIFY(has([](const QByteArray &text) { return text.contains("你好"); }));
}

void TestCorpus::everyScalarCanBeSet()
{
    const auto before = document();
    if (!before)
        return;
    QStringList objections;
    qsizetype number = 0;
    for (const Node &node : test::reachableNodes(*before)) {
        if (!isScalar(node.kind()))
            continue;
        for (const Value &value : valuesToSet(node, number))
            objections += objectionTo(*before, set(node, value));
        ++number;
    }
    QVERIFY(number > 0);
    QVERIFY(areNone(objections));
}

void TestCorpus::equalValuesChangeNothing()
{
    const auto before = document();
    if (!before)
        return;
    for (const Node &node : test::reachableNodes(*before)) {
        if (!isScalar(node.kind()))
            continue;
        const Result<Edit> edit = setValue(*before, node.path(), node.value());
        QVERIFY2(edit && edit->replacements.isEmpty(), qPrintable(node.path().toString()));
    }
}

void TestCorpus::everyContainerCanGetAMember()
{
    const auto before = document();
    if (!before)
        return;
    QStringList objections;
    for (const Node &container : containersOf(*before)) {
        for (const AskedEdit &asked : additionsTo(container))
            objections += objectionTo(*before, asked);
    }
    QVERIFY(areNone(objections));
}

void TestCorpus::membersCanBeChanged()
{
    const auto before = document();
    if (!before)
        return;
    QStringList objections;
    for (const Node &container : containersOf(*before)) {
        for (const Node &member : membersOf(container)) {
            for (const AskedEdit &asked : changesOf(member))
                objections += objectionTo(*before, asked);
        }
    }
    QVERIFY(areNone(objections));
}

void TestCorpus::everyListedRefusalHappens()
{
    constexpr int readingTests = 4;
    if (m_read + m_unread != corpusFiles().size() * readingTests)
        QSKIP("only some of the tests ran");
    QStringList objections;
    for (const Refusal &refusal : m_refusals) {
        if (!m_happened.contains(refusal.line))
            objections +=
                u"no edit is refused so any more: take out of tests/corpus/refusals.txt\n"_s + refusal.line;
    }
    QVERIFY(areNone(objections));
}

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
