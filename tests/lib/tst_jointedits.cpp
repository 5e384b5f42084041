#include <retune/edit/workspace.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QString shortFile = u"a.json"_s;
const QString otherFile = u"b.json"_s;
const QString longFile = u"long.json"_s;

QByteArray longText()
{
    QByteArray text = R"({"port": 1)";
    for (int i = 0; text.size() < 2 * Buffer::quickSize; ++i)
        text += ", \"key" + QByteArray::number(i) + "\": 0";
    return text + '}';
}

} // namespace

/// Edits of several files that are one step of undo.
class TestJointEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneUndoTakesAllBack();
    void aLongTextFollowsWhenItsEditIsMade();
    void anEditThatChangesNothingJoinsNoStep();
    void aGestureIsOneStepInAllFiles();
    void aLaterEditKeepsItsFileFromUndo();
    void aLaterEditUnderWayIsNotTakenBackInstead();
    void aLaterEditKeepsItsFileFromRedo();
    void aRenamedFileGoesAlong();
    void anEditThatIsRefusedIsToldAndJoinsNothing();

private:
    Buffer &buffer(const QString &path) const { return *m_workspace->buffer(path); }
    /// Sets the port of these files, in one edit.
    void setPorts(const QStringList &paths, int port) const;
    bool hasPort(const QString &path, const QByteArray &port) const
    {
        return buffer(path).bytes().contains("\"port\": " + port);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Workspace> m_workspace;
};

void TestJointEdits::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const auto write = [this](const QString &name, const QByteArray &text) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    };
    write(shortFile, R"({"port": 1, "name": "a"})");
    write(otherFile, R"({"port": 2, "name": "b"})");
    write(longFile, longText());
    m_store = std::move(*Store::open(m_folder->path()));
    QVERIFY(m_store->waitUntilLoaded(std::chrono::seconds(30)));
    m_workspace = std::make_unique<Workspace>(*m_store);
}

void TestJointEdits::cleanup()
{
    m_workspace.reset();
    m_store.reset();
    m_folder.reset();
}

void TestJointEdits::setPorts(const QStringList &paths, int port) const
{
    const auto set = [port](const Document &document) {
        return setValue(document, {u"port"_s}, Value::integer(port));
    };
    m_workspace->jointEdits().make([&] {
        for (const QString &path : paths)
            m_workspace->jointEdits().editSoon(buffer(path), set, [](const Result<void> &) {});
    });
}

void TestJointEdits::oneUndoTakesAllBack()
{
    QSignalSpy left(&m_workspace->jointEdits(), &JointEdits::leftOut);
    setPorts({shortFile, otherFile}, 7);
    for (const QString &path : {shortFile, otherFile}) { // from either of them
        buffer(path).undo();
        QVERIFY(hasPort(shortFile, "1"));
        QVERIFY(hasPort(otherFile, "2"));
        buffer(path).redo();
        QVERIFY(hasPort(shortFile, "7"));
        QVERIFY(hasPort(otherFile, "7"));
    }
    QCOMPARE(left.count(), 0);
}

void TestJointEdits::aLongTextFollowsWhenItsEditIsMade()
{
    setPorts({shortFile, longFile}, 7);
    QVERIFY(buffer(longFile).isEditing());
    QTRY_VERIFY(!buffer(longFile).isEditing());
    QVERIFY(hasPort(longFile, "7"));
    buffer(shortFile).undo();
    QVERIFY(hasPort(shortFile, "1"));
    QVERIFY(hasPort(longFile, "1"));
}

void TestJointEdits::anEditThatChangesNothingJoinsNoStep()
{
    QVERIFY(buffer(otherFile).setValue({u"port"_s}, Value::integer(7)));
    setPorts({shortFile, otherFile}, 7);
    buffer(shortFile).undo();
    QVERIFY(hasPort(shortFile, "1"));
    QVERIFY(hasPort(otherFile, "7")); // that was another edit
}

void TestJointEdits::aGestureIsOneStepInAllFiles()
{
    for (const QString &path : {shortFile, otherFile})
        buffer(path).beginGesture();
    for (const int port : {5, 6, 7})
        setPorts({shortFile, otherFile}, port);
    for (const QString &path : {shortFile, otherFile})
        buffer(path).endGesture();
    buffer(otherFile).undo();
    QVERIFY(hasPort(shortFile, "1"));
    QVERIFY(hasPort(otherFile, "2"));
    QVERIFY(!buffer(shortFile).canUndo());
}

void TestJointEdits::aLaterEditKeepsItsFileFromUndo()
{
    QSignalSpy left(&m_workspace->jointEdits(), &JointEdits::leftOut);
    setPorts({shortFile, otherFile}, 7);
    QVERIFY(buffer(otherFile).setValue({u"name"_s}, Value::string(u"later"_s)));
    buffer(shortFile).undo();
    QVERIFY(hasPort(shortFile, "1"));
    QVERIFY(hasPort(otherFile, "7"));
    QCOMPARE(left.count(), 1);
    QCOMPARE(left.first().first().toStringList(), QStringList{otherFile});
    buffer(otherFile).undo();
    buffer(otherFile).undo();
    QVERIFY(hasPort(otherFile, "2"));
    QCOMPARE(left.count(), 1);
}

void TestJointEdits::aLaterEditKeepsItsFileFromRedo()
{
    QSignalSpy left(&m_workspace->jointEdits(), &JointEdits::leftOut);
    setPorts({shortFile, otherFile}, 7);
    buffer(shortFile).undo();
    QVERIFY(buffer(otherFile).setValue({u"name"_s}, Value::string(u"later"_s)));
    buffer(shortFile).redo();
    QVERIFY(hasPort(shortFile, "7"));
    QVERIFY(hasPort(otherFile, "2"));
    QCOMPARE(left.count(), 1);
    QCOMPARE(left.first().first().toStringList(), QStringList{otherFile});
}

void TestJointEdits::aLaterEditUnderWayIsNotTakenBackInstead()
{
    QSignalSpy left(&m_workspace->jointEdits(), &JointEdits::leftOut);
    setPorts({shortFile, longFile}, 7);
    buffer(longFile).finishEdits();
    const auto later = [](const Document &document) {
        return setValue(document, {u"key1"_s}, Value::integer(5));
    };
    buffer(longFile).editSoon(later, [](const Result<void> &) {});
    buffer(shortFile).undo();
    buffer(longFile).finishEdits();
    QVERIFY(hasPort(shortFile, "1"));
    QVERIFY(hasPort(longFile, "7"));
    QVERIFY(buffer(longFile).bytes().contains("\"key1\": 5"));
    QCOMPARE(left.count(), 1);
    QCOMPARE(left.first().first().toStringList(), QStringList{longFile});
}

void TestJointEdits::aRenamedFileGoesAlong()
{
    const QString renamed = u"c.json"_s;
    QSignalSpy left(&m_workspace->jointEdits(), &JointEdits::leftOut);
    setPorts({shortFile, otherFile}, 7);
    QVERIFY(QFile::rename(m_folder->filePath(otherFile), m_folder->filePath(renamed)));
    QVERIFY(m_workspace->moveEdits(otherFile, renamed));
    buffer(shortFile).undo();
    QVERIFY(hasPort(renamed, "2"));
    buffer(shortFile).redo();
    QVERIFY(hasPort(renamed, "7"));
    QCOMPARE(left.count(), 0);
}

void TestJointEdits::anEditThatIsRefusedIsToldAndJoinsNothing()
{
    QList<bool> made;
    const auto set = [](const Document &document) {
        return setValue(document, {u"name"_s}, Value::string(u"new"_s));
    };
    m_workspace->jointEdits().make([&] {
        for (const QString &path : {shortFile, longFile}) { // the latter has no name
            m_workspace->jointEdits().editSoon(
                buffer(path), set, [&made](const Result<void> &result) { made += result.has_value(); });
        }
    });
    buffer(longFile).finishEdits();
    QCOMPARE(made, (QList<bool>{true, false}));
    QVERIFY(!buffer(longFile).canUndo());
}

QTEST_GUILESS_MAIN(TestJointEdits)
#include "tst_jointedits.moc"
