#include <retune/diff/linediff.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <memory>
#include <random>
#include <vector>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

/// "=0-2|0-2 !2-3|2-2": blocks as text, so that a failure can be read.
QString text(const QList<DiffBlock> &blocks)
{
    QStringList parts;
    for (const DiffBlock &block : blocks) {
        parts += u"%1%2-%3|%4-%5"_s.arg(QLatin1Char(block.equal ? '=' : '!'))
                     .arg(block.before.begin)
                     .arg(block.before.end)
                     .arg(block.after.begin)
                     .arg(block.after.end);
    }
    return parts.join(u' ');
}

QByteArray joined(const QList<QByteArray> &lines, LineRange range)
{
    return lines.mid(range.begin, range.size()).join();
}

QByteArray withoutWhiteSpace(QByteArray text)
{
    text.removeIf([](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
    return text;
}

/// What is wrong with the blocks, or nothing: they have to cover both sides in order, alternate, and not lie.
QString brokenRule(const LineDiff &diff, WhiteSpace whiteSpace)
{
    DiffBlock last{{0, 0}, {0, 0}, false};
    for (qsizetype i = 0; i < diff.blocks.size(); ++i) {
        const DiffBlock &block = diff.blocks.at(i);
        if (block.before.begin != last.before.end || block.after.begin != last.after.end)
            return u"gap before block %1"_s.arg(i);
        if (i > 0 && block.equal == last.equal)
            return u"blocks %1 and its neighbour are of the same sort"_s.arg(i);
        if (block.before.isEmpty() && block.after.isEmpty())
            return u"block %1 is empty"_s.arg(i);
        QByteArray before = joined(diff.before, block.before);
        QByteArray after = joined(diff.after, block.after);
        if (block.equal && block.before.size() != block.after.size())
            return u"equal block %1 has different sizes"_s.arg(i);
        if (block.equal && whiteSpace == WhiteSpace::Ignore) {
            before = withoutWhiteSpace(before);
            after = withoutWhiteSpace(after);
        }
        if (block.equal && before != after)
            return u"equal block %1 is not equal"_s.arg(i);
        last = block;
    }
    const bool complete = last.before.end == diff.before.size() && last.after.end == diff.after.size();
    return complete ? QString() : u"the end is not covered"_s;
}

/// The newer text, made from the older one and the changed blocks alone.
QByteArray appliedBlocks(const LineDiff &diff)
{
    QByteArray result;
    for (const DiffBlock &block : diff.blocks)
        result += block.equal ? joined(diff.before, block.before) : joined(diff.after, block.after);
    return result;
}

class RandomText
{
public:
    explicit RandomText(quint32 seed)
        : m_random(seed)
    {}

    int below(int limit) { return int(m_random() % quint32(limit)); }

    QByteArray line()
    {
        static const QByteArrayList contents{"",        "a",     "b",           "  a", "a ",
                                             "key = 1", "\0"_ba, "\xff\xfe"_ba, "\tb"};
        static const QByteArrayList ends{"\n", "\n", "\n", "\r\n", "\r"};
        return contents.at(below(int(contents.size()))) + ends.at(below(int(ends.size())));
    }

    QByteArrayList lines(int count)
    {
        QByteArrayList result;
        for (int i = 0; i < count; ++i)
            result += line();
        return result;
    }

    QByteArrayList edited(QByteArrayList lines)
    {
        for (int edits = below(5); edits > 0; --edits) {
            const int at = below(int(lines.size()) + 1);
            if (below(2) == 0 || at == lines.size())
                lines.insert(at, line());
            else
                lines.removeAt(at);
        }
        return lines;
    }

    QByteArray text(const QByteArrayList &lines)
    {
        QByteArray result = lines.join();
        if (below(3) == 0)
            result.chop(1);
        return result;
    }

private:
    std::mt19937 m_random;
};

/// A folder with a git repository, and files in it.
class PatchFolder
{
public:
    PatchFolder() { git({u"init"_s, u"-q"_s}); }

    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(file.errorString()));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    QByteArray read(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
    }

    /// Empty where the program ended well, else what it said.
    QString run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        if (!process.waitForFinished())
            return program + u" did not run: "_s + process.errorString();
        const QString said = QString::fromUtf8(process.readAll());
        return process.exitCode() == 0 ? QString() : program + u": "_s + said;
    }

    QString git(const QStringList &arguments)
    {
        return run(u"git"_s, QStringList{u"-c"_s, u"core.autocrlf=false"_s} + arguments);
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

class TestLineDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocks_data();
    void blocks();
    void theLinesAreTheText();
    void randomTextsKeepTheRules_data();
    void randomTextsKeepTheRules();
    void patchAsText_data();
    void patchAsText();
    void patchAppliesWithGitAndPatch_data();
    void patchAppliesWithGitAndPatch();
    void namesAreFoundByGitAndPatch_data();
    void namesAreFoundByGitAndPatch();
    void randomPatchesApply();
    void manyThreadsAtOnce();
};

void TestLineDiff::blocks_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<WhiteSpace>("whiteSpace");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after,
                        const QString &expected, WhiteSpace whiteSpace = WhiteSpace::Compare) {
        QTest::newRow(name) << before << after << whiteSpace << expected;
    };
    row("two empty texts have no block", "", "", u""_s);
    row("equal texts are one block", "a\nb\n", "a\nb\n", u"=0-2|0-2"_s);
    row("all is new", "", "a\nb\n", u"!0-0|0-2"_s);
    row("all is gone", "a\n", "", u"!0-1|0-0"_s);
    row("a line changed in the middle", "a\nb\nc\n", "a\nx\nc\n", u"=0-1|0-1 !1-2|1-2 =2-3|2-3"_s);
    row("a line came at the start", "b\n", "a\nb\n", u"!0-0|0-1 =0-1|1-2"_s);
    row("a line went at the end", "a\nb\n", "a\n", u"=0-1|0-1 !1-2|1-1"_s);
    row("changes one line apart stay apart", "a\nb\nc\n", "x\nb\ny\n", u"!0-1|0-1 =1-2|1-2 !2-3|2-3"_s);
    row("a missing line end changes the last line", "a\nb\n", "a\nb", u"=0-1|0-1 !1-2|1-2"_s);
    row("a missing line end, and a line behind it", "a", "a\nb\n", u"!0-1|0-2"_s);
    row("both without a line end", "a\nb", "x\nb", u"!0-1|0-1 =1-2|1-2"_s);
    row("CRLF lines", "a\r\nb\r\n", "a\r\nc\r\n", u"=0-1|0-1 !1-2|1-2"_s);
    row("another line end is a change", "a\nb\n", "a\r\nb\n", u"!0-1|0-1 =1-2|1-2"_s);
    row("lone CR lines", "a\rb\rc\r", "a\rx\rc\r", u"=0-1|0-1 !1-2|1-2 =2-3|2-3"_s);
    row("a lone CR is no LF", "a\rb\n", "a\nb\n", u"!0-1|0-1 =1-2|1-2"_s);
    row("a lone CR is no CRLF", "a\rb\n", "a\r\nb\n", u"!0-1|0-1 =1-2|1-2"_s);
    row("two lone CRs before a CRLF", "\r\r\r\na\n", "\r\r\na\n", u"=0-1|0-1 !1-2|1-1 =2-4|1-3"_s);
    row("a lone CR at the very end", "a\rb\r", "a\rb", u"=0-1|0-1 !1-2|1-2"_s);
    row("NUL does not make it binary", "a\0\nb\n"_ba, "a\0\nc\n"_ba, u"=0-1|0-1 !1-2|1-2"_s);
    row("bytes that are no UTF-8", "\xff\nb\n", "\xfe\nb\n", u"!0-1|0-1 =1-2|1-2"_s);
    row("white space compared", "a = 1\n", "a=1\n", u"!0-1|0-1"_s);
    row("white space ignored", "a = 1\nb\n", "a=1\nc\n", u"=0-1|0-1 !1-2|1-2"_s, WhiteSpace::Ignore);
    row("line ends are white space", "a\nb\r\nc\rd", "a\r\nb\rc\nd\n", u"=0-4|0-4"_s, WhiteSpace::Ignore);
    row("a section that came keeps its own comment", "# c\n[b]\nx = 1\n",
        "# c\n[a]\ny = 1\n\n# c\n[b]\nx = 1\n", u"!0-0|0-4 =0-3|4-7"_s);
}

void TestLineDiff::blocks()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(WhiteSpace, whiteSpace);
    const LineDiff diff = lineDiff(before, after, whiteSpace);
    QTEST(text(diff.blocks), "expected");
    QCOMPARE(brokenRule(diff, whiteSpace), QString());
    QCOMPARE(diff.isEqual(), !text(diff.blocks).contains(u'!'));
}

void TestLineDiff::theLinesAreTheText()
{
    const LineDiff diff = lineDiff("a\rb\r\n\nc", "");
    const QList<QByteArray> expected{"a\r", "b\r\n", "\n", "c"};
    QCOMPARE(diff.before, expected);
    QVERIFY(diff.after.isEmpty());
}

void TestLineDiff::randomTextsKeepTheRules_data()
{
    QTest::addColumn<WhiteSpace>("whiteSpace");
    QTest::newRow("white space compared") << WhiteSpace::Compare;
    QTest::newRow("white space ignored") << WhiteSpace::Ignore;
}

void TestLineDiff::randomTextsKeepTheRules()
{
    QFETCH(WhiteSpace, whiteSpace);
    RandomText random(20'240'601);
    for (int round = 0; round < 5'000; ++round) {
        const QByteArrayList lines = random.lines(random.below(12));
        const QByteArray before = random.text(lines);
        const QByteArray after =
            random.text(random.below(4) == 0 ? random.lines(random.below(12)) : random.edited(lines));
        const LineDiff diff = lineDiff(before, after, whiteSpace);
        const QString broken = brokenRule(diff, whiteSpace);
        const QByteArray told = "round " + QByteArray::number(round) + ": " + before.toPercentEncoding() +
                                " -> " + after.toPercentEncoding();
        QVERIFY2(broken.isEmpty(), (broken.toUtf8() + ", " + told).constData());
        QCOMPARE(diff.before.join(), before);
        QCOMPARE(diff.after.join(), after);
        if (whiteSpace == WhiteSpace::Compare)
            QCOMPARE(appliedBlocks(diff), after);
    }
}

void TestLineDiff::patchAsText_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("context");
    QTest::addColumn<QByteArray>("expected");

    const QByteArray names = "--- a/x\n+++ b/x\n";
    const QByteArray ten = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";
    QTest::newRow("equal texts give nothing") << "a\n"_ba
                                              << "a\n"_ba << 3 << ""_ba;
    QTest::newRow("one line with its context") << ten << QByteArray(ten).replace("5", "x") << 3
                                               << names + "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n";
    QTest::newRow("contexts that touch share a hunk")
        << ten << QByteArray(ten).replace("3", "x").replace("6", "y") << 1
        << names + "@@ -2,6 +2,6 @@\n 2\n-3\n+x\n 4\n 5\n-6\n+y\n 7\n";
    QTest::newRow("contexts that do not touch give two hunks")
        << ten << QByteArray(ten).replace("3", "x").replace("7", "y") << 1
        << names + "@@ -2,3 +2,3 @@\n 2\n-3\n+x\n 4\n@@ -6,3 +6,3 @@\n 6\n-7\n+y\n 8\n";
    QTest::newRow("no context") << "a\nb\n"_ba
                                << "a\nx\nb\n"_ba << 0 << names + "@@ -1,0 +2 @@\n+x\n";
    QTest::newRow("a negative context counts as none")
        << "a\nb\n"_ba
        << "a\nx\nb\n"_ba << -1 << names + "@@ -1,0 +2 @@\n+x\n";
    QTest::newRow("a whole new text") << ""_ba
                                      << "a\nb\n"_ba << 3 << names + "@@ -0,0 +1,2 @@\n+a\n+b\n";
    QTest::newRow("no line end any more")
        << "a\nb\n"_ba
        << "a\nb"_ba << 3 << names + "@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n";
    QTest::newRow("neither has a line end")
        << "a\nb"_ba
        << "x\nb"_ba << 3 << names + "@@ -1,2 +1,2 @@\n-a\n+x\n b\n\\ No newline at end of file\n";
    QTest::newRow("lone CRs are inside a line of a patch")
        << "a\rb\nc\n"_ba
        << "a\rx\nc\n"_ba << 3 << names + "@@ -1,2 +1,2 @@\n-a\rb\n+a\rx\n c\n";
}

void TestLineDiff::patchAsText()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, context);
    QTEST(unifiedDiff(lineDiff(before, after), u"a/x"_s, u"b/x"_s, context), "expected");
}

void TestLineDiff::patchAppliesWithGitAndPatch_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<WhiteSpace>("whiteSpace");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
        QTest::newRow(name) << before << after << WhiteSpace::Compare << after;
    };
    row("a changed line", "a\nb\nc\n", "a\nx\nc\n");
    row("the last line end goes", "a\nb\n", "a\nb");
    row("the last line end comes", "a\nb", "a\nb\n");
    row("lines behind a last line without an end", "a", "a\nb\nc");
    row("neither has a last line end", "a\nb", "x\nb");
    row("CRLF", "a\r\nb\r\n", "a\r\nc\r\n");
    row("CRLF becomes LF", "a\r\nb\r\n", "a\nb\n");
    row("lone CRs", "a\rb\rc\nd\n", "a\rx\rc\nd\n");
    row("a lone CR becomes a LF", "a\rb\nc\n", "a\nb\nc\n");
    row("a lone CR at the end", "a\nb\r", "a\nc\r");
    row("lines that look like a patch", "--- a\n+++ b\n@@ -1 +1 @@\n", "--- a\n+++ c\n@@ -1 +1 @@\n\\ x\n");
    row("bytes that are no UTF-8", "\xff\nb\n", "\xfe\nb\n");
    row("from the empty file", "", "a\nb\n");
    QTest::newRow("white space ignored keeps the old white space")
        << "a = 1\nb\nc \n"_ba
        << "a=1\nx\nc\n"_ba << WhiteSpace::Ignore << "a = 1\nx\nc \n"_ba;
    QTest::newRow("white space ignored, with other line ends")
        << "a = 1\nb\r\nc"_ba
        << "a=1\nx\nc\n"_ba << WhiteSpace::Ignore << "a = 1\nx\nc\n"_ba;
}

void TestLineDiff::patchAppliesWithGitAndPatch()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(WhiteSpace, whiteSpace);
    QFETCH(QByteArray, expected);
    PatchFolder folder;
    folder.write(u"x"_s, before);
    folder.write(u"p"_s, unifiedDiff(lineDiff(before, after, whiteSpace), u"a/x"_s, u"b/x"_s));
    QCOMPARE(folder.git({u"apply"_s, u"--check"_s, u"p"_s}), QString());
    QCOMPARE(folder.git({u"apply"_s, u"--whitespace=nowarn"_s, u"p"_s}), QString());
    QCOMPARE(folder.read(u"x"_s), expected);
    folder.write(u"x"_s, before);
    QCOMPARE(folder.run(u"patch"_s, {u"--binary"_s, u"-p1"_s, u"-i"_s, u"p"_s}), QString());
    QCOMPARE(folder.read(u"x"_s), expected);
}

void TestLineDiff::namesAreFoundByGitAndPatch_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("a plain name") << u"setting.py"_s << "a/setting.py"_ba;
    QTest::newRow("a name with a blank") << u"my file"_s << "a/my file\t"_ba;
    QTest::newRow("a Chinese name") << u"你好.toml"_s << "a/你好.toml"_ba;
    QTest::newRow("a name with a quote") << u"a\"b"_s << "\"a/a\\\"b\""_ba;
    QTest::newRow("a name with a backslash") << u"a\\b"_s << "\"a/a\\\\b\""_ba;
    QTest::newRow("a name with a line end") << u"a\nb"_s << "\"a/a\\nb\""_ba;
    QTest::newRow("a name with a control byte") << u"a\u0001b c"_s << "\"a/a\\001b c\"\t"_ba;
}

void TestLineDiff::namesAreFoundByGitAndPatch()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, written);
    const QByteArray patch = unifiedDiff(lineDiff("a\n", "b\n"), u"a/"_s + name, u"b/"_s + name);
    QCOMPARE(patch.left(patch.indexOf("\n+++")), "--- " + written);
    PatchFolder folder;
    folder.write(name, "a\n");
    folder.write(u"p"_s, patch);
    QCOMPARE(folder.git({u"apply"_s, u"p"_s}), QString());
    QCOMPARE(folder.read(name), "b\n"_ba);
    folder.write(name, "a\n");
    QCOMPARE(folder.run(u"patch"_s, {u"-p1"_s, u"-i"_s, u"p"_s}), QString());
    QCOMPARE(folder.read(name), "b\n"_ba);
}

void TestLineDiff::randomPatchesApply()
{
    RandomText random(7);
    PatchFolder folder;
    for (int round = 0; round < 60; ++round) {
        const QByteArrayList lines = random.lines(1 + random.below(30));
        const QByteArray before = random.text(lines);
        const QByteArray after = random.text(random.edited(random.edited(lines)));
        const QByteArray patch = unifiedDiff(lineDiff(before, after), u"a/x"_s, u"b/x"_s, random.below(5));
        QCOMPARE(patch.isEmpty(), before == after);
        if (patch.isEmpty() || after.isEmpty())
            continue;
        folder.write(u"x"_s, before);
        folder.write(u"p"_s, patch);
        QCOMPARE(folder.git({u"apply"_s, u"--unidiff-zero"_s, u"--whitespace=nowarn"_s, u"p"_s}), QString());
        QCOMPARE(folder.read(u"x"_s), after);
    }
}

void TestLineDiff::manyThreadsAtOnce()
{
    std::vector<std::unique_ptr<QThread>> threads;
    QAtomicInt right;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back(QThread::create([&right, i] {
            const QByteArray number = QByteArray::number(i);
            if (text(lineDiff(number + "\nb\n", number + "\nc\n").blocks) == u"=0-1|0-1 !1-2|1-2")
                right.fetchAndAddRelaxed(1);
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        QVERIFY(thread->wait());
    QCOMPARE(right.loadRelaxed(), 8);
}

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
