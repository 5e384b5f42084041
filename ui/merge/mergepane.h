#pragma once

#include <retune/diff/threewaymerge.h>

#include <QtCore/QFutureWatcher>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace retune {

class ClashCard;
class Workspace;

/// What becomes of a merged text.
enum class AfterMerge : quint8 {
    Edit, ///< it is an unsaved edit
    Save  ///< it is saved, as the user had asked before he was asked
};

/// Merges a file in conflict: at once where nothing clashes, else it asks, in the place of the text, and nothing waits for the
/// answer. Where a side changes meanwhile, choices stay for the clashes that stayed. Merging happens in another thread.
class MergePane : public QWidget
{
    Q_OBJECT

public:
    explicit MergePane(QWidget *parent = nullptr);
    ~MergePane() override;

    /// Merges the file. The workspace may go before the pane. What was chosen for the same file before is still chosen.
    void begin(Workspace *workspace, const QString &path, AfterMerge after);
    /// Follows the file no longer; choices stay.
    void end();

Q_SIGNALS:
    /// There is something to ask: the pane wants to be shown.
    void asked();
    /// The conflict is over, one way or another, or the user goes back to the text.
    void closed();
    /// The merged text is in the buffer; `summary` says what went into it.
    void merged(const QString &path, const QString &summary);
    /// No merge can be made, for this reason.
    void refused(const QString &path, const QString &reason);

private:
    enum class Wish : quint8 {
        Begin, ///< take the merged text where nothing has to be asked
        Apply, ///< take it where everything is decided
        Look   ///< show what clashes
    };

    QWidget *makeHead();
    QWidget *makeFoot();
    void showAfter();
    void follow(const QString &path);
    void run(Wish wish);
    void finish();
    void take(const ThreeWayMerge &merge);
    void save(Workspace &workspace, const QString &path, const QString &summary);
    void showClashes(const ThreeWayMerge &merge);
    ClashCard *cardFor(const MergeClash &clash);
    void chooseAll(MergeChoice::Side side);
    QList<MergeChoice> choices() const;
    void updateFoot();
    void uncover(bool isUncovered);

    QPointer<Workspace> m_workspace;
    QString m_path;
    MergeSides m_sides; ///< of the merge under way, or the newest one
    Wish m_wish = Wish::Look;
    AfterMerge m_after = AfterMerge::Edit;
    bool m_isShown = false; ///< the pane has asked
    QFutureWatcher<Result<ThreeWayMerge>> m_merging;
    QList<MergeClash> m_clashes;
    std::vector<ClashCard *> m_cards;        ///< of the first clashes
    std::optional<MergeChoice::Side> m_rest; ///< chosen for those that have no card

    QLabel *m_question;
    QLabel *m_more;
    QPushButton *m_allMine;
    QPushButton *m_allDisk;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    QCheckBox *m_showSecrets;
    QLabel *m_count;
    QPushButton *m_apply;
};

} // namespace retune
