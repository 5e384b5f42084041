#pragma once

#include <retune/diff/threewaymerge.h>

#include <QtWidgets/QFrame>

#include <optional>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace retune {

/// One clash of a merge: what stood there, what both sides made of it, and a choice that nobody has made at first. Secrets are
/// masked until they are uncovered.
class ClashCard : public QFrame
{
    Q_OBJECT

public:
    explicit ClashCard(const MergeClash &clash, QWidget *parent = nullptr);

    const MergeClash &clash() const { return m_clash; }
    bool isSecret() const { return m_isSecret; }
    void setUncovered(bool isUncovered);
    /// Nothing where nothing was chosen, or the value that was typed is none of its kind.
    std::optional<MergeChoice> choice() const;
    void choose(MergeChoice::Side side);
    /// Gives the focus to the choice that was made, or to the first one.
    void focusChoice();

Q_SIGNALS:
    void choiceChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRadioButton *addChoice(MergeChoice::Side side, const QString &text, QWidget *value);
    void addSide(MergeChoice::Side side, const QString &text, const std::optional<Value> &value);
    void addOwn(Kind kind);
    void beginOwn();
    void checkOwn();
    Result<Value> ownValue() const;

    MergeClash m_clash;
    bool m_isSecret;
    bool m_isUncovered = false;
    QGridLayout *m_grid;
    QButtonGroup *m_buttons;
    QLabel *m_before;
    QLabel *m_mine = nullptr;
    QLabel *m_disk = nullptr;
    QLineEdit *m_own = nullptr;
    QLabel *m_objection = nullptr;
    Kind m_kind = Kind::String;
};

} // namespace retune
