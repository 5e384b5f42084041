#include <retune/edit/buffer.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

const Format &json()
{
    return format(FormatId::Json);
}

void type(Buffer &buffer, qsizetype at, const QByteArray &text)
{
    buffer.replace({{{at, at}, text}}, Buffer::Merge::WithTyping);
}

void erase(Buffer &buffer, qsizetype begin, qsizetype end)
{
    buffer.replace({{{begin, end}, {}}}, Buffer::Merge::WithTyping);
}

/// Long enough that it is not read in the thread of the window.
QByteArray longJson(const QByteArray &last)
{
    QByteArray text = "{\n";
    for (int i = 0; text.size() <= Buffer::quickSize; ++i)
        text += "\"key" + QByteArray::number(i) + "\": \"some value\",\n";
    return text + "\"last\": " + last + "\n}";
}

DocumentEdit setting(const QString &key, const QString &number)
{
    return [key, number](const Document &document) {
        return setValue(document, {key}, {Kind::Integer, number});
    };
}

/// Sets the last value of a long text, and notes what became of that.
void edit(Buffer &buffer, const QString &number, QStringList &done,
          Buffer::Waiting waiting = Buffer::Waiting::Each)
{
    const auto note = [&done, number](const Result<void> &result) {
        done += number + u": "_s + (result ? u"made"_s : result.error().message);
    };
    buffer.editSoon(setting(u"last"_s, number), note, waiting);
}

/// The texts that one undo after the other shows.
QList<QByteArray> undone(Buffer &buffer)
{
    QList<QByteArray> texts;
    while (buffer.canUndo()) {
        buffer.undo();
        texts.append(buffer.bytes());
    }
    return texts;
}

} // namespace

class TestBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesBytesAndNothingElse()
    {
        Buffer buffer(u"a.json"_s, json(), "a\r\nb\rc\xc2\xa0\n"_ba);
        buffer.replace({{{0, 1}, "x"_ba}, {{3, 4}, "yy"_ba}});
        QCOMPARE(buffer.bytes(), "x\r\nyy\rc\xc2\xa0\n"_ba);
        QVERIFY(buffer.isModified());
        buffer.undo();
        QCOMPARE(buffer.bytes(), "a\r\nb\rc\xc2\xa0\n"_ba);
        QVERIFY(!buffer.isModified());
        buffer.redo();
        QCOMPARE(buffer.bytes(), "x\r\nyy\rc\xc2\xa0\n"_ba);
    }

    void saysWhatWasReplacedOnceTheNewBytesAreThere()
    {
        Buffer buffer(u"a.json"_s, json(), "abc"_ba);
        QStringList events;
        connect(&buffer, &Buffer::replaced, this, [&](const QList<Replacement> &replacements) {
            QCOMPARE(replacements, QList<Replacement>({{{1, 2}, "xx"_ba}}));
            events.append(u"replaced "_s + QString::fromUtf8(buffer.bytes()));
        });
        connect(&buffer, &Buffer::changed, this, [&] { events.append(u"changed"_s); });
        connect(&buffer, &Buffer::stateChanged, this,
                [&] { events.append(buffer.canUndo() ? u"can undo"_s : u"cannot undo"_s); });
        buffer.replace({{{1, 2}, "xx"_ba}});
        QCOMPARE(events, QStringList({u"replaced axxc"_s, u"changed"_s, u"can undo"_s}));
    }

    void takesAReplacementThatChangesNothingForNone()
    {
        Buffer buffer(u"a.json"_s, json(), "abc"_ba);
        QSignalSpy replaced(&buffer, &Buffer::replaced);
        buffer.replace({{{1, 2}, "b"_ba}, {{2, 2}, {}}});
        buffer.replace({});
        QVERIFY(!buffer.canUndo());
        QCOMPARE(replaced.count(), 0);
        buffer.replace({{{0, 1}, "a"_ba}, {{1, 2}, "x"_ba}});
        QCOMPARE(replaced.first().first().value<QList<Replacement>>(),
                 QList<Replacement>({{{1, 2}, "x"_ba}}));
    }

    void forgetsWhatWasUndoneOnceSomethingElseIsDone()
    {
        Buffer buffer(u"a.json"_s, json(), ""_ba);
        buffer.replace({{{0, 0}, "a"_ba}});
        buffer.replace({{{1, 1}, "b"_ba}});
        buffer.undo();
        buffer.replace({{{1, 1}, "c"_ba}});
        QVERIFY(!buffer.canRedo());
        buffer.redo();
        QCOMPARE(buffer.bytes(), "ac"_ba);
        QCOMPARE(undone(buffer), QList<QByteArray>({"a"_ba, ""_ba}));
        buffer.undo();
        QCOMPARE(buffer.bytes(), ""_ba);
    }

    void undoesTypingByWords_data()
    {
        QTest::addColumn<QList<QByteArray>>("typed");
        QTest::addColumn<QList<QByteArray>>("undone");
        const auto letters = [](const QString &text) {
            QList<QByteArray> typed;
            for (const char32_t letter : text.toUcs4())
                typed.append(QString::fromUcs4(&letter, 1).toUtf8());
            return typed;
        };
        using Texts = QList<QByteArray>;
        QTest::newRow("a word is one step") << letters(u"port"_s) << Texts{""_ba};
        QTest::newRow("a blank begins a step") << letters(u"a = 12"_s) << Texts{"a ="_ba, "a"_ba, ""_ba};
        QTest::newRow("blanks in a row are one step") << letters(u"a   b"_s) << Texts{"a"_ba, ""_ba};
        QTest::newRow("a line break begins a step") << letters(u"a\n  b"_s) << Texts{"a\n"_ba, "a"_ba, ""_ba};
        QTest::newRow("characters of several bytes are characters") << letters(u"é你😀"_s) << Texts{""_ba};
        QTest::newRow("text that comes in one go is a step")
            << Texts{"a"_ba, "你好"_ba, "世界"_ba} << Texts{"a你好"_ba, "a"_ba, ""_ba};
    }
    void undoesTypingByWords()
    {
        QFETCH(QList<QByteArray>, typed);
        QFETCH(QList<QByteArray>, undone);
        Buffer buffer(u"a.json"_s, json(), ""_ba);
        for (const QByteArray &text : typed)
            type(buffer, buffer.bytes().size(), text);
        const QByteArray all = buffer.bytes();
        QCOMPARE(::undone(buffer), undone);
        while (buffer.canRedo())
            buffer.redo();
        QCOMPARE(buffer.bytes(), all);
    }

    void undoesErasingByWords()
    {
        Buffer buffer(u"a.json"_s, json(), "x one two\n"_ba);
        for (qsizetype end = 9; end > 2; --end)
            erase(buffer, end - 1, end);
        QCOMPARE(buffer.bytes(), "x \n"_ba);
        QCOMPARE(undone(buffer), QList<QByteArray>({"x one \n"_ba, "x one two\n"_ba}));
    }

    void undoesErasingForwardsByWords()
    {
        Buffer buffer(u"a.json"_s, json(), "one two\nx"_ba);
        for (int i = 0; i < 8; ++i)
            erase(buffer, 0, 1);
        QCOMPARE(buffer.bytes(), "x"_ba);
        QCOMPARE(undone(buffer), QList<QByteArray>({"\nx"_ba, " two\nx"_ba, "one two\nx"_ba}));
    }

    void keepsApartWhatIsNoTypingInOnePlace_data()
    {
        using Edits = QList<Replacement>;
        QTest::addColumn<Edits>("edits");
        QTest::newRow("typing elsewhere") << Edits{{{0, 0}, "a"_ba}, {{3, 3}, "b"_ba}};
        QTest::newRow("typing before what was typed") << Edits{{{0, 0}, "a"_ba}, {{0, 0}, "b"_ba}};
        QTest::newRow("erasing after typing") << Edits{{{0, 0}, "a"_ba}, {{0, 1}, {}}};
        QTest::newRow("typing after erasing") << Edits{{{1, 2}, {}}, {{1, 1}, "b"_ba}};
        QTest::newRow("typing over a selection") << Edits{{{0, 0}, "a"_ba}, {{1, 2}, "b"_ba}};
        QTest::newRow("erasing elsewhere") << Edits{{{1, 2}, {}}, {{2, 3}, {}}};
        QTest::newRow("erasing many at once") << Edits{{{2, 3}, {}}, {{0, 2}, {}}};
    }
    void keepsApartWhatIsNoTypingInOnePlace()
    {
        QFETCH(QList<Replacement>, edits);
        Buffer buffer(u"a.json"_s, json(), "12345"_ba);
        QList<QByteArray> texts;
        for (const Replacement &edit : edits) {
            texts.prepend(buffer.bytes());
            buffer.replace({edit}, Buffer::Merge::WithTyping);
        }
        QCOMPARE(undone(buffer), texts);
    }

    void joinsTypingOverASelectionWithWhatFollows()
    {
        Buffer buffer(u"a.json"_s, json(), "12345"_ba);
        buffer.replace({{{1, 4}, "a"_ba}}, Buffer::Merge::WithTyping);
        type(buffer, 2, "b"_ba);
        QCOMPARE(buffer.bytes(), "1ab5"_ba);
        QCOMPARE(undone(buffer), QList<QByteArray>({"12345"_ba}));
    }

    void beginsAStepAfterASaveAndAfterUndo()
    {
        Buffer buffer(u"a.json"_s, json(), ""_ba);
        type(buffer, 0, "a"_ba);
        buffer.rebase(buffer.bytes());
        type(buffer, 1, "b"_ba);
        buffer.undo();
        QCOMPARE(buffer.bytes(), "a"_ba);
        QVERIFY(!buffer.isModified());
        type(buffer, 1, "c"_ba);
        QCOMPARE(undone(buffer), QList<QByteArray>({"a"_ba, ""_ba}));
    }

    void followsTheDiskInOneStep()
    {
        Buffer buffer(u"a.json"_s, json(), "a = 1\nb = 2\n"_ba);
        buffer.replace({{{4, 5}, "7"_ba}});
        QSignalSpy replaced(&buffer, &Buffer::replaced);
        buffer.follow("a = 1\nb = 3\n"_ba);
        QCOMPARE(buffer.bytes(), "a = 1\nb = 3\n"_ba);
        QCOMPARE(buffer.base(), buffer.bytes());
        QVERIFY(!buffer.isModified());
        QCOMPARE(replaced.count(), 1);
        buffer.undo();
        QCOMPARE(buffer.bytes(), "a = 7\nb = 2\n"_ba);
        QCOMPARE(buffer.base(), "a = 1\nb = 3\n"_ba);
        QVERIFY(buffer.isModified());
    }

    void followsADiskThatHoldsItsBytesAlreadyWithoutAStep()
    {
        Buffer buffer(u"a.json"_s, json(), "a"_ba);
        buffer.replace({{{1, 1}, "b"_ba}});
        QSignalSpy state(&buffer, &Buffer::stateChanged);
        QSignalSpy replaced(&buffer, &Buffer::replaced);
        buffer.follow("ab"_ba);
        QVERIFY(!buffer.isModified());
        QCOMPARE(state.count(), 1);
        QCOMPARE(replaced.count(), 0);
        QCOMPARE(undone(buffer), QList<QByteArray>({"a"_ba}));
    }

    void revertsInOneStep()
    {
        Buffer buffer(u"a.json"_s, json(), "abc"_ba);
        buffer.revert();
        QVERIFY(!buffer.canUndo());
        buffer.replace({{{0, 1}, "x"_ba}});
        buffer.replace({{{2, 3}, "z"_ba}});
        buffer.revert();
        QCOMPARE(buffer.bytes(), "abc"_ba);
        QVERIFY(!buffer.isModified());
        buffer.undo();
        QCOMPARE(buffer.bytes(), "xbz"_ba);
    }

    void parsesOnceForEachText()
    {
        Buffer buffer(u"a.json"_s, json(), "{\"a\": 1}"_ba);
        QVERIFY(buffer.document());
        QCOMPARE(&*buffer.document(), &*buffer.document());
        QCOMPARE(buffer.document()->find({u"a"_s}).value(), Value::integer(1));
        buffer.replace({{{6, 7}, "2"_ba}});
        QCOMPARE(buffer.document()->find({u"a"_s}).value(), Value::integer(2));
    }

    /// For a long text that would take a while.
    void readsWhatItIsBasedOnNotOnceMore()
    {
        Buffer buffer(u"a.json"_s, json(), R"({"a": 1})");
        const Document first = *buffer.document();
        buffer.setBytes(R"({"a": 2})");
        QVERIFY(buffer.baseDocument().root() == first.root());
        const Document second = *buffer.document();
        buffer.rebase(buffer.bytes());
        buffer.setBytes(R"({"a": 3})");
        QVERIFY(buffer.baseDocument().root() == second.root());
    }

    void keepsTheLastTreeWhileTheTextHasNone()
    {
        Buffer buffer(u"a.json"_s, json(), "{\"a\": 1}"_ba);
        QCOMPARE(buffer.lastGoodDocument().bytes(), buffer.bytes());
        buffer.replace({{{7, 8}, {}}});
        QVERIFY(!buffer.document());
        QCOMPARE(buffer.document().error().file, u"a.json"_s);
        QCOMPARE(buffer.document().error().kind, ProblemKind::Syntax);
        QCOMPARE(buffer.lastGoodDocument().bytes(), "{\"a\": 1}"_ba);
    }

    void setsOneValueAsOneStep()
    {
        Buffer buffer(u"a.json"_s, json(), "{ \"a\" : 1 }\r\n"_ba);
        QVERIFY(buffer.setValue({u"a"_s}, Value::integer(25)));
        QCOMPARE(buffer.bytes(), "{ \"a\" : 25 }\r\n"_ba);
        QCOMPARE(buffer.document()->bytes(), buffer.bytes());
        QVERIFY(buffer.setValue({u"a"_s}, Value::integer(25)));
        QCOMPARE(undone(buffer), QList<QByteArray>({"{ \"a\" : 1 }\r\n"_ba}));
    }

    void anEditOfTheDocumentIsOneStep()
    {
        Buffer buffer(u"a.json"_s, json(), "[1, 2]"_ba);
        QVERIFY(buffer.edit([](const Document &document) { return moveElement(document, {0}, 1); }));
        QCOMPARE(buffer.bytes(), "[2, 1]"_ba);
        QCOMPARE(buffer.document()->bytes(), buffer.bytes());
        QVERIFY(
            buffer.edit([](const Document &document) { return moveElement(document, {0}, 0); })); // as it is
        const Result<void> refused =
            buffer.edit([](const Document &document) { return removeValue(document, {7}); });
        QCOMPARE(refused.error().kind, ProblemKind::NoSuchKey);
        QCOMPARE(refused.error().file, u"a.json"_s);
        QCOMPARE(undone(buffer), QList<QByteArray>({"[1, 2]"_ba}));
    }

    void refusesToSetAValueInATextWithoutATree()
    {
        Buffer buffer(u"a.json"_s, json(), "{ \"a\" : "_ba);
        const Result<void> result = buffer.setValue({u"a"_s}, Value::integer(2));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ProblemKind::Syntax);
        QCOMPARE(result.error().file, u"a.json"_s);
        QVERIFY(!buffer.canUndo());
    }

    void dropsTheOldestStepsWhenTheyHoldTooMuch()
    {
        Buffer buffer(u"a.json"_s, json(), ""_ba);
        const QByteArray large(UndoSteps::maximumBytes / 4, 'x');
        const auto longer = [&](int i) { return large + QByteArray::number(i); };
        for (int i = 0; i < 6; ++i)
            buffer.replace({{{0, buffer.bytes().size()}, longer(i)}});
        const QList<QByteArray> texts = undone(buffer);
        QCOMPARE(texts.size(), 1);
        QCOMPARE(texts.first(), longer(4));
        buffer.redo();
        QCOMPARE(buffer.bytes(), longer(5));
    }

    void undoesAndRedoesAnyRowOfEditsByteForByte()
    {
        QRandomGenerator random(20240607);
        const auto below = [&](qsizetype limit) { return qsizetype(random.bounded(quint32(limit))); };
        const QList<QByteArray> words{"a"_ba, " "_ba, "\n"_ba, "\r\n"_ba, "你"_ba, "word"_ba, ""_ba};
        Buffer buffer(u"a.json"_s, json(), "one two\r\nthree\n"_ba);
        const QByteArray first = buffer.bytes();
        QByteArray model = first;
        qsizetype at = 0;
        for (int i = 0; i < 2000; ++i) {
            if (below(3) == 0)
                at = below(model.size() + 1);
            at = std::min(at, model.size());
            const qsizetype end = std::min(model.size(), at + (below(2) ? 0 : below(3)));
            const QByteArray text = words.at(below(words.size()));
            model.replace(at, end - at, text);
            buffer.replace({{{at, end}, text}}, Buffer::Merge::WithTyping);
            QCOMPARE(buffer.bytes(), model);
            at += text.size();
        }
        while (buffer.canUndo())
            buffer.undo();
        QCOMPARE(buffer.bytes(), first);
        while (buffer.canRedo())
            buffer.redo();
        QCOMPARE(buffer.bytes(), model);
    }

    void resolvingAConflictIsOneStepWithItsBase_data()
    {
        QTest::addColumn<QByteArray>("resolved");
        QTest::newRow("mine is kept") << "mine"_ba;
        QTest::newRow("the disk is taken") << "disk"_ba;
        QTest::newRow("a merged text") << "mine and disk"_ba;
    }

    void resolvingAConflictIsOneStepWithItsBase()
    {
        QFETCH(QByteArray, resolved);
        Buffer buffer(u"a.json"_s, json(), "base"_ba);
        buffer.replace({{{0, 4}, "mine"_ba}});
        QSignalSpy restored(&buffer, &Buffer::baseRestored);
        buffer.resolve(resolved, "disk"_ba);
        QCOMPARE(buffer.bytes(), resolved);
        QCOMPARE(buffer.base(), "disk"_ba);
        QVERIFY(buffer.isResolved());
        QCOMPARE(restored.count(), 0);
        for (int i = 0; i < 2; ++i) {
            buffer.undo();
            QCOMPARE(buffer.bytes(), "mine"_ba);
            QCOMPARE(buffer.base(), "base"_ba);
            QVERIFY(!buffer.isResolved());
            QCOMPARE(restored.count(), 1);
            buffer.redo();
            QCOMPARE(buffer.bytes(), resolved);
            QCOMPARE(buffer.base(), "disk"_ba);
            QVERIFY(!buffer.canRedo());
            QCOMPARE(restored.count(), 2);
            restored.clear();
        }
        QCOMPARE(undone(buffer), QList<QByteArray>({"mine"_ba, "base"_ba}));
    }

    void whatASaveReplacedCanBeHadBack()
    {
        Buffer buffer(u"a.json"_s, json(), "base"_ba);
        buffer.replace({{{0, 4}, "mine"_ba}});
        buffer.resolve("mine"_ba, "disk"_ba);
        buffer.rebase("mine"_ba); // saved
        QVERIFY(!buffer.isResolved());
        QCOMPARE(undone(buffer), QList<QByteArray>({"disk"_ba, "mine"_ba, "base"_ba}));
        QCOMPARE(buffer.base(), "mine"_ba);
        while (buffer.canRedo())
            buffer.redo();
        QCOMPARE(buffer.bytes(), "mine"_ba);
        QCOMPARE(buffer.base(), "mine"_ba);
    }

    void resolvingKeepsEditsThatCanBeRedone()
    {
        Buffer buffer(u"a.json"_s, json(), "base"_ba);
        buffer.replace({{{0, 4}, "mine"_ba}});
        buffer.undo();
        buffer.resolve("base"_ba, "disk"_ba);
        QCOMPARE(buffer.base(), "disk"_ba);
        buffer.redo();
        QCOMPARE(buffer.bytes(), "mine"_ba);
    }

    void readsALongTextInAnotherThread()
    {
        Buffer buffer(u"a.json"_s, json(), longJson("1"));
        QVERIFY(!buffer.isQuick());
        QSignalSpy read(&buffer, &Buffer::documentRead);
        buffer.readDocument();
        buffer.readDocument(); // under way already
        QVERIFY(!buffer.isQuick());
        QVERIFY(read.wait());
        QVERIFY(buffer.isQuick());
        QCOMPARE(buffer.document()->find({u"last"_s}).value().text, u"1"_s);
        buffer.readDocument(); // known
        QVERIFY(!read.wait(50));
        QCOMPARE(read.count(), 1);
    }

    void dropsTheTreeOfATextThatHasMovedOn()
    {
        Buffer buffer(u"a.json"_s, json(), longJson("1"));
        QStringList shown;
        connect(&buffer, &Buffer::documentRead, this, [&] {
            QVERIFY(buffer.isQuick());
            QCOMPARE(buffer.document()->bytes(), buffer.bytes());
            shown += buffer.document()->find({u"last"_s}).value().text;
        });
        buffer.readDocument();
        for (int i = 0; i < 5; ++i) {
            type(buffer, buffer.bytes().size() - 2, "2");
            buffer.readDocument();
        }
        QTRY_COMPARE(shown, QStringList{u"122222"_s});
    }

    void tellsWhyALongTextHasNoTree()
    {
        Buffer buffer(u"a.json"_s, json(), longJson("1") + "x");
        QSignalSpy read(&buffer, &Buffer::documentRead);
        buffer.readDocument();
        QVERIFY(read.wait());
        QVERIFY(!buffer.document());
        QCOMPARE(buffer.document().error().file, u"a.json"_s);
    }

    void goesWhileItIsRead()
    {
        auto buffer = std::make_unique<Buffer>(u"a.json"_s, json(), longJson("1"));
        buffer->readDocument();
        buffer.reset();
        QCoreApplication::processEvents();
    }

    void editsAShortTextAtOnce()
    {
        Buffer buffer(u"a.json"_s, json(), R"({"a": 1})"_ba);
        bool isDone = false;
        buffer.editSoon(setting(u"a"_s, u"2"_s), [&](const Result<void> &result) { isDone = bool(result); });
        QVERIFY(isDone);
        QCOMPARE(buffer.bytes(), R"({"a": 2})"_ba);
    }

    void editsALongTextWhenItIsChecked()
    {
        Buffer buffer(u"a.json"_s, json(), longJson("1"));
        QSignalSpy changed(&buffer, &Buffer::changed);
        QStringList done;
        edit(buffer, u"2"_s, done);
        QVERIFY(buffer.isEditing());
        QVERIFY(buffer.isModified()); // so that it can be saved
        QVERIFY(buffer.canUndo());
        QCOMPARE(buffer.bytes(), longJson("1"));
        QTRY_COMPARE(done, QStringList{u"2: made"_s});
        QCOMPARE(buffer.bytes(), longJson("2"));
        QVERIFY(buffer.isQuick());
        QCOMPARE(changed.size(), 1);
        QVERIFY(!buffer.isEditing());
        buffer.undo();
        QCOMPARE(buffer.bytes(), longJson("1"));
        QVERIFY(!buffer.isModified());
    }

    void makesEditsInTheOrderInWhichTheyWereAskedFor()
    {
        Buffer buffer(u"a.json"_s, json(), longJson("1"));
        QStringList done;
        edit(buffer, u"2"_s, done);
        edit(buffer, u"3"_s, done);
        buffer.undo();
        edit(buffer, u"4"_s, done);
        buffer.inTurn([&] { done += u"step"_s; });
        QTRY_COMPARE(done, QStringList({u"2: made"_s, u"3: made"_s, u"4: made"_s, u"step"_s}));
        QCOMPARE(buffer.bytes(), longJson("4"));
        QCOMPARE(undone(buffer), QList<QByteArray>({longJson("2"), longJson("1")}));
    }

    void refusesWhatWasMeantForAnotherText()
    {
        Buffer buffer(u"a.json"_s, json(), longJson("1"));
        QStringList done;
        edit(buffer, u"2"_s, done);
        edit(buffer, u"3"_s, done);
        buffer.replace({{{0, 0}, " "_ba}});
        buffer.finishEdits();
        QCOMPARE(done.size(), 2);
        for (const QString &told : done)
            QVERIFY2(told.contains(u"the edit was not made"_s), qPrintable(told));
        QCOMPARE(buffer.bytes(), ' ' + longJson("1"));
        edit(buffer, u"4"_s, done);
        QTRY_COMPARE(done.last(), u"4: made"_s);
        QCOMPARE(buffer.bytes(), ' ' + longJson("4"));
    }

    void tellsWhyAnEditOfALongTextIsNotMade_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("key");
        QTest::newRow("a text that cannot be read") << longJson("nothing") << u"last"_s;
        QTest::newRow("a key that is not there") << longJson("1") << u"first"_s;
    }
    void tellsWhyAnEditOfALongTextIsNotMade()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, key);
        Buffer buffer(u"a.json"_s, json(), text);
        std::optional<Problem> problem;
        buffer.editSoon(setting(key, u"2"_s), [&](const Result<void> &result) { problem = result.error(); });
        QSignalSpy state(&buffer, &Buffer::stateChanged);
        QTRY_VERIFY(problem);
        QCOMPARE(problem->file, u"a.json"_s);
        QVERIFY(!problem->message.isEmpty());
        QVERIFY(!buffer.isModified());
        QCOMPARE(state.size(), 1);
        QCOMPARE(buffer.bytes(), text);
    }

    void onlyTheNewestOfAGestureCounts()
    {
        Buffer buffer(u"a.json"_s, json(), longJson("1"));
        QSignalSpy changed(&buffer, &Buffer::changed);
        QStringList done;
        buffer.beginGesture();
        for (const QString &number : {u"2"_s, u"3"_s, u"4"_s, u"5"_s})
            edit(buffer, number, done, Buffer::Waiting::Newest);
        buffer.endGesture();
        edit(buffer, u"6"_s, done);
        QVERIFY(buffer.isInGesture()); // as long as edits of it are under way
        buffer.finishEdits();
        QCOMPARE(done, QStringList({u"3: made"_s, u"4: made"_s, u"2: made"_s, u"5: made"_s, u"6: made"_s}));
        QCOMPARE(changed.size(), 3);
        QVERIFY(!buffer.isInGesture());
        QCOMPARE(undone(buffer), QList<QByteArray>({longJson("5"), longJson("1")}));
    }

    void whoHearsOfAnEditCanFinishThoseThatFollow()
    {
        Buffer buffer(u"a.json"_s, json(), longJson("1"));
        QStringList done;
        connect(&buffer, &Buffer::changed, this, [&] { buffer.finishEdits(); });
        edit(buffer, u"2"_s, done);
        buffer.inTurn([&] { buffer.finishEdits(); });
        edit(buffer, u"3"_s, done);
        QTRY_VERIFY(!buffer.isEditing());
        QCOMPARE(buffer.bytes(), longJson("3"));
        QCOMPARE(done.size(), 2);
    }

    void aCancelledGestureTakesEditsUnderWayBack()
    {
        Buffer buffer(u"a.json"_s, json(), longJson("1"));
        QStringList done;
        buffer.beginGesture();
        edit(buffer, u"2"_s, done, Buffer::Waiting::Newest);
        buffer.cancelGesture();
        QTRY_VERIFY(!buffer.isEditing());
        QCOMPARE(buffer.bytes(), longJson("1"));
        QVERIFY(!buffer.canUndo());
        QVERIFY(!buffer.isInGesture());
    }

    void goesWhileAnEditIsChecked()
    {
        QStringList done;
        {
            Buffer buffer(u"a.json"_s, json(), longJson("1"));
            edit(buffer, u"2"_s, done);
        }
        QCoreApplication::processEvents();
        QVERIFY(done.isEmpty());
    }

    void takesOverATreeOfTheSameBytesOnly()
    {
        const QByteArray bytes = longJson("1");
        Buffer buffer(u"a.json"_s, json(), bytes);
        buffer.adopt(*json().parse(longJson("2")));
        QVERIFY(!buffer.isQuick());
        buffer.adopt({});
        QVERIFY(!buffer.isQuick());
        buffer.adopt(*json().parse(bytes));
        QVERIFY(buffer.isQuick());
        QCOMPARE(buffer.lastGoodDocument().bytes(), bytes);
    }
};

QTEST_GUILESS_MAIN(TestBuffer)
#include "tst_buffer.moc"
