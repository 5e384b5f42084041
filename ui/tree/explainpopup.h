#pragma once

#include <retune/history/valuehistory.h>

#include <QtWidgets/QFrame>

class QFormLayout;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace retune {

/// What is known of a value, in words.
struct ValueStory
{
    QString subject; ///< its key path
    QString type;
    QString value;
    QString place;          ///< file, line and column
    QStringList otherFiles; ///< that give the same key, with their values
    QStringList changes;    ///< against what it changed
    bool isSecret = false;  ///< older values are covered
};

/// Explains a value beside its row: where it stands, which files give the same key, what changed it last, and what it was
/// before, with a way to put one of these values back. Goes with Esc, or when the user goes elsewhere.
class ExplainPopup : public QFrame
{
    Q_OBJECT

public:
    ExplainPopup(const ValueStory &story, QWidget *parent);

    /// The changes that are known, newest first.
    void setChanges(const QList<ValueChange> &changes);

Q_SIGNALS:
    void placeRequested();
    void putBackRequested(const retune::ValueChange &change);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addRow(const QString &name, const QString &text);
    void addPlace(const QString &place);
    QLabel *makeText(const QString &text);
    void makeOlder();
    QString shown(const std::optional<Value> &value) const;
    void putBack();

    ValueStory m_story;
    QList<ValueChange> m_changes; ///< those with a value before
    QFormLayout *m_rows;
    QLabel *m_last = nullptr;
    QLabel *m_olderTitle = nullptr;
    QTreeWidget *m_older = nullptr;
    QPushButton *m_putBack = nullptr;
};

} // namespace retune
