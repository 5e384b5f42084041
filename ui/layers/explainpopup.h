#pragma once

#include "layers/valuesurroundings.h"

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
    QString path;                                  ///< of its file
    std::optional<ValueSurroundings> surroundings; ///< nothing as long as they are looked up
    QStringList changes;                           ///< against what it changed
    bool isSecret = false;                         ///< older values are covered
};

/// Explains a value beside its row: where it stands, which layers and files give the same key, what changed it last, and what it was
/// before, with a way to put one of these values back. What is told again may change while it is shown: only what differs is
/// touched, so that the row that is chosen and what is in sight stay. Goes with Esc, or when the user goes elsewhere.
class ExplainPopup : public QFrame
{
    Q_OBJECT

public:
    ExplainPopup(const ValueStory &story, QWidget *parent);

    void setStory(const ValueStory &story);
    /// Says why the value is not there any more, above what was known of it.
    void setGone(const QString &why);
    /// The changes that are known, newest first.
    void setChanges(const QList<ValueChange> &changes);

Q_SIGNALS:
    void placeRequested(const QString &path, const retune::TextPosition &position);
    void layersRequested();
    void putBackRequested(const retune::ValueChange &change);
    void closed();
    /// It has another height.
    void resized();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QLabel *makeText();
    QLabel *makeTitle();
    QLabel *makeGone();
    QLabel *addRow(const QString &name);
    QLabel *addLinks(const QString &name);
    void addNamed(const QString &name, QLabel *value);
    void makeOlder();
    void showPlace();
    void showLayers();
    void showOlder(const QList<ValueChange> &older);
    void fitHeight();
    void follow(const QString &link);
    QString shown(const std::optional<Value> &value) const;
    void putBack();

    ValueStory m_story;
    LinkedText m_layerText;
    QList<ValueChange> m_changes; ///< those with a value before
    QFormLayout *m_rows;
    QLabel *m_title;
    QLabel *m_gone;
    QLabel *m_value;
    QLabel *m_place;
    QLabel *m_layer;
    QLabel *m_state;
    QLabel *m_last;
    QLabel *m_olderTitle = nullptr;
    QTreeWidget *m_older = nullptr;
    QPushButton *m_putBack = nullptr;
};

} // namespace retune
