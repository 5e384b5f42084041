#pragma once

#include "style/tintedbar.h"

namespace retune {

class ElidedLabel;
struct Conflict;

/// When the disk's side of a conflict was written, for people: its time, and the day where that is not today.
QString diskTimeText(const Conflict &conflict);

/// Says that the disk has moved on under unsaved edits, and asks which side is meant. A bar, not a dialog: nothing waits.
class ConflictBar : public TintedBar
{
    Q_OBJECT

public:
    explicit ConflictBar(QWidget *parent = nullptr);

    void setConflict(const Conflict &conflict);

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
