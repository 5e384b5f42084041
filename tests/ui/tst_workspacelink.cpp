#include "tree/workspacelink.h"
#include "treetext.h"

#include <QtCore/QSaveFile>
#include <QtCore/QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// What the tree says of files while their buffers and the disk go different ways.
class TestWorkspaceLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aMissingFileWithUnsavedEditsHasBothMarks();
    void aProblemOnDiskStaysUntilItsRepairIsSaved();
    void aProblemOfTheTextIsNotTheOneOnDisk();
    void aReloadIsNotHighlightedWhereTheTreeShowsUnsavedEdits();

private:
    void write(const QByteArray &bytes)
    {
        QSaveFile file(m_folder->filePath(m_path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        QVERIFY(file.commit());
    }
    void open()
    {
        m_store = *Store::open(m_folder->path());
        QVERIFY(m_store->waitUntilLoaded(std::chrono::seconds(10)));
        QTRY_VERIFY(m_store->snapshot().file(m_path)); // a bad file is looked at for a while before it counts
        m_workspace = std::make_unique<Workspace>(*m_store);
        m_link = std::make_unique<WorkspaceLink>(*m_workspace, m_model);
        m_link->load();
    }
    Buffer &buffer() { return *m_workspace->buffer(m_path); }
    void replaceText(const QByteArray &text) { buffer().replace({difference(buffer().bytes(), text)}); }

    const QString m_path = u"f.json"_s;
    SettingsModel m_model;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<WorkspaceLink> m_link;
};

void TestWorkspaceLink::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestWorkspaceLink::cleanup()
{
    m_link.reset();
    m_workspace.reset();
    m_store.reset();
    m_model.reset({});
}

void TestWorkspaceLink::aMissingFileWithUnsavedEditsHasBothMarks()
{
    write(R"({"a": 1})");
    open();
    replaceText(R"({"a": 2})");
    QVERIFY(QFile::remove(m_folder->filePath(m_path)));
    QTRY_COMPARE(
        treeText(m_model),
        uR"(f.json = the file is missing [Problem: the file is missing. Has edits that are not saved yet]
  a = 2 [Not saved yet]
)"_s);
    const QModelIndex mark = m_model.fileIndex(m_path).siblingAtColumn(SettingsModel::MarkColumn);
    QCOMPARE(mark.data(SettingsModel::MarksRole).value<QList<QIcon>>().size(), 2);
}

void TestWorkspaceLink::aProblemOnDiskStaysUntilItsRepairIsSaved()
{
    write(R"({"a" 1})");
    open();
    const QString problem = m_store->snapshot().problems().first().message;
    replaceText(R"({"a": 1})");
    QTRY_COMPARE(treeText(m_model),
                 u"f.json = on disk: 1:6 %1 [Problem: on disk: 1:6 %1. Has edits that are not saved yet]\n"
                 "  a = 1 [Not saved yet]\n"_s.arg(problem));
    m_workspace->saveAll();
    QTRY_COMPARE(
        treeText(m_model),
        u"f.json [Changed since the folder was opened]\n  a = 1\n"_s); // all is new, so the file alone is marked
}

void TestWorkspaceLink::aProblemOfTheTextIsNotTheOneOnDisk()
{
    write(R"({"a": 1})");
    open();
    replaceText(R"({"a" 1})");
    const QString problem = buffer().document().error().message;
    QTRY_COMPARE(
        treeText(m_model),
        u"f.json = 1:6 %1 [Problem: 1:6 %1. Has edits that are not saved yet]\n  a = 1\n"_s.arg(problem));
}

void TestWorkspaceLink::aReloadIsNotHighlightedWhereTheTreeShowsUnsavedEdits()
{
    write(R"({"a": 1})");
    open();
    replaceText(R"({"a" 1})");
    write(R"({"a": 3})");
    QTRY_VERIFY(m_workspace->conflict(m_path));
    QTRY_VERIFY(treeText(m_model).contains(u"Changed on disk"_s));
    QVERIFY2(!treeText(m_model).contains(u"[fresh]"_s), qPrintable(treeText(m_model)));
    m_workspace->takeDisk(m_path);
    write(R"({"a": 4})");
    QTRY_VERIFY2(treeText(m_model).contains(u"a = 4 [fresh]"_s), qPrintable(treeText(m_model)));
}

QTEST_MAIN(TestWorkspaceLink)
#include "tst_workspacelink.moc"
