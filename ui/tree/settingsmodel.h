#pragma once

#include "tree/fileeditor.h"
#include "tree/settingsitem.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <atomic>
#include <functional>
#include <memory>

namespace retune {

/// Settings files and, below each, the tree of its document. Rows are made when somebody asks for them, and a file that
/// changes touches only the rows that differ, so that expansion, selection and an open editor survive.
class SettingsModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, MarkColumn, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole, ///< QString: the file's path
        KindRole,                ///< int: the Kind of the node; -1 for a file that is no scalar
        FreshRole,               ///< qreal: how much of the highlight of a reloaded value is left, 0 to 1
        MarksRole,               ///< QList<QIcon>: the marks in the column of marks, from left to right
        MaskedRole               ///< bool: the value is secret and covered
    };
    using EditDone = FileEditor::EditDone;
    using Gesture = FileEditor::Gesture;
    using FileTest = std::function<bool(const QString &path)>;
    /// What else is to be told of a value, in a sentence; empty: nothing.
    using Remark = std::function<QString(const QString &path, const KeyPath &key)>;
    /// The values that an edit of this one changes, itself among them.
    using Companions = std::function<QModelIndexList(const QModelIndex &value)>;

    explicit SettingsModel(QObject *parent = nullptr);
    ~SettingsModel() override;

    /// Who edits the files, for as long as it is there; null where nothing is editable. A gesture under way is that of the editor
    /// before, and over.
    void setEditor(FileEditor *editor);
    const FileEditor *editor() const { return m_editor; }
    /// What is edited in other files during a gesture belongs to it. The end of one that is over already is nothing.
    void gesture(const QString &path, Gesture step);
    void together(const std::function<void()> &edits);
    /// Whether edits of a file are saved as soon as they are made; never, where nobody says so.
    void setLiveTest(FileTest test) { m_liveTest = std::move(test); }
    bool isLive(const QString &path) const { return m_liveTest && m_liveTest(path); }
    /// Why nothing can be edited now in the file of a row, in the words in which an edit would be refused; empty where nothing is
    /// known to stand in the way.
    QString obstacle(const QModelIndex &index) const;
    /// Without companions each value is edited alone.
    void setCompanions(Companions companions) { m_companions = std::move(companions); }
    /// Without remarks, the tool tips tell what the file knows.
    void setRemark(Remark remark) { m_remark = std::move(remark); }
    /// Edits a file as the editor does.
    void edit(const QString &path, const DocumentEdit &edit, const EditDone &done);

    /// Replaces everything.
    void reset(const std::vector<ShownFile> &files);
    /// Adds the file or brings its rows up to date.
    void update(const ShownFile &file);
    void remove(const QString &path);
    /// Highlights the values at these keys of a file, because a reload brought them into force.
    void highlight(const QString &path, const QList<Change> &changes);

    /// Leaves only what the query asks for; everything where it is empty. Searches in another thread; `filtered` follows. A
    /// search that is overtaken by the next one is given up, and tells nothing. Large files that change under a filter follow
    /// a moment later.
    void setFilter(const FilterQuery &query);
    const FilterQuery &filter() const { return m_query; }
    /// Lets a value that is about to be edited stay in sight under the filter in force, whatever becomes of it.
    void keepInSight(const QString &path, const KeyPath &key);
    /// The first matches of the filter in force, `maximum` at most.
    QModelIndexList hits(int maximum) const;

    int fileCount() const { return int(m_files.size()); }
    /// The row of a file; invalid where there is none, or the filter hides it.
    QModelIndex fileIndex(const QString &path) const;
    /// The row of a node, or of the last container above it that has one.
    QModelIndex nodeIndex(const QString &path, const KeyPath &key) const;
    /// The node of a row; null for the row of a file without a document.
    Node node(const QModelIndex &index) const;
    /// The document of the row's file; null where there is none.
    Document document(const QModelIndex &index) const;
    /// The document of a file, whether or not the filter leaves it; null where there is none.
    Document document(const QString &path) const;
    QString path(const QModelIndex &index) const;
    /// What a row is called in a sentence: its key path, or the path of the file.
    QString subject(const QModelIndex &index) const;
    /// Against what the value of a row changed, in sentences: what is in force, what there was when the folder was opened.
    QStringList changeTexts(const QModelIndex &index) const;
    /// The problem of the file of a row.
    std::optional<Problem> problem(const QModelIndex &index) const;

    /// Whether the value of a row is secret, and whether it is shown nevertheless.
    bool isSecretValue(const QModelIndex &index) const;
    bool isUncovered(const QModelIndex &index) const;
    void setUncovered(const QModelIndex &index, bool uncovered);

    /// Whether this is the row of a file of code.
    bool isCode(const QModelIndex &index) const;
    /// What is known of the code in each file, by path; what is not told is not known to run.
    void setCodeStates(const QHash<QString, CodeState> &states);
    /// The files that cannot be written, by path; they are marked, and edited like others.
    void setReadOnlyFiles(const QSet<QString> &paths);

    /// How long a highlight takes to fade.
    void setFadeTime(std::chrono::milliseconds time) { m_fadeTime = time; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Why `text` cannot stand in this cell as its value or its key; empty where it can, as far as that can be told without
    /// reading the file again.
    QString objection(const QModelIndex &index, const QString &text) const;
    /// Whether the value of a row, which is covered because its key says that it is secret, would be shown if it had this key.
    bool uncoversByRenaming(const QModelIndex &index, const QString &key) const;
    /// For the value column the text a person means, for the name column a key. A refusal is told by `editRefused`. True as well
    /// where the edit of a long file is under way: the row shows the new value then, until it is refused.
    bool setData(const QModelIndex &index, const QVariant &data, int role) override;

Q_SIGNALS:
    void editRefused(const QString &reason);
    /// The filter asked for last is in force.
    void filtered();

private:
    using FileItem = SettingsFileItem;
    using Item = SettingsItem;

    Item *itemAt(const QModelIndex &index) const;
    QModelIndex indexOf(const Item &item, int column = NameColumn) const;
    FileItem *find(const QString &path) const;
    FileItem &findOrAdd(const QString &path);
    QModelIndex indexOfNode(FileItem &file, const Node &node) const;
    qreal freshness(const Item &item) const;
    QVariant valueToolTip(const Item &item) const;

    bool hasRow(const FileItem &file) const;
    void showFiles();
    void adopt(FileItem &item, const ShownFile &file, const FilterMatch &match);
    void searchFirst(FileItem &item, const ShownFile &file);
    void refresh(Item &item, const Node &now);
    void refreshMembers(Item &item, const std::vector<Member> &members);
    void alignMembers(Item &item, const std::vector<Member> &members);
    void emitChanged(Item &parent, int first, int last);
    void startHighlight(Item &item);
    void fade();

    void refuse(const QString &subject, const Problem &problem);
    bool editAwaited(const QString &path, const QString &subject, const QModelIndexList &cells,
                     const Value &value, const DocumentEdit &edit);
    void await(const QModelIndexList &cells, const Value &value);
    void endWait(const QList<QPersistentModelIndex> &cells, int wait);
    bool setValue(const Item &item, const Result<Value> &value);
    bool setValues(const QModelIndexList &values, const Value &value);
    void joinGesture(const QString &path);
    bool setKey(Item &item, const QString &key);

    FileEditor *m_editor = nullptr;
    QStringList m_inGesture; ///< the files that the gesture under way is about
    FileTest m_liveTest;
    Companions m_companions;
    Remark m_remark;
    std::vector<std::unique_ptr<FileItem>> m_files; ///< sorted by path
    std::vector<FileItem *> m_rows;                 ///< those that the filter leaves
    QSet<QString> m_readOnly;
    FilterQuery m_query;
    std::shared_ptr<std::atomic_bool> m_isOvertaken; ///< the filter, which other threads search for
    int m_searches = 0;
    int m_waits = 0; ///< for edits under way
    QTimer m_fadeTimer;
    QElapsedTimer m_clock;
    std::chrono::milliseconds m_fadeTime{2000};
    QList<QPersistentModelIndex> m_fading;
};

} // namespace retune
