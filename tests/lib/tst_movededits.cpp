#include <retune/edit/movefile.h>
#include <retune/edit/workspace.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// Where the unsaved edits and the steps of undo of a file go when the file gets another name.
class TestMovedEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        write(u"old.json"_s, "1");
        m_store = std::move(*Store::open(m_folder->path()));
        QVERIFY(m_store->waitUntilLoaded(std::chrono::seconds(10)));
        m_workspace = std::make_unique<Workspace>(*m_store);
    }

    void cleanup()
    {
        m_workspace.reset();
        m_store.reset();
    }

    void unsavedEditsAndAllStepsGoAlong_data()
    {
        QTest::addColumn<bool>("isReadBefore");
        QTest::newRow("before the store knows the new name") << false;
        QTest::newRow("after the store has read the new name") << true;
    }

    void unsavedEditsAndAllStepsGoAlong()
    {
        QFETCH(const bool, isReadBefore);
        Buffer *old = m_workspace->buffer(u"old.json"_s);
        old->setBytes("2");
        save(u"old.json"_s);
        old->setBytes("3");
        rename(isReadBefore);
        QVERIFY(m_workspace->moveEdits(u"old.json"_s, u"new.json"_s));

        Buffer *buffer = m_workspace->openBuffer(u"new.json"_s);
        QVERIFY(buffer);
        QCOMPARE(buffer->bytes(), "3"_ba);
        QCOMPARE(buffer->base(), "2"_ba);
        QVERIFY(!old->isModified());
        QVERIFY(!old->canUndo());
        QTRY_VERIFY(m_store->snapshot().file(u"new.json"_s));
        QVERIFY(!m_workspace->conflict(u"new.json"_s));
        buffer->undo();
        QCOMPARE(buffer->bytes(), "2"_ba);
        QVERIFY(!buffer->isModified());
        buffer->undo(); // what was saved before the rename
        QCOMPARE(buffer->bytes(), "1"_ba);
        buffer->redo();
        buffer->redo();
        save(u"new.json"_s);
        QCOMPARE(contentOf(u"new.json"_s), "3"_ba);
        QVERIFY(!QFile::exists(m_folder->filePath(u"old.json"_s)));
    }

    void stepsGoAlongWhereNothingIsUnsaved()
    {
        m_workspace->buffer(u"old.json"_s)->setBytes("2");
        save(u"old.json"_s);
        rename(false);
        QVERIFY(m_workspace->moveEdits(u"old.json"_s, u"new.json"_s));
        Buffer *buffer = m_workspace->openBuffer(u"new.json"_s);
        QVERIFY(!buffer->isModified());
        buffer->undo();
        QCOMPARE(buffer->bytes(), "1"_ba);
        QVERIFY(buffer->isModified());
    }

    void whatAnotherProgramWritesUnderTheNewNameIsAConflict_data()
    {
        QTest::addColumn<bool>("isWrittenBefore");
        QTest::newRow("after the edits were moved") << false;
        QTest::newRow("before the edits are moved") << true;
    }

    void whatAnotherProgramWritesUnderTheNewNameIsAConflict()
    {
        QFETCH(const bool, isWrittenBefore);
        m_workspace->buffer(u"old.json"_s)->setBytes("2");
        rename(isWrittenBefore);
        if (isWrittenBefore) {
            write(u"new.json"_s, "7");
            QTRY_COMPARE(m_store->snapshot().file(u"new.json"_s)->disk, "7"_ba);
            QCoreApplication::processEvents(); // the store tells nothing any more
        }
        QVERIFY(m_workspace->moveEdits(u"old.json"_s, u"new.json"_s));
        if (!isWrittenBefore)
            write(u"new.json"_s, "7");
        QTRY_VERIFY(m_workspace->conflict(u"new.json"_s));
        QCOMPARE(m_workspace->openBuffer(u"new.json"_s)->bytes(), "2"_ba);
    }

    void editsOfTheNewNameAreNotReplaced()
    {
        m_workspace->buffer(u"old.json"_s)->setBytes("2");
        Buffer *other = m_workspace->create(u"new.json"_s);
        other->setBytes("7");
        QVERIFY(!m_workspace->moveEdits(u"old.json"_s, u"new.json"_s));
        QCOMPARE(other->bytes(), "7"_ba);
        QCOMPARE(m_workspace->openBuffer(u"old.json"_s)->bytes(), "2"_ba);
    }

    void aNameWithoutAFormatOfTextTakesNoEdits()
    {
        m_workspace->buffer(u"old.json"_s)->setBytes("2");
        QVERIFY(!m_workspace->moveEdits(u"old.json"_s, u"notes.txt"_s));
        QCOMPARE(m_workspace->openBuffer(u"old.json"_s)->bytes(), "2"_ba);
    }

private:
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QByteArray contentOf(const QString &name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void save(const QString &path)
    {
        m_workspace->save(path);
        QVERIFY(m_workspace->waitForSaves());
        QVERIFY(!m_workspace->openBuffer(path)->isModified());
    }
    void rename(bool isReadBefore)
    {
        QVERIFY(moveFile(m_folder->filePath(u"old.json"_s), m_folder->filePath(u"new.json"_s)));
        if (isReadBefore)
            QTRY_VERIFY(m_store->snapshot().file(u"new.json"_s));
    }

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Workspace> m_workspace;
};

QTEST_GUILESS_MAIN(TestMovedEdits)
#include "tst_movededits.moc"
