#pragma once

#include "editor/tintedbar.h"

class QDateTime;

namespace retune {

class ElidedLabel;

/// Says that the disk has moved on under unsaved edits, and asks which side is meant. A bar, not a dialog: nothing waits.
class ConflictBar : public TintedBar
{
    Q_OBJECT

public:
    explicit ConflictBar(QWidget *parent = nullptr);

    /// When the disk was seen to differ.
    void setTime(const QDateTime &seen);

Q_SIGNALS:
    void compareRequested();
    void mergeRequested();
    void keepMineRequested();
    void takeDiskRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    ElidedLabel *m_disk;
};

} // namespace retune
